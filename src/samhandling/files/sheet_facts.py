"""What a sheet's XML says beside its values: hidden rows, merged cells, formulas, errors, how far it reaches.

The XML is searched as bytes while it streams by; a parser would take ten times as long on a large sheet.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import chain

from samhandling.files.package import broken

_LAST_ROW = 1_048_576
_FAR_BYTES = 1 << 18
_CELL_REACH_BYTES = 2_000
_ROOT = re.compile(rb"<([A-Za-z_][\w.-]*:)?worksheet\b")
_NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d+)["']""")
_HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
_REFERENCE = re.compile(rb"""[^>]*?\br\s*=\s*["']([A-Z]{1,3}[0-9]{1,7})["'][^>]*>""")
_SHARED = re.compile(rb"""\bsi\s*=\s*["'](\d+)["']""")


@dataclass(slots=True)
class SheetFacts:
    """Found so far. `errors` are texts by row and column (from 0), `last_row` and `last_column` the furthest with a value."""

    merged: list[str] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    formulas: dict[str, str] = field(default_factory=dict)
    errors: dict[int, dict[int, str]] = field(default_factory=dict)
    last_row: int = 0
    last_column: int = 0
    is_cut: bool = False


def column_index(letters: str) -> int:
    """ "A" is 0, "Z" 25, "AA" 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def sheet_facts(chunks: Iterable[bytes], most: int) -> SheetFacts:
    """The facts of one worksheet part; at most `most` formulas, and as many errors and merged ranges, are kept. Raises Refused."""
    stream = iter(chunks)
    first = next(stream, b"")
    root = _ROOT.search(first)
    scan = _Scan(root.group(1) or b"" if root else b"", b"'" if b" r='" in first else b'"', most)
    for block in _blocks(chain((first,), stream), scan.starts):
        scan.read(block)
    return scan.facts


def _blocks(chunks: Iterable[bytes], starts: Sequence[bytes]) -> Iterator[bytes]:
    """The same bytes, cut where one of `starts` begins, so that no row tag, cell or merged range is split."""
    kept = b""
    for chunk in chunks:
        block = kept + chunk
        near = max(0, len(block) - _FAR_BYTES)
        cut = max(block.rfind(start, near) for start in starts)
        if cut < 0:
            cut = max(0, block.rfind(b"<"))
        yield block[:cut]
        kept = block[cut:]
        if len(kept) > 64 * _FAR_BYTES:
            raise broken("<sheetData>")
    yield kept


class _Scan:
    """The search, made for one part's own namespace prefix and quotation mark: literal beginnings make it ten times faster."""

    def __init__(self, prefix: bytes, quote: bytes, most: int) -> None:
        self.facts = SheetFacts()
        self._most = most
        self._row = 0
        self._errors = 0
        self._shared: dict[bytes, str] = {}
        self._row_tag = re.compile(rb"<" + prefix + rb"row\b([^>]*)>")
        self._formula_tag = re.compile(rb"<" + prefix + rb"f(?:\s([^>]*?))?(/?)>")
        self._formula_end = b"</" + prefix + b"f>"
        self._cell = b"<" + prefix + b"c "
        self.starts = (self._cell, b"<" + prefix + b"row", b"<" + prefix + b"mergeCell ")
        self._cell_end = b"</" + prefix + b"c>"
        self._values = (b"<" + prefix + b"v>", b"<" + prefix + b"is>", b"<" + prefix + b"v ")
        self._value = re.compile(rb"<" + prefix + rb"v[^>]*>([^<]*)<")
        self._error = b" t=" + quote + b"e" + quote
        self._wide = re.compile(rb" r=" + quote + rb"([A-Z]{2,3})[0-9]+" + quote + rb"[^>]*(?<!/)>")
        self._merge = re.compile(rb"<" + prefix + rb"""mergeCell\s[^>]*?ref\s*=\s*["']([A-Z0-9:$]{1,30})["']""")

    def read(self, block: bytes) -> None:
        last_value = max(block.rfind(value, max(0, block.rfind(self._cell_end) - _FAR_BYTES)) for value in self._values)
        if last_value >= 0:
            self.facts.last_row = max(self.facts.last_row, self._row)
        for tag in self._row_tag.finditer(block):
            attributes = tag.group(1)
            number = _NUMBER.match(attributes) or _NUMBER.search(attributes)
            self._row = int(number.group(1)[:10]) if number else self._row + 1
            # The values' reader sets aside room for every row up to the last, so a false number would cost all memory.
            if self._row > _LAST_ROW:
                raise broken(tag.group()[:80].decode("utf-8", "replace"))
            if b"hidden" in attributes and _HIDDEN.search(attributes):
                self.facts.hidden.add(self._row)
            if tag.start() < last_value and self._row > self.facts.last_row:
                self.facts.last_row = self._row
        for letters in set(self._wide.findall(block)):
            self.facts.last_column = max(self.facts.last_column, column_index(letters.decode()))
        self._read_formulas(block)
        self._read_errors(block)
        self._read_merged(block)

    def _reference_before(self, block: bytes, at: int) -> str:
        start = block.rfind(self._cell, max(0, at - _CELL_REACH_BYTES), at)
        found = _REFERENCE.match(block, start) if start >= 0 else None
        return found.group(1).decode() if found else ""

    def _read_formulas(self, block: bytes) -> None:
        for tag in self._formula_tag.finditer(block):
            if len(self.facts.formulas) >= self._most:
                self.facts.is_cut = True
                return
            reference = self._reference_before(block, tag.start())
            end = block.find(self._formula_end, tag.end()) if not tag.group(2) else -1
            text = "=" + unescape(block[tag.end() : end].decode("utf-8", "replace")) if end > tag.end() else ""
            if shared := _SHARED.search(tag.group(1) or b""):
                text = text or self._shared.get(shared.group(1), "")
                self._shared[shared.group(1)] = text
            if reference and text:
                self.facts.formulas[reference] = text

    def _read_errors(self, block: bytes) -> None:
        at = block.find(self._error)
        while at >= 0:
            self._read_error(block, at)
            at = block.find(self._error, at + 1)

    def _read_error(self, block: bytes, at: int) -> None:
        reference = self._reference_before(block, at)
        value = self._value.search(block, at, block.find(self._cell_end, at) + 1)
        if not reference or not value:
            return
        if self._errors >= self._most:
            self.facts.is_cut = True
            return
        self._errors += 1
        letters = reference.rstrip("0123456789")
        row = self.facts.errors.setdefault(int(reference[len(letters) :]), {})
        row[column_index(letters)] = unescape(value.group(1).decode("utf-8", "replace"))

    def _read_merged(self, block: bytes) -> None:
        for found in self._merge.finditer(block) if b"mergeCell " in block else ():
            if len(self.facts.merged) >= self._most:
                self.facts.is_cut = True
                return
            self.facts.merged.append(found.group(1).decode().replace("$", ""))
