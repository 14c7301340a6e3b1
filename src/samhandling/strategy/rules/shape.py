"""Faults of shape in a file of ours: keys that are missing or unknown, values of the wrong sort. Pydantic finds them, this says them."""

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from samhandling.ground.faults import Fault
from samhandling.ground.said import Said
from samhandling.strategy.rules.document import Text
from samhandling.strategy.rules.lines import Path
from samhandling.strategy.rules.source import Source

Explained = tuple[Said, Said]
"""What was expected, and the way out."""
Explain = Callable[[ErrorDetails], Explained]


@dataclass(frozen=True)
class Shape:
    """What a file is to look like: its `document`, and what to say of pydantic's sorts of errors.

    `said`: words of its own for an error type, before the common ones. `asked`: the way out for a missing key.
    """

    document: type[BaseModel]
    said: Mapping[str, Explain]
    asked: Mapping[str, Said] = field(default_factory=dict)

    def faults(self, source: Source) -> list[Fault]:
        """Every fault of shape in the file, in the order of its lines; what a syntax fault has cut away is not asked for."""
        try:
            self.document.model_validate(source.data)
        except ValidationError as error:
            found = [fault for details in error.errors() if (fault := self._fault(source, details)) is not None]
            return sorted(found, key=lambda fault: fault.location.line or 0)
        return []

    def _fault(self, source: Source, error: ErrorDetails) -> Fault | None:
        # A key of a mapping that is faulty ends in "[key]", which stands nowhere in the file.
        path: Path = tuple(part for part in error["loc"] if part != "[key]")
        if error["type"] == "missing":
            return self._missing(source, path)
        if error["type"] == "extra_forbidden":
            return self._unknown(source, path)
        if error["type"] == "too_short" and source.reading.faults:
            return None
        expected, way_out = (self.said.get(error["type"]) or _COMMON.get(error["type"], _other))(error)
        return source.fault(path, _shown(error["input"]), expected, way_out)

    def _missing(self, source: Source, path: Path) -> Fault | None:
        key = str(path[-1])
        if source.was_cut(key) and (len(path) == 1 or source.is_broken_at(source.line(path))):
            return None
        parent = self._part_at(path[:-1])
        full = f"{path[-2]}.{key}" if parent is Text and len(path) > 1 else key
        if parent is not Text and _is_text(_fields(parent).get(key)):
            full = f"{key}.sv"
        way_out = self.asked.get(key, Said(f"Lägg till en rad som börjar med {full} =", f"Add a line that begins with {full} ="))
        return source.fault(path, _whose(source, path) or source.file, Said(f"{full} saknas.", f"{full} is missing."), way_out)

    def _unknown(self, source: Source, path: Path) -> Fault:
        key, known = str(path[-1]), list(_fields(self._part_at(path[:-1])))
        close = get_close_matches(key, known, n=1, cutoff=0.6)
        if close:
            way_out = Said(f"Menade du {close[0]}?", f"Did you mean {close[0]}?")
        elif len(path) > 1 and key in _fields(self.document):
            way_out = Said(
                "Nyckeln hör till filen som helhet: flytta raden till filens början, före den första rubriken i hakparenteser.",
                "The key belongs to the file as a whole: move the line to the beginning, before the first heading in brackets.",
            )
        else:
            way_out = Said(
                f"Ta bort raden, eller använd någon av {', '.join(known)}.", f"Remove the line, or use one of {', '.join(known)}."
            )
        return source.fault(path, key, Said("Nyckeln finns inte här.", "There is no such key here."), way_out)

    def _part_at(self, path: Path) -> type[BaseModel] | None:
        """The part that stands at `path`."""
        found: type[BaseModel] | None = self.document
        for part in path:
            if isinstance(part, str):
                found = _part_in(_fields(found).get(part))
        return found


def always(expected: Said, way_out: Said) -> Explain:
    """The same words, whatever was read."""
    return lambda _: (expected, way_out)


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


def _part_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for argument in get_args(annotation) if (found := _part_in(argument))), None)


def _is_text(annotation: Any) -> bool:
    return annotation is Text or Text in get_args(annotation)


def _shown(value: object) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)[:120]


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


def _other(error: ErrorDetails) -> Explained:
    return (
        Said("Värdet är inte av rätt slag.", "The value is not of the right sort."),
        Said(f"Se beskrivningen av nyckeln ({error['type']}).", f"See the description of the key ({error['type']})."),
    )


_TEXT = always(
    Said("Här ska stå en text.", "A text is expected here."),
    Said('Skriv den inom citattecken, "så här".', 'Write it in quotation marks, "like this".'),
)
_DAY = always(
    Said("Här ska stå ett datum.", "A day is expected here."),
    Said("Skriv år, månad och dag utan citattecken: 2026-01-31.", "Write year, month and day without quotation marks: 2026-01-31."),
)
_YES_NO = always(Said("Här ska stå ja eller nej.", "Yes or no is expected here."), Said("Skriv true eller false.", "Write true or false."))
_COMMON: Mapping[str, Explain] = {
    "string_type": _TEXT,
    "model_type": _part,
    "model_attributes_type": _part,
    "mapping_type": _part,
    "dict_type": _part,
    "literal_error": _choice,
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "bool_type": _YES_NO,
    "bool_parsing": _YES_NO,
}
