"""An indicator on the map: the counties, and the municipalities of the place's county, at one and the same period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from samhandling.drawing.map_picture import MapPart, map_picture
from samhandling.drawing.value_map import shade, value_map
from samhandling.figures.indicators import answers as indicators
from samhandling.figures.indicators.rows import Across
from samhandling.figures.indicators.sources import fetching_command
from samhandling.figures.rules.calendar.periods import period_said
from samhandling.figures.rules.comparing.amounts import is_amount
from samhandling.figures.rules.comparing.places import Together, together
from samhandling.figures.rules.indicator.document import Indicator
from samhandling.figures.rules.movement.numbers import written
from samhandling.figures.rules.movement.series import NOT_CAUSED
from samhandling.ground.counting import day_said
from samhandling.ground.faults import Refused
from samhandling.ground.places import NATION, PlaceCode, counties, county_of, municipalities_of, place_name
from samhandling.ground.said import Language, Said
from samhandling.language.text import sort_key
from samhandling.web.figures.listing import as_table, places_for
from samhandling.web.figures.pictures import PICTURES, picture_file
from samhandling.web.rendering import Answer, render_any
from samhandling.web.request import Asked, Request, asked_of

NO_RANK = Said(
    "Varje ton är lika bred. Skillnader mellan platser har många orsaker; kartan är ingen rangordning.",
    "Every shade is as wide. Differences between places have many causes; the map ranks nobody.",
)
COLUMNS = ("kind", "place", "name", "period", "value", "unit")


@dataclass(frozen=True, slots=True)
class Shade:
    """A line of the map's key."""

    square: str
    said: Said


@dataclass(frozen=True, slots=True)
class Drawn:
    """One map with its sentence, key and table. `rows`: (code, name, value or none), by name."""

    kind: str
    name: Said
    said: Said
    picture: str
    shades: tuple[Shade, ...]
    rows: tuple[tuple[PlaceCode, str, Said | None], ...]
    at: Together
    part: MapPart
    source: Said


@require_safe
def indicator_map(request: Request, code: str, form: str | None = None) -> HttpResponse:
    """The maps that there are values for; without any, what is missing."""
    asked = asked_of(request)
    on = asked.known_on if asked.known_on and asked.known_on < timezone.localdate() else None
    county = county_of(asked.place) if asked.place != NATION else county_of(PlaceCode(asked.strategy.place or NATION))
    inside = municipalities_of(county) if county != NATION else ()
    try:
        one = indicators.named(asked.strategy.code, code, seen_by=request.viewer)
        found = indicators.across(code, strategy=asked.strategy.code, places=(*counties(), *inside), seen_by=request.viewer, on=on)
    except Refused:
        raise Http404 from None
    maps = [drawn for kind, places in (("counties", counties()), ("municipalities", inside))
            if (drawn := _drawn(kind, one, places, found, asked, request.language))]  # fmt: skip
    name = f"{one.id}-karta"
    if form in PICTURES:
        return picture_file(_picture(one, maps, on, request.language), f"{name}.{form}", form)
    context = {
        "asked": asked,
        "here": "indicators",
        "one": one,
        "known_on": on,
        "maps": maps,
        "amount": is_amount(one),
        "county": county,
        "command": fetching_command(one),
        "places": places_for(asked.strategy, asked.place),
    }
    plain = [row for drawn in maps for row in _plain(drawn, one, request.language)]
    answer = Answer("figures/map.html", context, lambda: {"id": one.id, "values": plain}, lambda: as_table(plain, COLUMNS))
    return render_any(request, form, answer, name)


def _drawn(kind: str, one: Indicator, places: Sequence[PlaceCode], found: Across, asked: Asked, language: Language) -> Drawn | None:
    lines = found.lines
    at = together({place: lines[place].points if place in lines else () for place in places})
    if at is None:
        return None
    name = _name(kind, asked)
    period, unit = period_said(at.period), one.unit.said
    shown = {place: written(at.values[place], one.decimals) for place in places if place in at.values}
    title = Said(f"{one.title.said.sv}, {name.sv}, {period.sv}", f"{one.title.said.en}, {name.en}, {period.en}")
    said = _said(one, at, asked.place, kind)
    steps = {place: step for place in places if (step := at.step_of(place)) is not None}
    marked = asked.place if asked.place in places else None
    picture = value_map(
        places,
        steps,
        {place: f"{value.in_(language)} {unit.in_(language)}" for place, value in shown.items()},
        title=title.in_(language),
        description=said.in_(language),
        key=f"map-{kind}",
        marked=marked,
    )
    rows = sorted(((place, place_name(place), shown.get(place)) for place in places), key=lambda row: sort_key(row[1]))
    keys = _keys(at, one.decimals)
    shades = tuple(Shade(shade(step, key=f"key-{kind}-{number}"), words) for number, (step, words) in enumerate(keys))
    heading = name.in_(language)
    part = MapPart(heading[:1].upper() + heading[1:], places, steps, [(step, words.in_(language)) for step, words in keys], marked)
    return Drawn(kind, name, said, picture, shades, tuple(rows), at, part, _source(at, found))


