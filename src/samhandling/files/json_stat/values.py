"""Values and status of a JSON-stat data set: as lists, as objects with the cells that are there, or one status for all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from samhandling.files.counting import spaced
from samhandling.files.cube.cubes import Texts
from samhandling.files.cube.faults import FETCH_AGAIN
from samhandling.files.json_stat.cut import Cut
from samhandling.files.json_stat.entries import TEXT_TYPE
from samhandling.files.json_stat.tree import Node
from samhandling.ground.said import Said

_EXACT_IN_FLOAT = 2**53
_LONGEST = 400
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_LIKE_A_NUMBER = re.compile(r"[\s\d.,+'\u00a0\u202f\u2212-]*\d[\s\d.,+'\u00a0\u202f\u2212-]*")
_A_VALUE = Said("ett tal, en text eller null", "a number, a text or null")
_A_STATUS = Said("en text eller null", "a text or null")


@dataclass(frozen=True, slots=True)
class Cells:
    """Values and status, one entry a cell and in blocks of the same lengths; `words` is what the file says that a status means."""

    values: pa.ChunkedArray
    status: pa.ChunkedArray
    words: Mapping[str, Texts]


def no_cells() -> Cells:
    """The cells of a file that only describes a table."""
    return Cells(pa.chunked_array([], pa.float64()), pa.chunked_array([], TEXT_TYPE), {})


def cells(node: Node, count: int, language: str) -> Cells:
    """The cells of a data set with `count` of them. A text among the values is no number: it becomes the cell's status."""
    raw = node.raw("value")
    symbols, words = _status(node, count, language)
    if isinstance(raw, Cut) and (found := raw.of_every_cell(count)) is not None:
        return Cells(found, _alike(symbols if symbols is not None else _empty(count), found), words)
    entries = _entries(node, "value", raw, count)
    values: list[float | None] = [None] * count
    texts: dict[int, str] = {}
    for at, entry in entries.items():
        values[at] = _value(node, at, entry, texts)
    if texts:
        symbols = _with_texts(node, symbols, texts, count)
    whole = pa.chunked_array([pa.array(values, pa.float64())])
    return Cells(whole, _alike(symbols if symbols is not None else _empty(count), whole), words)


def _value(node: Node, at: int, entry: Any, texts: dict[int, str]) -> float | None:
    if entry is None:
        return None
    if isinstance(entry, str):
        if not _NUMBER.fullmatch(entry):
            if _LIKE_A_NUMBER.fullmatch(entry):
                expected = Said("ett tal med decimalpunkt och utan mellanrum", "a number with a decimal point and without spaces")
                node.unlike(f"value[{at}]", entry, expected)
            texts[at] = entry
            return None
        entry = float(entry) if any(letter in entry for letter in ".eE") else int(entry[:_LONGEST])
    if isinstance(entry, bool) or not isinstance(entry, (int, float)):
        node.unlike(f"value[{at}]", entry, _A_VALUE)
        return None
    if _is_held(entry):
        return float(entry)
    node.unlike(f"value[{at}]", entry, Said("ett tal som ryms till sista siffran", "a number that can be held to its last digit"))
    return None


def _is_held(number: float) -> bool:
    if isinstance(number, int):
        try:
            return abs(number) < _EXACT_IN_FLOAT or int(float(number)) == number
        except OverflowError:
            return False
    return number == number and number not in (float("inf"), float("-inf"))


def _entries(node: Node, key: str, raw: Any, count: int) -> Mapping[int, Any]:
    """What stands at each cell that the list or object names. Positions outside the table are faults."""
    if isinstance(raw, Cut):
        raw = raw.plain()
    if isinstance(raw, list):
        if len(raw) != count:
            _wrong_count(node, key, len(raw), count)
            return {}
        return dict(enumerate(raw))
    if not isinstance(raw, dict):
        if raw is not None:
            node.unlike(key, raw, Said("en lista eller ett objekt med värden", "a list or an object with values"))
        return {}
    found = {}
    for position, entry in raw.items():
        if (
            not (position.isascii() and position.isdigit() and len(position) < 12)
            or str(int(position)) != position
            or int(position) >= count
        ):
            expected = Said(f"en cell från 0 till {count - 1}", f"a cell from 0 to {count - 1}")
            node.unlike(key, position, expected)
            continue
        found[int(position)] = entry
    return found


