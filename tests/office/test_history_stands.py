"""What has been told stands: neither a model, nor a question, nor plain SQL changes or removes an event."""

import pytest
from django.db import DatabaseError, connection, transaction

from samhandling.ground.viewer import OPERATOR
from samhandling.office.actions import record
from samhandling.office.models import Event, EventStands

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Event:
    record(OPERATOR, "initiative.added", "initiative", "A1", {"title": (None, "Bussen")})
    return Event.objects.get()


def test_it_can_be_told_only_once(told: Event) -> None:
    told.verb = "initiative.changed"
    with pytest.raises(EventStands):
        told.save()
    with pytest.raises(EventStands):
        told.delete()
    assert Event.objects.get().verb == "initiative.added"


def test_no_question_changes_or_removes_it(told: Event) -> None:
    with pytest.raises(EventStands):
        Event.objects.update(verb="x")
    with pytest.raises(EventStands):
        Event.objects.filter(pk=told.pk).delete()
    told.verb = "x"
    with pytest.raises(EventStands), transaction.atomic():
        Event.objects.bulk_update([told], ["verb"])
    assert Event.objects.get().verb == "initiative.added"


def test_the_database_holds_the_same_line(told: Event) -> None:
    statements = ["UPDATE office_event SET verb = 'x'"]
    if connection.vendor == "postgresql":
        statements.append("DELETE FROM office_event")
    for statement in statements:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Event.objects.get().verb == "initiative.added"


def test_telling_still_works_one_by_one_and_many_at_once(told: Event) -> None:
    Event.objects.create(known_on=told.known_on, door="person", verb="x", subject="y", subject_id="1")
    Event.objects.bulk_create([Event(known_on=told.known_on, door="person", verb="x", subject="y", subject_id=str(n)) for n in range(3)])
    assert Event.objects.count() == 5
