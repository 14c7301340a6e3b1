"""The parts that actors have in an initiative's plain values, under other codes."""

from collections.abc import Iterable, Mapping
from typing import Any

from samhandling.plan.rules.plain import Plain

PARTS = ("owners", "partners", "roles", "activities", "grants")
"""The fields that name actors."""


def with_codes(values: Plain, codes: Mapping[str, str]) -> Plain:
    """The values with `codes` (old → new) in every part; nobody has the same part twice, and an owner that is meant is no partner too."""
    owners = _once(codes.get(code, code) for code in values["owners"])
    partners = _once(codes.get(code, code) for code in values["partners"] if codes.get(code) not in owners)
    return {
        **values,
        "owners": owners,
        "partners": partners,
        "roles": _once([role, codes.get(code, code)] for role, code in values["roles"]),
        "activities": [{**one, "responsible": codes.get(one["responsible"], one["responsible"])} for one in values["activities"]],
        "grants": [{**grant, "financier": codes.get(grant["financier"], grant["financier"])} for grant in values["grants"]],
    }


def parts_of(values: Plain) -> Plain:
    """Only the fields that name actors."""
    return {name: values[name] for name in PARTS}


def changed_parts(before: Plain, after: Plain) -> tuple[Plain, Plain]:
    """(the parts that differ, as they were; as they are)."""
    names = [name for name in PARTS if before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


def _once(found: Iterable[Any]) -> list[Any]:
    kept: list[Any] = []
    for one in found:
        if one not in kept:
            kept.append(one)
    return kept
