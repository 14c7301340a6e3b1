"""Faults of shape: keys that are missing or unknown, values of the wrong sort. Pydantic finds them, this says them."""

import types
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from samhandling.ground.faults import Fault
from samhandling.ground.said import Said
from samhandling.strategy.rules.document import StrategyDocument, Text
from samhandling.strategy.rules.lines import Path
from samhandling.strategy.rules.source import Source


def shape_faults(source: Source) -> list[Fault]:
    """Every fault of shape in the file, in the order of its lines; what a syntax fault has cut away is not asked for."""
    try:
        StrategyDocument.model_validate(source.data)
    except ValidationError as error:
        found = [fault for details in error.errors() if (fault := _fault(source, details)) is not None]
        return sorted(found, key=lambda fault: fault.location.line or 0)
    return []


def _fault(source: Source, error: ErrorDetails) -> Fault | None:
    path: Path = tuple(error["loc"])
    if error["type"] == "missing":
        return _missing(source, path)
    if error["type"] == "extra_forbidden":
        return _unknown(source, path)
    if error["type"] == "too_short" and source.reading.faults:
        return None
    expected, way_out = _SAID.get(error["type"], _other)(error)
    return source.fault(path, _shown(error["input"]), expected, way_out)


def _missing(source: Source, path: Path) -> Fault | None:
    key = str(path[-1])
    if source.was_cut(key) and (len(path) == 1 or source.is_broken_at(source.line(path))):
        return None
    parent = _model_at(path[:-1])
    full = f"{path[-2]}.{key}" if parent is Text and len(path) > 1 else key
    if parent is not Text and _is_text(_fields(parent).get(key)):
        full = f"{key}.sv"
    whose = _whose(source, path)
    return source.fault(
        path,
        whose or source.file,
        Said(f"{full} saknas.", f"{full} is missing."),
        Said(f"Lägg till en rad som börjar med {full} =", f"Add a line that begins with {full} ="),
    )


def _unknown(source: Source, path: Path) -> Fault:
    key = str(path[-1])
    known = list(_fields(_model_at(path[:-1])))
    expected = Said("Nyckeln finns inte här.", "There is no such key here.")
    close = get_close_matches(key, known, n=1, cutoff=0.6)
    if close:
        way_out = Said(f"Menade du {close[0]}?", f"Did you mean {close[0]}?")
    elif len(path) > 1 and key in _fields(StrategyDocument):
        way_out = Said(
            "Nyckeln hör till filen som helhet: flytta raden till filens början, före den första rubriken i hakparenteser.",
            "The key belongs to the file as a whole: move the line to the beginning, before the first heading in brackets.",
        )
    else:
        way_out = Said(f"Ta bort raden, eller använd någon av {', '.join(known)}.", f"Remove the line, or use one of {', '.join(known)}.")
    return source.fault(path, key, expected, way_out)


def _whose(source: Source, path: Path) -> str:
    """The id of the innermost thing that `path` lies in."""
    for length in range(len(path) - 1, 0, -1):
        holder = source.at(path[:length])
        if isinstance(holder, dict) and isinstance(holder.get("id"), str):
            return str(holder["id"])
    return ""


def _fields(model: type[BaseModel] | None) -> dict[str, Any]:
    """Keys that a part may hold, as they are written in the file, with their types."""
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()} if model else {}


def _model_at(path: Path) -> type[BaseModel] | None:
    """The part that stands at `path`."""
    found: type[BaseModel] | None = StrategyDocument
    for part in path:
        if isinstance(part, str):
            found = _part_in(_fields(found).get(part))
    return found


def _part_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for argument in get_args(annotation) if (found := _part_in(argument))), None)


def _is_text(annotation: Any) -> bool:
    return annotation is Text or Text in get_args(annotation)


def _shown(value: object) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)[:120]


Explained = tuple[Said, Said]


def _text(_: ErrorDetails) -> Explained:
    return (
        Said("Här ska stå en text.", "A text is expected here."),
        Said('Skriv den inom citattecken, "så här".', 'Write it in quotation marks, "like this".'),
    )


