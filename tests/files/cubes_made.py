"""Cubes made on the spot, and a small writer of each format that shares nothing with the readers."""

import json
from dataclasses import dataclass, field
from math import prod
from typing import Any

from hypothesis import strategies as st

from samhandling.files.cube.cubes import Cube

Entry = float | str | None

PX_SYMBOLS = (".", "..", "...", "....", ".....", "......", "-")


@dataclass(frozen=True)
class Made:
    """A cube as plain lists: one entry a cell, a number or the symbol that stands instead; labels by language."""

    names: list[str]
    codes: list[list[str]]
    labels: dict[str, list[list[str]]]
    entries: list[Entry]
    title: str = "Title"
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(codes) for codes in self.codes)

    @property
    def expected(self) -> list[tuple[float | None, str | None]]:
        """(value, status) of each cell, as every reader is to give it."""
        return [(0.0, "-") if entry == "-" else (None, entry) if isinstance(entry, str) else (entry, None) for entry in self.entries]


def read_cells(cube: Cube) -> list[tuple[float | None, str | None]]:
    """(value, status) of each cell of a cube that was read."""
    return list(zip(cube.values.to_pylist(), cube.status.to_pylist(), strict=True))


def as_px(made: Made, *, per_line: int = 0, separator: str = " ", keys: str = "", codec: str = "utf-8", says: str = "utf-8") -> bytes:
    """The cube as PX; the first dimension in the stub and the others in the heading."""
    languages = list(made.labels)
    lines = [
        f'CODEPAGE="{says}";',
        f'LANGUAGE="{languages[0]}";',
        f"LANGUAGES={_texts(languages)};",
        f'TITLE="{made.title}";',
        'MATRIX="M1";',
    ]
    lines += [f"STUB={_texts(made.names[:1])};"] + ([f"HEADING={_texts(made.names[1:])};"] if made.names[1:] else [])
    for number, language in enumerate(languages):
        tag = f"[{language}]" if number else ""
        for name, codes, labels in zip(made.names, made.codes, made.labels[language], strict=True):
            lines += [f'VALUES{tag}("{name}")={_texts(labels)};', f'CODES{tag}("{name}")={_texts(codes)};']
    if keys:
        lines.append(f'KEYS("{made.names[0]}")={keys};')
    cells = [f'"{entry}"' if isinstance(entry, str) else repr(entry) for entry in made.entries]
    width = prod(made.shape[1:])
    rows = [cells[at : at + width] for at in range(0, len(cells), width)]
    if keys:
        first = made.codes[0] if keys == "CODES" else made.labels[languages[0]][0]
        written = [f'"{key}",' + separator.join(row) for key, row in zip(first, rows, strict=True) if set(row) != {"0.0"}]
    else:
        written = [separator.join(cells[at : at + (per_line or width)]) + separator for at in range(0, len(cells), per_line or width)]
    return ("\n".join([*lines, *made.extra.get("px", []), "DATA=", *written]) + ";\n").encode(codec)


def as_json_stat(
    made: Made, *, sparse: bool = False, index_as_list: bool = False, status: str = "object", old: bool = False, indent: int | None = None
) -> bytes:
    """The cube as JSON-stat, in the form that the arguments choose."""
    values = [None if entry == "-" or isinstance(entry, str) else entry for entry in made.entries]
    symbols = [entry if isinstance(entry, str) else None for entry in made.entries]
    language = next(iter(made.labels))
    dimension: dict[str, Any] = {
        name: {
            "label": name,
            "category": {
                "index": codes if index_as_list else {code: at for at, code in enumerate(codes)},
                "label": dict(zip(codes, labels, strict=True)),
            },
        }
        for name, codes, labels in zip(made.names, made.codes, made.labels[language], strict=True)
    }
    head: dict[str, Any] = {"id": made.names, "size": list(made.shape)}
    body: dict[str, Any] = {
        "label": made.title,
        "value": {str(at): value for at, value in enumerate(values) if value is not None} if sparse else values,
        "status": {str(at): text for at, text in enumerate(symbols) if text} if status == "object" else symbols,
    }
    whole = (
        {"data": {**body, "dimension": {**dimension, **head}}}
        if old
        else {"version": "2.0", "class": "dataset", **head, **body, "dimension": dimension}
    )
    return json.dumps(whole, indent=indent).encode()


def _texts(texts: list[str]) -> str:
    return ",".join(f'"{text}"' for text in texts)


words = st.text(st.characters(codec="latin-1", exclude_characters='"', exclude_categories=("C", "Z")), min_size=1, max_size=6)
numbers = (
    st.floats(allow_nan=False, allow_infinity=False).filter(lambda value: abs(value) < 2**53)
    | st.integers(-(10**15), 10**15).map(float)
    | st.just(0.0)
)


@st.composite
def cubes(draw: st.DrawFn, symbols: tuple[str, ...] = PX_SYMBOLS) -> Made:
    """Any small cube: one to three dimensions, codes and labels of Latin letters and marks, numbers and symbols."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    names = draw(
        st.lists(words.filter(lambda word: word not in ("id", "size", "role")), min_size=len(sizes), max_size=len(sizes), unique=True)
    )
    codes = [draw(st.lists(words, min_size=size, max_size=size, unique=True)) for size in sizes]
    labels = {language: [draw(st.lists(words, min_size=size, max_size=size, unique=True)) for size in sizes] for language in ("sv", "en")}
    count = prod(sizes)
    entries: list[Entry] = draw(st.lists(numbers | st.sampled_from(symbols), min_size=count, max_size=count))
    return Made(names, codes, labels, entries)
