"""A distribution in a form: per cent for each focus area, and the aspects that are ticked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said
from samhandling.plan.rules.form.texts import Texts, many, one
from samhandling.strategy.queries import AspectView, FocusAreaView, StrategyView

SHARE, ASPECT = "andel-", "delomrade-"
_PER_CENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,6})?) ?%?")


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A focus area in the form. `per_cent` as it is written in the field; `aspects`: each with whether it is ticked."""

    area: FocusAreaView
    per_cent: str
    aspects: tuple[tuple[AspectView, bool], ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Distribution:
    """What a form says: focus area → part of 1, focus area → its ticked aspects."""

    shares: Mapping[str, Fraction]
    aspects: Mapping[str, tuple[str, ...]]
    faults: tuple[Fault, ...] = ()

    @property
    def total(self) -> Fraction:
        """All shares together."""
        return sum(self.shares.values(), Fraction(0))


def is_told(texts: Texts) -> bool:
    """The form holds a distribution."""
    return any(name.startswith(SHARE) for name in texts)


def read_distribution(texts: Texts, view: StrategyView) -> Distribution:
    """The distribution of a form, with every fault at its field. Areas and aspects that the strategy does not have are left out."""
    shares: dict[str, Fraction] = {}
    faults: list[Fault] = []
    for area in view.focus_areas:
        text = one(texts, f"{SHARE}{area.code}")
        found = _PER_CENT.fullmatch(text)
        part = Fraction(found[1].replace(",", ".")) / 100 if found else Fraction(0)
        if text and (not found or part > 1):
            faults.append(_fault(f"{SHARE}{area.code}", text, area))
        elif part:
            shares[area.code] = part
    aspects = {area.code: _ticked(texts, area) for area in view.focus_areas}
    told = Distribution(shares, {code: some for code, some in aspects.items() if some}, tuple(faults))
    if told.total > 1:
        faults.append(_too_much(told, view))
    return Distribution(told.shares, told.aspects, tuple(faults))


def _ticked(texts: Texts, area: FocusAreaView) -> tuple[str, ...]:
    ticked = set(many(texts, f"{ASPECT}{area.code}"))
    return tuple(aspect.code for aspect in area.aspects if aspect.code in ticked)


def _fault(field: str, text: str, area: FocusAreaView) -> Fault:
    expected = Said(f"{area.code}: ett tal mellan 0 och 100.", f"{area.code}: a number between 0 and 100.")
    return Fault(Location(column=field), text[:40], expected, Said("Skriv till exempel 40.", "Write for instance 40."))


def _too_much(told: Distribution, view: StrategyView) -> Fault:
    first = next(area.code for area in view.focus_areas if area.code in told.shares)
    total = per_cent(told.total)
    expected = Said(
        f"Andelarna är tillsammans {total} procent. De får vara högst 100.",
        f"The shares are {total} per cent together. They may be 100 at most.",
    )
    return Fault(Location(column=f"{SHARE}{first}"), total, expected, Said("Minska någon av dem.", "Lower one of them."))


def per_cent(share: Fraction | None) -> str:
    """A share as it stands in a field: 40 or 33,33; empty for none and for unknown."""
    return f"{float(share * 100):.4g}".replace(".", ",") if share else ""


def rows_of(view: StrategyView, told: Distribution, texts: Texts | None = None) -> list[ShareRow]:
    """A row for each focus area of the strategy, in its order; `texts`: what somebody wrote, which stands before what was read of it."""
    return [
        ShareRow(
            area,
            one(texts, f"{SHARE}{area.code}") if texts is not None else per_cent(told.shares.get(area.code)),
            tuple((aspect, aspect.code in told.aspects.get(area.code, ())) for aspect in area.aspects),
            tuple(fault for fault in told.faults if fault.location.column == f"{SHARE}{area.code}"),
        )
        for area in view.focus_areas
    ]


def split(rows: Sequence[ShareRow], first: Sequence[str]) -> tuple[list[ShareRow], list[ShareRow]]:
    """(the rows to show at once, in the order of `first` and then those with something in them; the rest)."""
    order = {code: number for number, code in enumerate(first)}
    shown = [row for row in rows if row.area.code in order or row.per_cent or row.faults or any(ticked for _, ticked in row.aspects)]
    shown.sort(key=lambda row: order.get(row.area.code, len(order)))
    return shown, [row for row in rows if row not in shown]
