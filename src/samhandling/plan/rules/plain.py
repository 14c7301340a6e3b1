"""An initiative as plain JSON values and back: what events keep, what a re-import compares, what an export writes.

Exact amounts and shares are texts ("1/3", "250000"); days are ISO; an unknown value is null.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from samhandling.ground.periods import Period, Precision
from samhandling.ground.places import PlaceCode
from samhandling.plan.rules.record import (
    Activity,
    ActivityKind,
    Basis,
    ContributionSource,
    Grant,
    InitiativeRecord,
    Kind,
    MoneyKind,
    Openness,
    Reach,
    Share,
    Stage,
    Told,
    ToldStatus,
)

Plain = dict[str, Any]


def to_plain(record: InitiativeRecord) -> Plain:
    """The record as JSON values."""
    return {
        "id": record.id,
        "title": record.title,
        "owners": list(record.owners),
        "partners": list(record.partners),
        "kind": record.kind.value,
        "stage": record.stage.value,
        "start": _day(record.period.start),
        "start_precision": record.start_precision.value,
        "end": _day(record.period.end),
        "end_precision": record.end_precision.value,
        "not_before": _day(record.period.not_before),
        "not_after": _day(record.period.not_after),
        "bounds_basis": record.bounds_basis,
        "decided": _day(record.decided),
        "decided_precision": record.decided_precision.value,
        "reach": record.reach.value,
        "counties": list(record.counties),
        "municipalities": list(record.municipalities),
        "basis": record.basis.value,
        "shares": [
            {
                "focus_area": share.focus_area,
                "share": _number(share.share),
                "aspects": list(share.aspects),
                "source": share.source.value,
                "confirmed": share.confirmed,
            }
            for share in record.shares
        ],
        "grants": [{"financier": grant.financier, "kind": grant.kind.value, "amount": _number(grant.amount)} for grant in record.grants],
        "target_groups": list(record.target_groups),
        "purpose_sv": record.purpose_sv,
        "purpose_en": record.purpose_en,
        "note": record.note,
        "source": record.source,
        "fields": [list(pair) for pair in record.fields],
        "steps": [list(pair) for pair in record.steps],
        "roles": [list(pair) for pair in record.roles],
        "activities": [activity_to_plain(one) for one in record.activities],
        "depends_on": list(record.depends_on),
        "told": told_to_plain(record.told),
        "openness": record.openness.value,
    }


def from_plain(values: Mapping[str, Any]) -> InitiativeRecord:
    """The record that `to_plain` wrote. Raises KeyError, ValueError for anything else."""
    kind = Kind(values["kind"])
    return InitiativeRecord(
        id=values["id"],
        title=values["title"],
        owners=tuple(values["owners"]),
        partners=tuple(values["partners"]),
        kind=kind,
        stage=Stage(values["stage"]),
        period=Period(
            _read_day(values["start"]),
            _read_day(values["end"]),
            _read_day(values["not_before"]),
            _read_day(values["not_after"]),
            open_ended=kind is Kind.STANDING,
        ),
        start_precision=Precision(values["start_precision"]),
        end_precision=Precision(values["end_precision"]),
        decided=_read_day(values["decided"]),
        decided_precision=Precision(values["decided_precision"]),
        bounds_basis=values["bounds_basis"],
        reach=Reach(values["reach"]),
        counties=tuple(PlaceCode(code) for code in values["counties"]),
        municipalities=tuple(PlaceCode(code) for code in values["municipalities"]),
        basis=Basis(values["basis"]),
        shares=tuple(
            Share(
                share["focus_area"],
                _read_number(share["share"]),
                tuple(share["aspects"]),
                ContributionSource(share["source"]),
                share["confirmed"],
            )
            for share in values["shares"]
        ),
        grants=tuple(Grant(grant["financier"], MoneyKind(grant["kind"]), _read_number(grant["amount"])) for grant in values["grants"]),
        target_groups=tuple(values["target_groups"]),
        purpose_sv=values["purpose_sv"],
        purpose_en=values["purpose_en"],
        note=values["note"],
        source=values["source"],
        fields=_pairs(values["fields"]),
        steps=_pairs(values.get("steps", ())),
        roles=_pairs(values.get("roles", ())),
        activities=tuple(activity_from_plain(one) for one in values.get("activities", ())),
        depends_on=tuple(values.get("depends_on", ())),
        told=told_from_plain(values.get("told")),
        openness=Openness(values.get("openness", Openness.PUBLIC)),
    )


def activity_to_plain(one: Activity) -> Plain:
    """An activity as JSON values."""
    return {
        "id": one.id,
        "title": one.title,
        "kind": one.kind.value,
        "start": _day(one.start),
        "end": _day(one.end),
        "end_precision": one.end_precision.value,
        "done": _day(one.done),
        "responsible": one.responsible,
    }


def activity_from_plain(values: Mapping[str, Any]) -> Activity:
    """The activity that `activity_to_plain` wrote."""
    return Activity(
        values["id"],
        values["title"],
        ActivityKind(values["kind"]),
        _read_day(values["start"]),
        _read_day(values["end"]),
        Precision(values["end_precision"]),
        _read_day(values["done"]),
        values["responsible"],
    )


def told_to_plain(told: Told | None) -> Plain | None:
    """A told status as JSON values."""
    if told is None:
        return None
    return {"status": told.status.value, "reason": told.reason, "day": told.day.isoformat(), "instead": told.instead}


def told_from_plain(values: Mapping[str, Any] | None) -> Told | None:
    """The told status that `told_to_plain` wrote."""
    if not values:
        return None
    return Told(ToldStatus(values["status"]), values["reason"], date.fromisoformat(values["day"]), values["instead"])


def parts_in(values: Plain) -> set[str]:
    """The actors with a part in it: owners, partners, roles, who answers for an activity."""
    roles, activities = values.get("roles", ()), values.get("activities", ())
    return {*values["owners"], *values["partners"], *(actor for _, actor in roles), *(one["responsible"] for one in activities)} - {""}


def _pairs(values: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in values)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _read_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def _read_number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
