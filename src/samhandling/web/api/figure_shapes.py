"""What indicators look like in the API: values as exact texts with status and the day they are known from, unknown as null, never 0."""

from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from samhandling.figures.indicators.rows import CatalogueRow, IndicatorAnswer, Missing, RevisedCell, Value
from samhandling.ground.places import PlaceCode, place_name
from samhandling.web.api.asking import AboutStrategy
from samhandling.web.api.shapes import Code, Day, Listed, Paging, Place, SaidOut


class AboutFigures(AboutStrategy):
    """Of which strategy's indicators, of which place (the strategy's own unless told), as known on which day (today unless told)."""

    place: Place | None = None
    known_on: Day | None = None


class FigurePart(AboutFigures, Paging):
    """The same, and which part of the list."""


class IndicatorsAsked(AboutStrategy, Paging):
    """Which indicators. `focus_area`: a focus area or a prerequisite; `missing`: those without a value for the place, or those with one."""

    place: Place | None = None
    focus_area: Code | None = None
    role: Literal["context", "outcome", "result"] | None = None
    missing: bool | None = None


class IndicatorLatest(Schema):
    """The last known value. `preliminary`: it will be replaced by a final one. `series`: the source's key."""

    period: str
    value: str | None
    status: str
    series: str
    known_from: str
    preliminary: bool


class IndicatorBrief(Schema):
    """An indicator in the list. `held`: the series that figures are held of; `command`: what fetches them, empty where nothing can."""

    id: str
    title: SaidOut
    unit: SaidOut
    role: str
    direction: str
    focus_areas: list[str]
    prerequisites: list[str]
    series: list[str]
    held: list[str]
    latest: IndicatorLatest | None
    stale_since: str | None
    next_release: str | None
    command: str


class IndicatorsOut(Listed):
    """A part of the catalogue."""

    place: str
    items: list[IndicatorBrief]


class IndicatorBreak(Schema):
    """From this period on it is counted another way. `comparable`: both sides may be compared, with care."""

    period: str
    said: SaidOut
    comparable: bool


class IndicatorTarget(Schema):
    """An adopted target path: exact levels by year. No place: every place."""

    adopted: str
    decision: str
    place: str
    levels: dict[str, str]


class IndicatorSource(Schema):
    """Where a series' figures are from."""

    series: str
    producer: str
    title: str
    period: str | None
    published: str | None
    fetched: str
    licence: str
    url: str
    said: SaidOut


class FigureMissing(Schema):
    """A series that nothing is held of, or nothing for this place; what fetches it."""

    series: str
    said: SaidOut
    command: str


class IndicatorWhose(Schema):
    """Whose values `/values` has under a key: total, women, men, a part, or whom the place is compared with."""

    key: str
    name: SaidOut
    places: list[str]


class IndicatorOut(Schema):
    """An indicator of a place, as known on a day. `said` is the sentence with its numbers; `known_on` null: today's picture."""

    id: str
    title: SaidOut
    definition: SaidOut
    unit: SaidOut
    decimals: int
    direction: str
    role: str
    frequency: str
    focus_areas: list[str]
    prerequisites: list[str]
    place: str
    known_on: str | None
    said: SaidOut
    under_chart: SaidOut | None
    notes: list[SaidOut]
    latest: IndicatorLatest | None
    whose: list[IndicatorWhose]
    breaks: list[IndicatorBreak]
    targets: list[IndicatorTarget]
    sources: list[IndicatorSource]
    missing: list[FigureMissing]
    next_release: str | None


class IndicatorValue(Schema):
    """A value of a period. `value` null: not known, and `status` has the source's sign. Of those compared with, no vintage is told."""

    whose: str
    place: str
    period: str
    value: str | None
    status: str
    known_from: str | None
    preliminary: bool | None
    series: str | None


class IndicatorValues(Listed):
    """A part of the values."""

    items: list[IndicatorValue]


class IndicatorVintage(Schema):
    """A day on which something became known: values of periods that had none, and values that became others."""

    day: str
    new: int
    changed: int


class IndicatorVintages(Listed):
    """A part of the days, oldest first: any of them can be asked for as `known_on`."""

    items: list[IndicatorVintage]


class IndicatorRevision(Schema):
    """A value that a release changed. `bearing`: what that means for the target."""

    series: str
    place: str
    period: str
    change: str
    known_before: str
    day: str
    before: str | None
    after: str | None
    said: SaidOut
    bearing: SaidOut | None


