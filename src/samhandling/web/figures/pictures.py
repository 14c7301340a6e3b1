"""The charts of an indicator: the place with whom it is compared, its target path and breaks; women and men."""

from collections.abc import Callable, Sequence
from datetime import date

from django.http import HttpResponse

from samhandling.drawing.lines import Line, Mark
from samhandling.drawing.raster import png_of
from samhandling.figures.indicators.rows import IndicatorAnswer
from samhandling.figures.rules.calendar.periods import span_of
from samhandling.figures.rules.movement.series import BreakMark, Point
from samhandling.figures.rules.target_path import path_on
from samhandling.ground.counting import day_said
from samhandling.ground.places import PlaceCode, place_name
from samhandling.ground.said import Language, Said
from samhandling.web.figures.revising import Revision

Draw = Callable[..., str]
PICTURES = {"svg": "image/svg+xml", "png": "image/png"}

WOMEN, MEN, PATH = Said("kvinnor", "women"), Said("män", "men"), Said("målbanan", "the target path")


def chart(found: IndicatorAnswer, language: Language, draw: Draw) -> str:
    """The main chart, or nothing where no value of the place is known."""
    if found.line.latest is None:
        return ""
    lines = [Line(place_name(PlaceCode(found.place)), _points(found.line.points))]
    lines += [Line(one.name.in_(language), _points(one.points)) for one in found.beside]
    if path := _path(found):
        lines.append(Line(PATH.in_(language), path, dots=True))
    return draw(
        lines, _marks(found), title=found.indicator.title.said.in_(language), description=found.told.said.in_(language), language=language
    )


def sexes_chart(found: IndicatorAnswer, language: Language, draw: Draw) -> str:
    """Women and men, or nothing where the sources do not tell both."""
    if found.women.latest is None or found.men.latest is None:
        return ""
    lines = [Line(WOMEN.in_(language), _points(found.women.points)), Line(MEN.in_(language), _points(found.men.points))]
    title = Said(f"{found.indicator.title.said.sv}, kvinnor och män", f"{found.indicator.title.said.en}, women and men")
    return draw(lines, _marks(found), title=title.in_(language), description=found.told.said.in_(language), language=language)


def picture_file(drawn: str, name: str, form: str) -> HttpResponse:
    """A picture as a file of one of the forms in `PICTURES`."""
    response = HttpResponse(drawn if form == "svg" else png_of(drawn), content_type=PICTURES[form])
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def notes_under(found: IndicatorAnswer, language: Language) -> list[str]:
    """What a picture must say of itself where it is put without its page: place and unit, as known when, source, what it is not."""
    place, unit = place_name(PlaceCode(found.place)), found.indicator.unit.said.in_(language)
    notes = [f"{place}, {unit}"]
    if found.known_on:
        day = day_said(found.known_on)
        notes.append(Said(f"Enligt vad som var känt {day.sv}.", f"As was known on {day.en}.").in_(language))
    notes += [source.said.in_(language) for source in found.sources]
    return [*notes, found.told.under.in_(language)] if found.told.under else notes


LEAST_DRAWN = 4
"""A release that changed less than one in so many of the values is told in its table alone: two lines would lie on each other."""


def revision_chart(revisions: Sequence[Revision], language: Language, draw: Draw) -> dict[date, str]:
    """By day: the values as they were known the day before a release and on it; only for the largest of those that are told in full."""
    told = [row for row in revisions if row.sentence and 1 < len(row.sentence.values_before.values) <= LEAST_DRAWN * len(row.cells)]
    if not told:
        return {}
    largest = max(told, key=lambda row: len(row.cells))
    if largest.sentence is None:
        return {}
    after, before = day_said(largest.day), day_said(largest.day_before)
    lines = [
        Line(Said(f"känt {after.sv}", f"known on {after.en}").in_(language), _points(largest.sentence.values_after.points)),
        Line(Said(f"känt {before.sv}", f"known on {before.en}").in_(language), _points(largest.sentence.values_before.points)),
    ]
    title = Said(f"Före och efter {after.sv}", f"Before and after {after.en}")
    return {largest.day: draw(lines, [], title=title.in_(language), description=largest.said.in_(language), language=language)}


def breaks_of(found: IndicatorAnswer) -> list[BreakMark]:
    """The breaks that lie within the values shown, in order of time: the file's own and those of the chain's joints."""
    known = [value.point.span.first for value in found.line.values if value.value is not None]
    marks = {mark.period: mark for mark in (*found.line.breaks, *found.indicator.break_marks)}.values()
    inside = [mark for mark in marks if known and known[0] < span_of(mark.period).first <= known[-1]]
    return sorted(inside, key=lambda mark: span_of(mark.period).first)


def _marks(found: IndicatorAnswer) -> list[Mark]:
    return [Mark(span_of(one.period).first, str(number), not one.comparable) for number, one in enumerate(breaks_of(found), start=1)]


def _points(points: Sequence[Point]) -> tuple[tuple[date, float | None], ...]:
    return tuple((point.span.first, None if point.value is None else float(point.value)) for point in points)


def _path(found: IndicatorAnswer) -> tuple[tuple[date, float | None], ...]:
    """The target path in force on the day that is asked about, from the base where one is known."""
    path = path_on(found.indicator.paths, found.known_on or found.on, found.place)
    if path is None:
        return ()
    corners = {date(year, 1, 1): float(level) for year, level in path.levels.items()}
    base = found.told.base
    if base is not None and base.value is not None:
        corners.setdefault(base.span.first, float(base.value))
    return tuple(sorted(corners.items()))
