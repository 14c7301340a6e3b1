"""Add an initiative that nobody has told of before."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone

from samhandling.ground.viewer import Viewer
from samhandling.office.actions import hold_stamp, raise_stamp, record
from samhandling.office.models import Event
from samhandling.people.actions import ensure_actors
from samhandling.people.models import Actor
from samhandling.people.rules.permission import CHANGES_OWN, require
from samhandling.plan.actions.editing import check
from samhandling.plan.models import Initiative
from samhandling.plan.queries import strategy_key
from samhandling.plan.rules.intake import with_actors
from samhandling.plan.rules.plain import Plain, from_plain, to_plain
from samhandling.plan.rules.record import InitiativeRecord, Openness, Stage
from samhandling.plan.storing import fill, load, nodes_of
from samhandling.plan.storing_parts import add_parts
from samhandling.plan.twice import since


def add_initiative(wanted: Mapping[str, Any], *, strategy: str, by: Viewer) -> str:
    """Add an initiative that nobody has told of before: an idea, unless `wanted` tells another stage. Gives its code.

    A contributor's own actor stands as owner where no other does. The same one sent twice is one. Raises NotAllowed, Refused with every fault.
    """
    require(CHANGES_OWN, by)
    with transaction.atomic():
        hold_stamp()
        values = {**to_plain(InitiativeRecord("", "", stage=Stage.IDEA, openness=Openness.SHARED)), **wanted}
        values["id"] = _new_code(values)
        if not values["owners"] and not by.may_change_all:
            values["owners"] = sorted(by.actors)[:1]
        check(values, strategy, by)
        record_ = from_plain(values)
        record_ = with_actors(record_, ensure_actors(record_.actors, by=by))
        require(CHANGES_OWN, by, of=record_.actors)
        if twin := _just_added(record_, strategy, by):
            return twin
        initiative = Initiative(known_since=timezone.localdate())
        fill(initiative, record_)
        initiative.save()
        add_parts([(initiative.pk, record_)], nodes_of(strategy_key(strategy)), dict(Actor.objects.values_list("code", "id")))
        record(by, "initiative.added", "initiative", initiative.code, {"title": (None, initiative.title)}, version=1)
        raise_stamp()
    return initiative.code


def _just_added(wanted: InitiativeRecord, strategy: str, by: Viewer) -> str:
    """The code of the same initiative, where this person added it a moment ago and nobody has touched it; else nothing."""
    after = since(by)
    if after is None or by.person is None:
        return ""
    codes = Event.objects.filter(verb="initiative.added", person_id=by.person, door=by.kind.value, at__gt=after).values_list(
        "subject_id", flat=True
    )
    untouched = Initiative.objects.filter(code__in=list(codes), title=wanted.title, version=1)
    same = (found.id for _, found in load(untouched, strategy_key(strategy)) if replace(found, id=wanted.id) == wanted)
    return next(same, "")


def _new_code(values: Plain) -> str:
    """The focus area and a running number: 2.6-04."""
    largest = max(values["shares"], key=lambda share: Fraction(share["share"] or 0), default=None)
    stem = largest["focus_area"] if largest else str(timezone.localdate().year)
    taken = set(Initiative.objects.filter(code__startswith=f"{stem}-").values_list("code", flat=True))
    return next(code for number in count(1) if (code := f"{stem}-{number:02}") not in taken)