class IndicatorRevisions(Listed):
    """A part of the revisions, newest first."""

    items: list[IndicatorRevision]


class MapValue(Schema):
    """A place of a map."""

    place: str
    name: str
    value: str | None


class IndicatorMap(Schema):
    """Places at one and the same period, in the order of their codes; never a rank. `middle`: the median of those with a value."""

    kind: Literal["counties", "municipalities"]
    period: str
    middle: str
    values: list[MapValue]


class IndicatorMaps(Schema):
    """The counties of the nation, and the municipalities of the place's county; what nobody has a value of is left out."""

    id: str
    unit: SaidOut
    known_on: str | None
    county: str
    maps: list[IndicatorMap] = Field(max_length=2)


def latest_told(value: Value | None) -> dict[str, Any] | None:
    """A value as `IndicatorLatest`."""
    if value is None:
        return None
    names = ("period", "status", "series", "preliminary")
    told = {name: getattr(value, name) for name in names}
    return {**told, "value": text(value.value), "known_from": value.known_from.isoformat()}


def brief(row: CatalogueRow) -> dict[str, Any]:
    """A row of the catalogue."""
    one = row.indicator
    return {
        **{name: getattr(one, name) for name in ("id", "role", "direction", "focus_areas", "prerequisites")},
        **{name: getattr(row, name) for name in ("series", "held", "command")},
        "title": one.title.said,
        "unit": one.unit.said,
        "latest": latest_told(row.latest),
        "stale_since": text(row.stale_since),
        "next_release": text(row.due.day),
    }


def whole(found: IndicatorAnswer) -> dict[str, Any]:
    """An indicator with all but its values."""
    one = found.indicator
    same = ("id", "decimals", "direction", "role", "frequency", "focus_areas", "prerequisites")
    return {
        **{name: getattr(one, name) for name in same},
        **{name: getattr(one, name).said for name in ("title", "definition", "unit")},
        "place": found.place,
        "known_on": text(found.known_on),
        "said": found.told.said,
        "under_chart": found.told.under,
        "notes": [*found.notes, *found.told.notes],
        "latest": latest_told(found.line.latest),
        "whose": whose(found),
        "breaks": [{name: getattr(mark, name) for name in ("period", "said", "comparable")}
                   for mark in (*one.break_marks, *found.line.breaks)],
        "targets": [{"adopted": text(path.adopted), "decision": path.decision, "place": path.place,
                     "levels": {str(year): str(level) for year, level in path.levels.items()}} for path in one.paths],
        "sources": [_source(line) for line in found.sources],
        "missing": missing_told(found.missing),
        "next_release": text(found.due.day),
    }  # fmt: skip


def whose(found: IndicatorAnswer) -> list[dict[str, Any]]:
    """The keys of the values, with names."""
    own = [("total", {"sv": "totalt", "en": "total"}, found.line), ("women", {"sv": "kvinnor", "en": "women"}, found.women)]
    own += [("men", {"sv": "män", "en": "men"}, found.men)]
    own += [("/".join(code for _, code in part.codes), {"sv": part.name, "en": part.name}, part.line) for part in found.parts]
    told = [{"key": key, "name": name, "places": [found.place]} for key, name, line in own if line.values]
    return [*told, *({"key": one.key, "name": one.name, "places": one.places} for one in found.beside)]


def missing_told(rows: tuple[Missing, ...]) -> list[dict[str, Any]]:
    """What nothing is held of."""
    return [{name: getattr(row, name) for name in ("series", "said", "command")} for row in rows]


def revision_told(cell: RevisedCell) -> dict[str, Any]:
    """A changed value."""
    told = cell.revised
    return {
        **{name: getattr(cell, name) for name in ("series", "place", "period")},
        **{name: getattr(told, name) for name in ("said", "bearing")},
        "change": cell.change.value,
        "known_before": text(cell.known_before),
        "day": text(told.day),
        "before": text(told.before),
        "after": text(told.after),
    }


def map_value(place: str, value: Any) -> dict[str, Any]:
    """A place of a map."""
    return {"place": place, "name": place_name(PlaceCode(place)), "value": text(value)}


def _source(line: Any) -> dict[str, Any]:
    same = ("series", "producer", "title", "period", "licence", "url", "said")
    return {**{name: getattr(line, name) for name in same}, "published": text(line.published), "fetched": line.fetched.isoformat()}


def text(value: Any) -> str | None:
    """A number or a day as its text; None as it is."""
    return None if value is None else str(value)
