"""Faults of shape in an indicator file: keys that are missing or unknown, values of the wrong sort. Pydantic finds them, this says them."""

import types
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from samhandling.figures.rules.indicator_document import IndicatorFile
from samhandling.ground.faults import Fault
from samhandling.ground.said import Said
from samhandling.strategy.rules.document import Text
from samhandling.strategy.rules.lines import Path
from samhandling.strategy.rules.source import Source

Explained = tuple[Said, Said]

ASKED = {
    "direction": Said(
        'Riktningen gissas aldrig: skriv "higher", "lower", "band" eller "neither".',
        'A direction is never guessed: write "higher", "lower", "band" or "neither".',
    ),
}
"""What to say of a missing key, beside that it is missing."""


def shape_faults(source: Source) -> list[Fault]:
    """Every fault of shape, in the order of the lines; what a syntax fault has cut away is not asked for."""
    try:
        IndicatorFile.model_validate(source.data)
    except ValidationError as error:
        found = [fault for details in error.errors() if (fault := _fault(source, details)) is not None]
        return sorted(found, key=lambda fault: fault.location.line or 0)
    return []


def _fault(source: Source, error: ErrorDetails) -> Fault | None:
    # A key of a mapping that is faulty ends in "[key]", which stands nowhere in the file.
    path: Path = tuple(part for part in error["loc"] if part != "[key]")
    if error["type"] == "missing":
        return _missing(source, path)
    if error["type"] == "extra_forbidden":
        return _unknown(source, path)
    expected, way_out = _SAID.get(error["type"], _other)(error)
    return source.fault(path, _shown(error["input"]), expected, way_out)


def _missing(source: Source, path: Path) -> Fault | None:
    key = str(path[-1])
    if source.was_cut(key) and (len(path) == 1 or source.is_broken_at(source.line(path))):
        return None
    model = _model_at(path[:-1])
    full = f"{path[-2]}.{key}" if model is Text and len(path) > 1 else f"{key}.sv" if _is_text(_fields(model).get(key)) else key
    way_out = ASKED.get(key, Said(f"Lägg till en rad som börjar med {full} =", f"Add a line that begins with {full} ="))
    return source.fault(path, _whose(source, path) or source.file, Said(f"{full} saknas.", f"{full} is missing."), way_out)


def _unknown(source: Source, path: Path) -> Fault:
    key, known = str(path[-1]), list(_fields(_model_at(path[:-1])))
    close = get_close_matches(key, known, n=1, cutoff=0.6)
    way_out = (
        Said(f"Menade du {close[0]}?", f"Did you mean {close[0]}?")
        if close
        else Said(f"Ta bort raden, eller använd någon av {', '.join(known)}.", f"Remove the line, or use one of {', '.join(known)}.")
    )
    return source.fault(path, key, Said("Nyckeln finns inte här.", "There is no such key here."), way_out)


def _whose(source: Source, path: Path) -> str:
    for length in range(len(path) - 1, 0, -1):
        holder = source.at(path[:length])
        if isinstance(holder, dict) and isinstance(holder.get("id"), str):
            return str(holder["id"])
    return ""


def _fields(model: type[BaseModel] | None) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()} if model else {}


def _model_at(path: Path) -> type[BaseModel] | None:
    found: type[BaseModel] | None = IndicatorFile
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


def _always(expected: Said, way_out: Said) -> Callable[[ErrorDetails], Explained]:
    return lambda _: (expected, way_out)


def _choice(error: ErrorDetails) -> Explained:
    choices = str(error.get("ctx", {}).get("expected", "")).replace("'", "")
    return Said(f"Här ska stå {choices.replace(' or ', ' eller ')}.", f"{choices} is expected here."), Said(
        "Välj ett av orden.", "Choose one of the words."
    )


def _part(error: ErrorDetails) -> Explained:
    key = error["loc"][-1]
    expected = Said(
        "Här ska stå en del med egna nycklar, inte ett ensamt värde.", "A part with keys of its own is expected, not a single value."
    )
    return expected, Said(
        f'Skriv till exempel {key}.sv = "..." och {key}.en = "...".', f'Write for example {key}.sv = "..." and {key}.en = "...".'
    )


def _other(error: ErrorDetails) -> Explained:
    return (
        Said("Värdet är inte av rätt slag.", "The value is not of the right sort."),
        Said(f"Se beskrivningen av nyckeln ({error['type']}).", f"See the description of the key ({error['type']})."),
    )


_TEXT = _always(
    Said("Här ska stå en text.", "A text is expected here."),
    Said('Skriv den inom citattecken, "så här".', 'Write it in quotation marks, "like this".'),
)
_EMPTY = _always(
    Said("Det är tomt, men något behövs.", "It is empty, but something is needed."),
    Said("Skriv något, eller ta bort raden om den inte behövs.", "Write something, or remove the line where it is not needed."),
)
_LIST = _always(
    Said("Här ska stå en lista.", "A list is expected here."),
    Said('Skriv den inom hakparenteser: ["ett", "två"].', 'Write it in brackets: ["one", "two"].'),
)
_NUMBER = _always(
    Said("Här ska stå ett tal.", "A number is expected here."),
    Said("Skriv det med punkt och utan citattecken: 6.1.", "Write it with a point and without quotation marks: 6.1."),
)
_RANGE = _always(
    Said("Talet är för stort eller för litet för att kunna stämma.", "The number is too large or too small to be right."),
    Said("Rätta talet.", "Mend the number."),
)
_DAY = _always(
    Said("Här ska stå ett datum.", "A day is expected here."),
    Said("Skriv år, månad och dag utan citattecken: 2026-01-31.", "Write year, month and day without quotation marks: 2026-01-31."),
)
_YES_NO = _always(Said("Här ska stå ja eller nej.", "Yes or no is expected here."), Said("Skriv true eller false.", "Write true or false."))
_ID = _always(
    Said("Ett id består av små bokstäver a till z, siffror och bindestreck.", "An id is made of small letters a to z, digits and hyphens."),
    Said('Skriv till exempel "arbetsloshet-20-64".', 'Write for example "unemployment-20-64".'),
)

_SAID: Mapping[str, Callable[[ErrorDetails], Explained]] = {
    "string_type": _TEXT,
    "string_too_short": _EMPTY,
    "too_short": _EMPTY,
    "string_pattern_mismatch": _ID,
    "tuple_type": _LIST,
    "model_type": _part,
    "model_attributes_type": _part,
    "mapping_type": _part,
    "dict_type": _part,
    "literal_error": _choice,
    "greater_than_equal": _RANGE,
    "less_than_equal": _RANGE,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_from_float": _NUMBER,
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "bool_type": _YES_NO,
    "bool_parsing": _YES_NO,
}
