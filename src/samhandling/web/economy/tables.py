"""The tables of a business life: every number in words, and a sentence where a number is not known."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from samhandling.figures.business.shapes import Alike, Breadth, BreadthPoint, Growth, GrowthRow, IndustryRow, NearRow, Unknown
from samhandling.ground.said import Said
from samhandling.web.economy.numbers import change, decimal, of_hundred, percent, whole
from samhandling.web.economy.pictures import NAMED

SHOWN = 25
"""Rows of a table before the rest is folded; the files have them all."""

UNKNOWN = Said("okänt", "unknown")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its name, its cells, and what has to be said of it."""

    code: str
    name: Said
    cells: tuple[Said, ...]
    notes: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows shown at once, and the rest."""

    first: tuple[Row, ...]
    rest: tuple[Row, ...]


def folded(rows: Sequence[Row]) -> Table:
    """The first rows, and the rest where there are more than a few."""
    return Table(tuple(rows[:SHOWN]), tuple(rows[SHOWN:])) if len(rows) > SHOWN + 5 else Table(tuple(rows), ())


def why_no_shares(rows: Sequence[IndustryRow]) -> Said | None:
    """Why no share is known at all, said once; nothing where some are known."""
    if any(row.share is not None for row in rows):
        return None
    return next((row.reason for row in rows if row.reason), None)


SAID_ONCE = 3
"""A caution that holds for so many rows is said above the table, and each row has a word that refers to it."""

UNSURE = Said("osäkert", "unsure")


def repeated(rows: Sequence[IndustryRow]) -> Said | None:
    """The caution that holds for many rows, where there is one."""
    counted = Counter(row.sureness for row in rows if row.sureness)
    most = counted.most_common(1)
    return most[0][0] if most and most[0][1] >= SAID_ONCE else None


def lives_on(rows: Sequence[IndustryRow]) -> Table:
    """Jobs, share here, share where it is compared, how many times as large. What is true of many rows is not said in each."""
    common, caution = why_no_shares(rows), repeated(rows)
    return folded([_industry(row, common, caution) for row in rows])


def _industry(row: IndustryRow, common: Said | None, caution: Said | None) -> Row:
    cells = (
        UNKNOWN if row.count is None else whole(row.count),
        UNKNOWN if row.share is None else percent(row.share),
        UNKNOWN if row.nation_share is None else percent(row.nation_share),
        UNKNOWN if row.lq is None else decimal(row.lq),
    )
    reason = None if row.reason == common and row.count is not None else row.reason
    sureness = UNSURE if caution and row.sureness == caution else row.sureness
    return Row(row.code, row.name, cells, tuple(said for said in (reason, sureness) if said))


def growth(rows: Sequence[GrowthRow]) -> Table:
    """The three parts and the whole change of each industry."""
    return folded(
        [
            Row(
                row.code,
                row.name,
                tuple(UNKNOWN if part is None else change(part) for part in (row.nation, row.industry, row.own, row.total)),
                (row.reason,) if row.reason else (),
            )
            for row in rows
        ]
    )


def growth_sums(found: Growth) -> dict[str, Said]:
    """The last row: what all industries come to."""
    return {
        "nation": change(found.nation_part),
        "industry": change(found.industry_part),
        "own": change(found.own_part),
        "total": change(found.total),
    }


def breadth(points: Sequence[BreadthPoint]) -> tuple[Row, ...]:
    """Year by year, the newest first."""
    return tuple(
        Row(
            str(point.year),
            Said(str(point.year), str(point.year)),
            tuple(UNKNOWN if value is None else decimal(value) for value in (point.equivalent_number, point.nation)),
            (point.reason,) if point.reason else (),
        )
        for point in reversed(points)
    )


@dataclass(frozen=True, slots=True)
class Nearest:
    """One of the numbered list: a plain sentence of how near and how demanding."""

    name: Said
    said: Said


def nearest(rows: Sequence[NearRow]) -> tuple[Nearest, ...]:
    """Those that are not yet a strength, nearest first: as many as have a number in the picture."""
    return tuple(Nearest(row.name, _near_said(row)) for row in rows if not row.present)[:NAMED]


def _near_said(row: NearRow) -> Said:
    near, more = of_hundred(row.nearness), of_hundred(row.demanding)
    return Said(
        f"{near.sv} av det som den brukar finnas tillsammans med är redan en styrka här. {_demanding(row.demanding, more).sv}",
        f"{near.en} of what it usually stands beside is already a strength here. {_demanding(row.demanding, more).en}",
    )


HIGH, LOW, LEAST = 2 / 3, 1 / 3, 0.005


def _demanding(rank: float, less: Said) -> Said:
    if rank <= LEAST:
        return Said("Ingen bransch är mindre krävande.", "No industry is less demanding.")
    if rank >= HIGH:
        return Said(
            f"Krävande: {less.sv} av branscherna är mindre krävande.", f"Demanding: {less.en} of the industries are less demanding."
        )
    if rank > LOW:
        return Said(
            f"Ungefär som de flesta: {less.sv} av branscherna är mindre krävande.",
            f"About as most: {less.en} of the industries are less demanding.",
        )
    return Said(
        f"Inte så krävande: {less.sv} av branscherna är mindre krävande.",
        f"Not very demanding: {less.en} of the industries are less demanding.",
    )


def near(rows: Sequence[NearRow]) -> Table:
    """How near, how demanding, whether it is there: those that are lacking first, nearest first."""
    ordered = [*(row for row in rows if not row.present), *(row for row in rows if row.present)]
    return folded(
        [
            Row(
                row.code,
                row.name,
                (
                    of_hundred(row.nearness),
                    of_hundred(row.demanding),
                    Said("redan en styrka", "already a strength") if row.present else Said("inte än", "not yet"),
                    UNKNOWN if row.count is None or isnan(row.count) else whole(row.count),
                ),
            )
            for row in ordered
        ]
    )


def alike(rows: Sequence[Alike]) -> tuple[Row, ...]:
    """How large a part of the jobs would have to change industry."""
    return tuple(Row(row.code, row.name, (percent(row.distance),)) for row in rows)


@dataclass(frozen=True, slots=True)
class MeasureTold:
    """A further measure of breadth: its plain name, the word that specialists use, and its value or why there is none."""

    name: Said
    word: Said
    value: Said | None
    reason: Said | None


MEASURES: tuple[tuple[str, Said, Said, int], ...] = (
    (
        "hachman",
        Said(
            "Likhet med branscherna i {beside}, där 1 är precis som där",
            "Likeness to the industries in {beside}, where 1 is just as there",
        ),
        Said("Hachmans index", "Hachman's index"),
        2,
    ),
    (
        "unrelated",
        Said("Spridning mellan olika slags branscher", "Spread between different kinds of industries"),
        Said("obesläktad variation, i bitar", "unrelated variety, in bits"),
        2,
    ),
    (
        "related",
        Said("Spridning inom samma slags branscher", "Spread within the same kinds of industries"),
        Said("besläktad variation, i bitar", "related variety, in bits"),
        2,
    ),
    ("entropy", Said("Spridning sammanlagt", "Spread altogether"), Said("entropi, i bitar", "entropy, in bits"), 2),
)


def measures(found: Breadth, beside: Said) -> tuple[MeasureTold, ...]:
    """Further measures of how spread out the jobs are. `beside`: what the place is compared with."""
    told = []
    for field, name, word, decimals in MEASURES:
        value = getattr(found, field)
        unknown = value.reason if isinstance(value, Unknown) else None
        told.append(MeasureTold(_with(name, beside), word, None if unknown else decimal(value, decimals), unknown))
    return tuple(told)


def _with(name: Said, beside: Said) -> Said:
    return Said(name.sv.format(beside=beside.sv), name.en.format(beside=beside.en))
