"""Faults, sentences and viewers as plain JSON values and back, so that a job or a message can tell of them later, in either language."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer, ViewerKind


def said_plain(said: Said | None) -> list[str]:
    """[Swedish, English]; empty for nothing."""
    return [said.sv, said.en] if said else []


def said_again(plain: Sequence[str]) -> Said | None:
    """What `said_plain` wrote."""
    return Said(*plain) if len(plain) == 2 else None


def fault_plain(fault: Fault) -> dict[str, Any]:
    """One fault."""
    return {
        "location": asdict(fault.location),
        "read": fault.read,
        "expected": said_plain(fault.expected),
        "way_out": said_plain(fault.way_out),
    }


def fault_again(plain: Mapping[str, Any]) -> Fault:
    """What `fault_plain` wrote."""
    return Fault(Location(**plain["location"]), plain["read"], Said(*plain["expected"]), Said(*plain["way_out"]))


def viewer_plain(by: Viewer) -> dict[str, Any]:
    """A viewer as plain JSON values."""
    return {"kind": by.kind.value, "roles": sorted(by.roles), "actors": sorted(by.actors), "read_only": by.read_only}


def viewer_again(plain: Mapping[str, Any], person: int | None) -> Viewer:
    """What `viewer_plain` wrote."""
    return Viewer(ViewerKind(plain["kind"]), person, frozenset(plain["roles"]), frozenset(plain["actors"]), plain["read_only"])