def _empty(_: ErrorDetails) -> Explained:
    return (
        Said("Texten är tom.", "The text is empty."),
        Said("Skriv texten, eller ta bort raden om den inte behövs.", "Write the text, or remove the line where it is not needed."),
    )


def _empty_list(error: ErrorDetails) -> Explained:
    key = error["loc"][-1]
    return (
        Said("Listan är tom, men minst en behövs.", "The list is empty, but at least one is needed."),
        Said(f"Lägg till ett avsnitt som börjar med [[{key}]].", f"Add a section that begins with [[{key}]]."),
    )


def _list(error: ErrorDetails) -> Explained:
    key = error["loc"][-1]
    return (
        Said("Här ska stå en lista.", "A list is expected here."),
        Said(
            f'Skriv den inom hakparenteser: {key} = ["ett", "två"]. Delar med flera rader skrivs som avsnitt: [[{key}]].',
            f'Write it in brackets: {key} = ["one", "two"]. Parts of several lines are sections: [[{key}]].',
        ),
    )


def _part(error: ErrorDetails) -> Explained:
    key = error["loc"][-1]
    return (
        Said("Här ska stå en del med egna nycklar, inte ett ensamt värde.", "A part with keys of its own is expected, not a single value."),
        Said(f'Skriv till exempel {key}.sv = "..." och {key}.en = "...".', f'Write for example {key}.sv = "..." and {key}.en = "...".'),
    )


def _choice(error: ErrorDetails) -> Explained:
    choices = str(error.get("ctx", {}).get("expected", "")).replace("'", "")
    sv, en = choices.replace(" or ", " eller "), choices
    return Said(f"Här ska stå {sv}.", f"{en} is expected here."), Said("Välj ett av orden.", "Choose one of the words.")


def _id(_: ErrorDetails) -> Explained:
    return (
        Said(
            "Ett id består av bokstäver a till z, siffror, punkt och bindestreck. Filens eget id har små bokstäver och inga punkter.",
            "An id is made of letters a to z, digits, points and hyphens. The file's own id has small letters and no points.",
        ),
        Said('Skriv till exempel "1.1.enhetligt-bemotande".', 'Write for example "1.1.uniform-treatment".'),
    )


def _weight(_: ErrorDetails) -> Explained:
    return (
        Said("En vikt ligger mellan 0 och 1.", "A weight lies between 0 and 1."),
        Said("Skriv 1 för en huvudinriktning, 0.5 för en delvis koppling.", "Write 1 for a main direction, 0.5 for a partial tie."),
    )


def _day(_: ErrorDetails) -> Explained:
    return (
        Said("Här ska stå ett datum.", "A day is expected here."),
        Said("Skriv år, månad och dag utan citattecken: 2026-01-31.", "Write year, month and day without quotation marks: 2026-01-31."),
    )


def _yes_no(_: ErrorDetails) -> Explained:
    return Said("Här ska stå ja eller nej.", "Yes or no is expected here."), Said("Skriv true eller false.", "Write true or false.")


def _too_long(_: ErrorDetails) -> Explained:
    return Said("Här ryms högst 80 tecken.", "At most 80 characters fit here."), Said("Korta det.", "Shorten it.")


def _other(error: ErrorDetails) -> Explained:
    return (
        Said("Värdet är inte av rätt slag.", "The value is not of the right sort."),
        Said(f"Se beskrivningen av nyckeln ({error['type']}).", f"See the description of the key ({error['type']})."),
    )


_SAID: Mapping[str, Callable[[ErrorDetails], Explained]] = {
    "string_type": _text,
    "string_too_short": _empty,
    "string_too_long": _too_long,
    "string_pattern_mismatch": _id,
    "too_short": _empty_list,
    "tuple_type": _list,
    "model_type": _part,
    "model_attributes_type": _part,
    "literal_error": _choice,
    "greater_than_equal": _weight,
    "less_than_equal": _weight,
    "decimal_type": _weight,
    "decimal_parsing": _weight,
    "decimal_max_places": _weight,
    "finite_number": _weight,
    "date_type": _day,
    "date_parsing": _day,
    "date_from_datetime_parsing": _day,
    "date_from_datetime_inexact": _day,
    "bool_type": _yes_no,
    "bool_parsing": _yes_no,
}
