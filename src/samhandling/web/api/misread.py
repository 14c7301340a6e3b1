"""What a request holds that does not fit its schema, as faults in the reader's words."""

from collections.abc import Mapping, Sequence
from typing import Any

from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said, same

LONGEST = 80
"""Characters of what was read that a fault repeats."""

EXPECTED: Mapping[str, Said] = {
    "missing": Said("Här ska stå något.", "Something should stand here."),
    "extra_forbidden": Said("Det finns inget fält med det namnet.", "There is no field of that name."),
    "string_type": Said("En text.", "A text."),
    "int_type": Said("Ett heltal.", "A whole number."),
    "int_parsing": Said("Ett heltal.", "A whole number."),
    "bool_type": Said("true eller false.", "true or false."),
    "list_type": Said("En lista.", "A list."),
    "dict_type": Said("Ett objekt.", "An object."),
    "model_attributes_type": Said("Ett objekt.", "An object."),
}
WAY_OUT = Said("Rätta det, och se hur fältet är beskrivet i openapi.json.", "Correct it, and see how openapi.json describes the field.")


def misread(errors: Sequence[Mapping[str, Any]]) -> list[Fault]:
    """One fault for each thing that does not fit, at its place: `shares.0.share`."""
    return [_fault(error) for error in errors]


def is_of_path(errors: Sequence[Mapping[str, Any]]) -> bool:
    """The address itself does not fit: then there is nothing at it."""
    return any(error.get("loc", ("",))[0] == "path" for error in errors)


def _fault(error: Mapping[str, Any]) -> Fault:
    where = ".".join(str(part) for part in error.get("loc", ())[1:] if part != "wanted")
    read = "" if error.get("type") == "missing" else str(error.get("input", ""))[:LONGEST]
    return Fault(Location(column=where), read, expected_of(error), WAY_OUT)


def expected_of(error: Mapping[str, Any]) -> Said:
    """What should have stood there."""
    kind, told = str(error.get("type", "")), error.get("ctx") or {}
    if kind in EXPECTED:
        return EXPECTED[kind]
    if kind in ("enum", "literal_error"):
        return Said(f"Något av {told.get('expected', '')}.", f"One of {told.get('expected', '')}.")
    if kind in ("string_too_long", "too_long"):
        most = told.get("max_length", "")
        unit = Said("tecken", "characters") if kind == "string_too_long" else Said("i listan", "in the list")
        return Said(f"Högst {most} {unit.sv}.", f"At most {most} {unit.en}.")
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = told.get("ge", told.get("le", ""))
        return Said(f"Minst {bound}.", f"At least {bound}.") if "ge" in told else Said(f"Högst {bound}.", f"At most {bound}.")
    if kind == "string_pattern_mismatch":
        return Said(f"En text av formen {told.get('pattern', '')}.", f"A text of the form {told.get('pattern', '')}.")
    if kind == "value_error" and isinstance(told.get("error"), ValueError) and told["error"].args:
        said = told["error"].args[0]
        return said if isinstance(said, Said) else same(str(said))
    return Said("Ett värde som openapi.json beskriver.", "A value as openapi.json describes it.")
