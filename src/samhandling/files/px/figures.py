"""The DATA section of a PX file: numbers, and symbols for what is no number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from samhandling.files.counting import spaced
from samhandling.files.cube.faults import FETCH_AGAIN, MOST_FAULTS, Faults
from samhandling.files.cube.numbers import NUMBER_BYTES, Odd, numbers, one_text
from samhandling.ground.faults import Refused
from samhandling.ground.said import Said

# One to six dots are the file's DATASYMBOL1-6, seven its DATASYMBOLSUM; "-" is DATASYMBOLNIL, nothing at all, and so a zero.
SYMBOLS = (".", "..", "...", "....", ".....", "......", ".......", "-")
_NIL = SYMBOLS.index("-")
_SYMBOLS = pa.array(SYMBOLS)
_SEPARATORS = bytes.maketrans(b'",;\t\r\n\v\f', b"        ")
_TOKEN = re.compile(rb'[^\s",;]+')
_BLOCK_BYTES = 4_000_000
_A_NUMBER = Said(
    'ett tal med decimalpunkt, en till sju punkter eller "-"',
    'a number with a decimal point, one to seven dots or "-"',
)


@dataclass(slots=True)
class Figures:
    """Values and status of the cells, in blocks."""

    values: list[pa.Array] = field(default_factory=list)
    status: list[pa.Array] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many cells."""
        return sum(len(block) for block in self.values)


def figures(section: bytes, line: int, faults: Faults) -> Figures:
    """The cells of `section`, which begins on `line`. Raises Refused: a text that is no number or symbol, with its line."""
    found = Figures()
    for block in _blocks(section):
        plain = block.translate(_SEPARATORS).strip(b" ")
        if not plain:
            continue
        tokens = _tokens(plain, section, line, faults, found.count)
        symbols = pc.index_in(tokens, _SYMBOLS)
        try:
            found.values.append(numbers(_without(tokens, symbols)))
        except Odd as odd:
            raise _refused(section, line, faults, {found.count + at for at in odd.positions}) from None
        found.status.append(pa.DictionaryArray.from_arrays(symbols.cast(pa.int8()), _SYMBOLS))
    return found


def keyed_rows(section: bytes, keys: int, line: int, faults: Faults) -> Iterator[tuple[tuple[bytes, ...], bytes, int]]:
    """Rows that begin with their keys in quotation marks: (keys, the cells, the line). A row without its keys is a fault."""
    key = re.compile(rb'\s*+((?:"[^"]*+"\s*+,?\s*+){%d})' % keys)
    each = re.compile(rb'"([^"]*)"')
    for number, row in enumerate(section.split(b"\n"), start=line):
        if not row.strip():
            continue
        found = key.match(row)
        if found is None:
            faults.add(
                row.decode("ascii", "replace").strip(),
                Said(
                    f"{keys} nycklar inom citattecken och sedan radens siffror",
                    f"{keys} keys in quotation marks and then the row's figures",
                ),
                FETCH_AGAIN,
                number,
                "DATA",
            )
            continue
        yield tuple(each.findall(found[1])), row[found.end() :], number


def spread(found: Figures, positions: Sequence[int], width: int, rows: int) -> Figures:
    """Rows of `width` cells put at their `positions` among `rows`; the rows between are zeros, as the format says of rows left out."""
    values = np.zeros((rows, width))
    missing = np.zeros((rows, width), dtype=bool)
    symbols = np.full((rows, width), -1, dtype=np.int8)
    if positions:
        read = pa.chunked_array(found.values, pa.float64()).combine_chunks()
        status = pa.concat_arrays([block.indices for block in found.status])
        values[positions] = np.nan_to_num(read.to_numpy(zero_copy_only=False)).reshape(-1, width)
        missing[positions] = pc.is_null(read).to_numpy(zero_copy_only=False).reshape(-1, width)
        symbols[positions] = pc.fill_null(status, -1).to_numpy(zero_copy_only=False).reshape(-1, width)
    flat = symbols.ravel()
    return Figures(
        [pa.array(values.ravel(), mask=missing.ravel())],
        [pa.DictionaryArray.from_arrays(pa.array(flat, mask=flat < 0), _SYMBOLS)],
    )


def _blocks(section: bytes) -> Iterator[bytes]:
    """The section in pieces that end at a line or a space, so that little of it is in memory twice."""
    start = 0
    while start < len(section):
        end = min(len(section), start + _BLOCK_BYTES)
        if end < len(section):
            cut = max(section.rfind(mark, start, end) for mark in (b" ", b"\n", b"\t", b",", b";"))
            end = cut + 1 if cut >= start else len(section)
        yield section[start:end]
        start = end


def _tokens(plain: bytes, section: bytes, line: int, faults: Faults, before: int) -> pa.StringArray:
    if plain.translate(None, NUMBER_BYTES + b" "):
        allowed = re.compile(rb"[0-9+\-.eE]+")
        odd = {before + at for at, token in enumerate(plain.split()) if not allowed.fullmatch(token)}
        raise _refused(section, line, faults, odd)
    return pc.ascii_split_whitespace(one_text(plain)).flatten()


def _without(tokens: pa.StringArray, symbols: pa.Int32Array) -> pa.StringArray:
    """The tokens with null for symbols; "-" is the number zero."""
    if symbols.null_count == len(symbols):
        return tokens
    kept = pc.if_else(pc.is_null(symbols), tokens, pa.scalar(None, pa.string()))
    return pc.if_else(pc.fill_null(pc.equal(symbols, _NIL), False), "0", kept)


def _refused(section: bytes, line: int, faults: Faults, odd: set[int]) -> Refused:
    first = sorted(odd)[:MOST_FAULTS]
    last = -1
    tokens = enumerate(_TOKEN.finditer(section))
    for wanted in first:
        at, token = next(islice(tokens, wanted - last - 1, None))
        last = at
        text = token.group().decode("ascii", "replace")
        faults.add(text, _A_NUMBER, FETCH_AGAIN, line + section.count(b"\n", 0, token.start()), f"DATA, {spaced(at + 1)}")
    return Refused(faults.found)
