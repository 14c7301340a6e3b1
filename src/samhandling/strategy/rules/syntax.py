"""Reads a TOML text as far as it goes: every syntax fault with its line, and what can still be read."""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said

_HEADER = re.compile(r"^[ \t]*\[\[?[ \t]*[A-Za-z0-9_\"'.\- \t]+\]?\]?[ \t]*(#.*)?$")
_STATEMENT = re.compile(r"""^[ \t]*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:[ \t]*\.[ \t]*[A-Za-z0-9_"'-]+)*[ \t]*=""")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text gave. `kept` is the text that could be read, line for line; `cut` the lines that could not."""

    data: dict[str, Any]
    kept: str
    cut: tuple[str, ...]
    broken: tuple[range, ...]
    faults: tuple[Fault, ...]


def read(text: str, file: str) -> Reading:
    """Read `text`. A faulty line costs itself, not the rest: what stands before and after it is kept and read."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        return Reading(_parse(text), text, (), (), ())
    except tomllib.TOMLDecodeError:
        return _Salvage(text, file).read()


def _parse(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=Decimal)


class _Salvage:
    """Puts a broken text together again, piece by piece, leaving out the pieces that break it."""

    def __init__(self, text: str, file: str) -> None:
        self.lines = text.split("\n")
        self.file = file
        self.kept: list[str] = []
        self.cut: list[str] = []
        self.broken: list[range] = []
        self.faults: list[Fault] = []

    def read(self) -> Reading:
        for first, last in _pieces(self.lines, 0, len(self.lines), _HEADER):
            block = self.lines[first:last]
            if self.fault_with(block) is None:
                self.kept += block
                continue
            self.broken.append(range(first + 1, last + 1))
            header_fault = self.fault_with(block[:1])
            if header_fault and _HEADER.match(block[0]):
                self.leave_out(block, header_fault)
                continue
            for start, end in _pieces(self.lines, first, last, _STATEMENT):
                self.add_or_leave_out(self.lines[start:end])
        kept = "\n".join(self.kept)
        data = _parse(kept)
        faults = self.faults if data else self.faults[:1]
        return Reading(data, kept, tuple(self.cut), tuple(self.broken), tuple(faults))

    def add_or_leave_out(self, statement: list[str]) -> None:
        fault = self.fault_with(statement)
        if fault is None:
            self.kept += statement
        elif len(statement) > 1 and self.fault_with(statement[:1]) is None:
            self.kept += statement[:1]
            self.leave_out(statement[1:], fault)
        else:
            self.leave_out(statement, fault)

    def leave_out(self, lines: list[str], fault: Fault) -> None:
        self.faults.append(fault)
        self.cut += lines
        self.kept += [""] * len(lines)

    def fault_with(self, more: list[str]) -> Fault | None:
        """What breaks when `more` is added to what is kept."""
        try:
            _parse("\n".join([*self.kept, *more]))
        except tomllib.TOMLDecodeError as error:
            return self.fault(str(error), len(self.kept) + 1, len(self.kept) + len(more))
        return None

    def fault(self, message: str, first: int, last: int) -> Fault:
        found = _AT_LINE.search(message)
        line = min(int(found.group(1)), last) if found else first
        # What is never closed is noticed only at the end, or on the blank line after: send the reader to where it began.
        line = line if line >= first and self.lines[line - 1].strip() else first
        expected, way_out = _explain(message)
        return Fault(Location(file=self.file, line=line), self.lines[line - 1].strip()[:60], expected, way_out)


def _pieces(lines: list[str], first: int, last: int, begins: re.Pattern[str]) -> list[tuple[int, int]]:
    """(from, to) of the stretches of `lines` that each begin where `begins` matches."""
    starts = [first, *(index for index in range(first + 1, last) if begins.match(lines[index]))]
    return [(start, end) for start, end in zip(starts, [*starts[1:], last], strict=True) if start < end]


_EXPLAINED = (
    (
        ("overwrite", "twice", "mutate", "immutable", "redefine", "Duplicate"),
        Said("Samma nyckel eller rubrik står två gånger.", "The same key or heading stands twice."),
        Said("Ta bort den ena, eller slå ihop dem.", "Remove one of them, or merge them."),
    ),
    (
        ("nclosed", "nterminated", "Illegal character '\\n'", "Expected '\"'"),
        Said("Ett citattecken, en klammer eller en hakparentes är inte avslutad.", "A quotation mark, a brace or a bracket is not closed."),
        Said("Skriv det tecken som saknas i slutet.", "Write the sign that is missing at the end."),
    ),
    (
        ("after a statement",),
        Said("Raden fortsätter efter värdet.", "The line goes on after the value."),
        Said(
            'Citattecken inne i en text skrivs ” eller \\". En anteckning efter värdet börjar med #.',
            'Quotation marks inside a text are written ” or \\". A note after the value begins with #.',
        ),
    ),
    (
        ("Invalid date",),
        Said("Det är inget datum som finns.", "There is no such day."),
        Said("Skriv år, månad och dag som 2026-01-31.", "Write year, month and day as 2026-01-31."),
    ),
    (
        ("Invalid value",),
        Said("Värdet går inte att läsa.", "The value cannot be read."),
        Said(
            'Skriv text inom citattecken, "så här"; tal med punkt, 0.5; datum som 2026-01-31; ja och nej som true och false.',
            'Write text in quotation marks, "like this"; numbers with a point, 0.5; days as 2026-01-31; yes and no as true and false.',
        ),
    ),
    (
        ("escape",),
        Said("Ett omvänt snedstreck (\\) står i texten.", "A backslash (\\) stands in the text."),
        Said("Skriv två omvända snedstreck (\\\\), eller inget.", "Write two backslashes (\\\\), or none."),
    ),
)
_ELSE = (
    Said('Raden går inte att läsa: här ska stå nyckel = "värde" eller en rubrik i hakparenteser.', "The line cannot be read."),
    Said(
        'Skriv till exempel name.sv = "Kompetens", eller börja raden med # om den är en anteckning.',
        'Write for example name.sv = "Skills".',
    ),
)


def _explain(message: str) -> tuple[Said, Said]:
    """tomllib's words in the reader's: (what may stand there, way out)."""
    for words, expected, way_out in _EXPLAINED:
        if any(word in message for word in words):
            return expected, way_out
    return _ELSE
