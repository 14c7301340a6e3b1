"""What the import wizard shows of a file before anything is written: columns with samples, rows, doubts, chains, all with limits.

`Looked` is kept as the result of a job, so that the next page, or a colleague, sees what was planned. `Wanted` is what was asked for.
"""

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter

from samhandling.ground.faults import Fault
from samhandling.ground.said import Said
from samhandling.plan.rules.mapping import Mapping, from_toml
from samhandling.plan.wizard.columns import Column

MOST_SHOWN = 200
"""Rows, doubts and chains of a plan that are kept for the pages; the counts tell of all."""

FIRST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks to be read, and how. `mapping`: TOML, or "" for the one that the file speaks for. `header_row`: 0 to look for it.

    `suggest`: propose what new rows without a distribution contribute to.
    """

    name: str
    strategy: str
    mapping: str = ""
    sheet: str = ""
    header_row: int = 0
    scope: dict[str, Any] | None = None
    bytes: int = 0
    suggest: bool = False


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet to choose: its name, how many rows it has, and its first rows as text by number."""

    name: str
    rows: int
    first: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class RowSeen:
    """A row and what it does. `granted` in kronor, "" where it is unknown; `groups`: what changes;
    `suggested`: (focus area, share) that the system proposes.
    """

    row: int
    did: str
    code: str
    title: str
    start: str
    end: str
    granted: str
    groups: tuple[str, ...]
    suggested: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DoubtSeen:
    """A question that will be asked; `row` is 0 where its sentence tells the place itself."""

    row: int
    kind: str
    code: str
    said: Said
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SkippedSeen:
    """A row (0: a sheet) that is told of apart, and why."""

    row: int
    kind: str
    said: Said


@dataclass(frozen=True, slots=True)
class ChainSeen:
    """Two projects that may belong together."""

    before: str
    after: str
    said: Said


@dataclass(frozen=True, slots=True)
class Looked:
    """A file as it was understood and planned. With `faults` nothing can be written. `digest` tells one plan from another;
    `unplaced`: new efforts without a distribution, suggested or not.
    """

    stamp: int
    sha256: str
    kind: str
    lineage: str = ""
    guessed: bool = True
    mapping: str = ""
    sheets: tuple[SheetSeen, ...] = ()
    columns: tuple[Column, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    rows: tuple[RowSeen, ...] = ()
    skipped: tuple[SkippedSeen, ...] = ()
    skipped_count: int = 0
    doubts: tuple[DoubtSeen, ...] = ()
    doubt_count: int = 0
    chains: tuple[ChainSeen, ...] = ()
    chain_count: int = 0
    notices: tuple[Said, ...] = ()
    faults: tuple[Fault, ...] = ()
    fault_count: int = 0
    digest: str = ""
    unplaced: int = 0

    @property
    def efforts(self) -> int:
        """How many rows are efforts."""
        return sum(self.counts.values())

    @property
    def read_by(self) -> Mapping:
        """The mapping itself; an empty one where no table was found."""
        return from_toml(self.mapping) if self.mapping else Mapping()


_LOOKED = TypeAdapter(Looked)
_WANTED = TypeAdapter(Wanted)


def looked_plain(looked: Looked) -> dict[str, Any]:
    """As plain JSON values."""
    plain: dict[str, Any] = storable(_LOOKED.dump_python(looked, mode="json"))
    return plain


def storable(value: Any) -> Any:
    """Without what no database takes in a text: the null character and halves of characters."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {storable(key): storable(one) for key, one in value.items()}
    return [storable(one) for one in value] if isinstance(value, list) else value


def looked_again(plain: MappingOf[str, Any]) -> Looked:
    """What `looked_plain` wrote."""
    return _LOOKED.validate_python(plain)


def wanted_plain(wanted: Wanted) -> dict[str, Any]:
    """As plain JSON values."""
    plain: dict[str, Any] = _WANTED.dump_python(wanted, mode="json")
    return plain


def wanted_again(plain: MappingOf[str, Any]) -> Wanted:
    """What `wanted_plain` wrote; other keys are let be."""
    return _WANTED.validate_python(plain)