def _wrong_count(node: Node, key: str, found: int, count: int) -> None:
    expected = Said(f"{spaced(count)} värden, ett för varje cell i tabellen", f"{spaced(count)} values, one for each cell of the table")
    node.faults.add(spaced(found), expected, FETCH_AGAIN, place=node.at(key))


def _status(node: Node, count: int, language: str) -> tuple[pa.ChunkedArray | None, dict[str, Texts]]:
    """(the status of each cell or None where there is none at all, what the file says that they mean)."""
    raw = node.raw("status")
    words = _words(node.node("extension").node("status"), "label", language)
    # Eurostat's bundles of 2013-2016 wrap the list: {"value": [...], "category": {"label": {":": "not available"}}}.
    if isinstance(raw, dict) and "value" in raw:
        inner = Node(raw, node.at("status"), node.faults)
        words.update(_words(inner.node("category"), "label", language))
        raw = inner.raw("value")
        if inner.content and not all(value == {} or value == {"label": {}} for value in inner.content.values()):
            node.content["status"] = inner.content
    if raw is None or raw == "":
        return None, words
    if isinstance(raw, Cut) and (found := raw.of_every_cell(count)) is not None:
        return found, words
    # One status, as a text or as a list of one, is the status of every cell.
    if isinstance(raw, str) or (isinstance(raw, list) and len(raw) == 1 and count > 1):
        raw = dict.fromkeys(map(str, range(count)), raw if isinstance(raw, str) else raw[0])
    texts = {at: entry for at, entry in _entries(node, "status", raw, count).items() if entry not in (None, "")}
    for at, entry in texts.items():
        if not isinstance(entry, str):
            node.unlike(f"status[{at}]", entry, _A_STATUS)
    return _encoded({at: entry for at, entry in texts.items() if isinstance(entry, str)}, count), words


def _words(node: Node, key: str, language: str) -> dict[str, Texts]:
    labels = node.node(key)
    return {code: {language: labels.text(code)} for code in list(labels.content)}


def _with_texts(node: Node, symbols: pa.ChunkedArray | None, texts: dict[int, str], count: int) -> pa.ChunkedArray:
    """The status with the texts that stood among the values. Where a cell has both, and they differ, it is a fault."""
    before = dict(enumerate(symbols.to_pylist())) if symbols is not None else {}
    for at, text in texts.items():
        if before.get(at) not in (None, text):
            expected = Said(
                f'bara en uppgift; cellens status är "{before[at]}"', f'one statement only; the status of the cell is "{before[at]}"'
            )
            node.unlike(f"value[{at}]", text, expected)
    return _encoded({**{at: text for at, text in before.items() if text}, **texts}, count)


def _encoded(texts: Mapping[int, str], count: int) -> pa.ChunkedArray:
    words = list(dict.fromkeys(texts.values()))
    number = {word: at for at, word in enumerate(words)}
    kind = np.int16 if len(words) < 2**15 else np.int32
    index: NDArray[Any] = np.full(count, -1, dtype=kind)
    index[list(texts)] = [number[text] for text in texts.values()]
    return pa.chunked_array([pa.DictionaryArray.from_arrays(pa.array(index, mask=index < 0), pa.array(words, pa.string()))])


def _empty(count: int) -> pa.ChunkedArray:
    return pa.chunked_array([pa.DictionaryArray.from_arrays(pa.nulls(count, pa.int16()), pa.array([], pa.string()))])


def _alike(status: pa.ChunkedArray, values: pa.ChunkedArray) -> pa.ChunkedArray:
    """The status in blocks as long as those of the values, so that both can be read side by side."""
    whole = status.combine_chunks() if status.num_chunks != 1 else status.chunk(0)
    if isinstance(whole, pa.ChunkedArray):
        whole = whole.chunk(0)
    blocks, at = [], 0
    for block in values.chunks:
        blocks.append(whole.slice(at, len(block)))
        at += len(block)
    return pa.chunked_array(blocks, whole.type)
