"""Working material that stays in memory is always what the database says."""

import pytest

from plan.plan_made import ROAD, SHOP, book, changed, run_of, take_in
from samhandling.ground.viewer import OPERATOR
from samhandling.office.kept import forget_all
from samhandling.plan.actions.editing import correct
from samhandling.plan.actions.undoing import undo_import
from samhandling.plan.actions.uniting import merge_into, part
from samhandling.plan.queries import records_of
from samhandling.plan.rules.record import InitiativeRecord


def told_and_true(road: str) -> tuple[list[InitiativeRecord], list[InitiativeRecord]]:
    """What memory says, and what is read with nothing in it."""
    told = records_of(road, seen_by=OPERATOR)
    forget_all()
    return told, records_of(road, seen_by=OPERATOR)


@pytest.mark.django_db(transaction=True)
def test_after_each_act_memory_and_database_say_the_same(request: pytest.FixtureRequest) -> None:
    road: str = request.getfixturevalue("county")
    take_in(book(ROAD, SHOP))
    before = {record.id: record for record in records_of(road, seen_by=OPERATOR)}
    correct("A2", "title", "Öppet hela natten", strategy=road, by=OPERATOR)
    after = {record.id: record for record in records_of(road, seen_by=OPERATOR)}
    assert after["A1"] is before["A1"]
    assert after["A2"].title == "Öppet hela natten"
    run = run_of(take_in(book(changed(ROAD, id="A3", title="Ny"), file="ny.csv")))
    for act in (
        lambda: merge_into("A2", "A1", by=OPERATOR),
        lambda: part("A2", by=OPERATOR),
        lambda: correct("A1", "contributions", "B1a:0.25", strategy=road, by=OPERATOR),
        lambda: undo_import(run, by=OPERATOR),
        lambda: take_in(book(changed(ROAD, id="A4", title="Ännu en"), file="nyare.csv")),
    ):
        records_of(road, seen_by=OPERATOR)
        act()
        told, true = told_and_true(road)
        assert told == true