def _name(kind: str, asked: Asked) -> Said:
    if kind == "counties":
        return Said("länen", "the counties")
    county = place_name(county_of(asked.place if asked.place != NATION else PlaceCode(asked.strategy.place or NATION)))
    return Said(f"kommunerna i {county}", f"the municipalities of {county}")


def _picture(one: Indicator, maps: Sequence[Drawn], on: date | None, language: Language) -> str:
    """The maps as a picture that says all that the page says of them. Raises Http404 where there is none."""
    if not maps:
        raise Http404
    said = [*dict.fromkeys(drawn.said for drawn in maps)]
    if on:
        said.append(Said(f"Enligt vad som var känt den {day_said(on).sv}.", f"As was known on {day_said(on).en}."))
    said += [*dict.fromkeys(drawn.source for drawn in maps), NO_RANK]
    if one.role != "context":
        said.append(NOT_CAUSED)
    notes = [note.in_(language) for note in said]
    title = Said(f"{one.title.said.sv} ({one.unit.said.sv})", f"{one.title.said.en} ({one.unit.said.en})").in_(language)
    return map_picture([drawn.part for drawn in maps], title=title, description=notes[0], notes=notes)


def _source(at: Together, found: Across) -> Said:
    """Where the values of the map's period are from, and since when the last of them is known."""
    values = [value for place in at.values for value in found.lines[place].values if value.period == at.period]
    # A value that is computed from two series names both.
    keys = dict.fromkeys(key for value in values for key in value.series.split(" / "))
    names = "; ".join(dict.fromkeys(found.sources.get(key, key) for key in keys))
    period, day = period_said(at.period), day_said(max(value.known_from for value in values))
    return Said(
        f"Källa: {names}. Avser {period.sv}, enligt vad som var känt den {day.sv}.",
        f"Source: {names}. Of {period.en}, as was known on {day.en}.",
    )


def _keys(at: Together, decimals: int) -> list[tuple[int | None, Said]]:
    """The lines of the key: the step, none for what is unknown, and its words."""
    rows: list[tuple[int | None, Said]] = []
    for number, step in enumerate(at.steps):
        low, high = written(step.low, decimals), written(step.high, decimals)
        rows.append((number, low if low == high else Said(f"{low.sv} till {high.sv}", f"{low.en} to {high.en}")))
    if at.unknown:
        rows.append((None, Said("inget värde inläst", "no value read in")))
    return rows


_KINDS = {"counties": Said("län", "counties"), "municipalities": Said("kommuner", "municipalities")}


def _said(one: Indicator, at: Together, place: str, kind: str) -> Said:
    """From the least to the greatest, the middle, and the place's own; who has which stands in the table, by name."""
    unit, period, kinds = one.unit.said, period_said(at.period), _KINDS[kind]
    low, high, middle = (written(value, one.decimals) for value in (min(at.values.values()), max(at.values.values()), at.middle))
    first = Said(
        f"{len(at.values)} {kinds.sv} har ett värde för {period.sv}: från {low.sv} till {high.sv} {unit.sv}, i mitten {middle.sv}.",
        f"{len(at.values)} {kinds.en} have a value for {period.en}: from {low.en} to {high.en} {unit.en}, {middle.en} in the middle.",
    )
    if place not in at.values:
        return first
    own, name = written(at.values[place], one.decimals), place_name(PlaceCode(place))
    return Said(f"{first.sv} {name}: {own.sv}.", f"{first.en} {name}: {own.en}.")


def _plain(drawn: Drawn, one: Indicator, language: Language) -> list[dict[str, Any]]:
    values, unit = drawn.at.values, one.unit.said.in_(language)
    return [
        {
            "kind": drawn.kind,
            "place": place,
            "name": name,
            "period": drawn.at.period,
            "value": str(values[place]) if place in values else None,
            "unit": unit,
        }
        for place, name, _ in drawn.rows
    ]
