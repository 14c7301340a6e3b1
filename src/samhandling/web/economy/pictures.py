"""The pictures of a business life, each drawn for a page and for a telephone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from samhandling.drawing.nearness import Axes, Spot, nearness
from samhandling.drawing.over_years import over_years
from samhandling.drawing.rows import BROAD, SLIM
from samhandling.drawing.shares_beside import Share, shares_beside
from samhandling.drawing.waterfall import Step, waterfall
from samhandling.figures.business.shapes import Breadth, BusinessLife, Growth, Near
from samhandling.ground.said import Language, Said

BARS, STEPS, NAMED = 12, 6, 8
"""How many industries a picture shows: as bars, as steps, by name."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture twice: for a page and for a telephone."""

    broad: str
    slim: str


def twice(draw: Callable[..., str], key: str) -> Picture:
    """Draw for both widths."""
    return Picture(draw(width=BROAD, key=f"{key}-broad"), draw(width=SLIM, key=f"{key}-slim"))


def lives_on(life: BusinessLife, language: Language) -> Picture | None:
    """The largest industries against what the place is compared with; nothing where none is known."""
    rows = [
        Share(row.name.in_(language), None if row.share is None else row.share * 100, _hundred(row.nation_share))
        for row in life.lives_on[:BARS]
    ]
    if not any(row.share for row in rows):
        return None
    beside = life.beside
    title = Said(f"Andel av jobben i {life.place_name} och i {beside.sv}", f"Share of the jobs in {life.place_name} and in {beside.en}")
    nation = beside.in_(language)

    def draw(width: int, key: str) -> str:
        return shares_beside(rows, place=life.place_name, nation=nation, title=title.in_(language), key=key, language=language, width=width)

    return twice(draw, "lives")


def _hundred(share: float | None) -> float | None:
    return None if share is None else share * 100


def growth_parts(life: BusinessLife, growth: Growth, language: Language) -> Picture:
    """The three parts and what they add up to."""
    steps = [
        Step(Said(f"Som i {life.beside.sv}", f"As in {life.beside.en}").in_(language), growth.nation_part),
        Step(Said("Branscherna som finns här", "The industries that are here").in_(language), growth.industry_part),
        Step(Said("Det egna", "Its own").in_(language), growth.own_part),
        Step(Said("Hela förändringen", "The whole change").in_(language), growth.total, total=True),
    ]
    title = Said(
        f"Jobb i {life.place_name}, {growth.base_year} till {growth.year}",
        f"Jobs in {life.place_name}, {growth.base_year} to {growth.year}",
    )
    return _fall(steps, title, "growth", language)


def own_by_industry(life: BusinessLife, growth: Growth, language: Language) -> Picture | None:
    """Which industries the own part comes from: the largest by name, the others together."""
    known = [(row, row.own) for row in growth.by_industry if row.own is not None]
    chosen = sorted(known, key=lambda pair: -abs(pair[1]))[:STEPS]
    if len(chosen) < 2:
        return None
    steps = [Step(row.name.in_(language), own) for row, own in sorted(chosen, key=lambda pair: -pair[1])]
    others = growth.own_part - sum(step.value for step in steps)
    if len(known) > len(chosen):
        steps.append(Step(Said("Övriga branscher", "Other industries").in_(language), others))
    elif abs(others) > 1e-6 * max(1.0, abs(growth.own_part)):
        steps.append(Step(Said("Branscher som inte är kända", "Industries that are not known").in_(language), others))
    steps.append(Step(Said("Det egna, tillsammans", "Its own, together").in_(language), growth.own_part, total=True))
    title = Said(f"Det egna i {life.place_name}, bransch för bransch", f"The own part of {life.place_name}, industry by industry")
    return _fall(steps, title, "own", language)


def _fall(steps: Sequence[Step], title: Said, key: str, language: Language) -> Picture:
    unit = Said("jobb", "jobs").in_(language)

    def draw(width: int, key: str) -> str:
        return waterfall(steps, title=title.in_(language), key=key, language=language, unit=unit, width=width)

    return twice(draw, key)


def breadth_line(life: BusinessLife, breadth: Breadth, language: Language) -> str:
    """The breadth year by year, cut at breaks; or nothing where fewer than two years are known."""
    known = [point for point in breadth.series if point.equivalent_number is not None]
    if len(known) < 2:
        return ""
    title = Said(f"Bredden i {life.place_name} år för år", f"The breadth of {life.place_name} year by year")
    return over_years(
        [point.year for point in breadth.series],
        [point.equivalent_number for point in breadth.series],
        [point.nation for point in breadth.series],
        place=life.place_name,
        of_nation=life.beside.in_(language),
        title=title.in_(language),
        key="breadth",
        language=language,
        breaks=breadth.break_years,
    )


def near_picture(life: BusinessLife, near: Near, language: Language) -> Picture:
    """What lies near: those that are lacking by number and, on a page, by name."""
    lacking = [row for row in near.rows if not row.present]
    number = {row.code: place for place, row in enumerate(lacking[:NAMED], start=1)}
    axes = Axes(
        *(
            said.in_(language)
            for said in (
                Said("längre bort", "farther away"),
                Said("närmare det som finns", "nearer to what is here"),
                Said("mer krävande", "more demanding"),
                Said("mindre krävande", "less demanding"),
                Said("redan en styrka här", "a strength here"),
                Said("inte än", "not yet"),
            )
        )
    )
    title = Said(f"Vad som ligger nära det {life.place_name} redan kan", f"What lies near what {life.place_name} already does")

    def draw(width: int, key: str) -> str:
        spots = [
            Spot(
                row.name.in_(language),
                row.nearness,
                row.demanding,
                row.present,
                _labels(number.get(row.code), row.name.in_(language), by_name=width >= BROAD),
            )
            for row in near.rows
        ]
        return nearness(spots, axes, title=title.in_(language), key=key, language=language, width=width)

    return twice(draw, "near")


LONGEST_LABEL = 30


def _labels(number: int | None, name: str, *, by_name: bool) -> tuple[str, ...]:
    if number is None:
        return ()
    short = name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1].rstrip(" ,") + "…"
    return (f"{number} {short}", str(number)) if by_name else (str(number),)
