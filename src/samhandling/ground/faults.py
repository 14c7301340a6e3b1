"""What bad input gets: a fault stops the whole, a doubt is written down and settled later by a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from samhandling.ground.said import Said


@dataclass(frozen=True, slots=True)
class Location:
    """Where in a source something stands. Rows and lines count from 1, as the reader's own program shows them."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    line: int | None = None

    def said(self) -> Said:
        """The place in words, most general first; empty parts are left out."""
        sv, en = [], []
        if self.file:
            sv.append(self.file)
            en.append(self.file)
        if self.sheet:
            sv.append(f'blad "{self.sheet}"')
            en.append(f'sheet "{self.sheet}"')
        if self.row is not None:
            sv.append(f"rad {self.row}")
            en.append(f"row {self.row}")
        if self.line is not None:
            sv.append(f"rad {self.line}")
            en.append(f"line {self.line}")
        if self.column:
            sv.append(f'kolumn "{self.column}"')
            en.append(f'column "{self.column}"')
        return Said(", ".join(sv), ", ".join(en))


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that cannot be read. Stops the whole; all faults of an input are reported at once.

    `read` is what stood there, word for word; `expected` what may stand there; `way_out` what the reader can do.
    """

    location: Location
    read: str
    expected: Said
    way_out: Said


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was written as unknown or suggested, for a person to settle.

    `kind` is a stable word (`amount_shared_total`), `said` the sentence that a person reads, `field` what it is about,
    `answers` the choices, the first being what was done meanwhile.
    """

    kind: str
    location: Location
    read: str
    said: Said
    field: str = ""
    initiative: str = ""
    answers: Sequence[str] = ()


class Refused(Exception):  # noqa: N818 (a word of the product, not a technical error)
    """An act that was not done, with every reason. Nothing has been written."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{fault.location.said().sv}: {fault.read}: {fault.expected.sv}" for fault in faults))
        self.faults = tuple(faults)


def refusal(read: str, expected: Said, way_out: Said, location: Location | None = None) -> Refused:
    """A refusal with one reason."""
    return Refused([Fault(location or Location(), read, expected, way_out)])
