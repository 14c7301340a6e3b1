"""Draws docs/house.md from what is true: the contracts in pyproject.toml and the words that each room opens with.

Run: python docs/make_house.py
"""

import ast
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
WIDTH = 76
PARTS = ("Knows", "May ask", "Never")


@dataclass(frozen=True, slots=True)
class Room:
    """A room by its name; `floor` counts from the top. One in brackets in the contract need not be built yet."""

    name: str
    floor: int


def contracts() -> dict[str, dict[str, Any]]:
    """The import contracts by id."""
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    return {contract["id"]: contract for contract in listed}


def floors(layers: Sequence[str]) -> list[list[Room]]:
    """The floors, top down, each with its rooms."""
    return [[Room(name, number) for name in re.findall(r"\w+", layer)] for number, layer in enumerate(layers)]


def opening(room: Room) -> str | None:
    """The words that a room opens with; `None` where it is not built."""
    path = ROOT / "src" / "samhandling" / room.name / "__init__.py"
    return ast.get_docstring(ast.parse(path.read_text("utf-8"))) if path.is_file() else None


def parts_of(text: str) -> tuple[str, list[tuple[str, str]], str]:
    """(title, what it knows, may ask and never does, what follows) of a room's opening words."""
    title, _, rest = text.partition("\n\n")
    body, _, after = rest.partition("\n\n")
    pieces = re.split(rf"\b({'|'.join(PARTS)}):\s+", " ".join(body.split()))
    told = [(word, said.strip()) for word, said in zip(pieces[1::2], pieces[2::2], strict=True)]
    return title.partition(": ")[2] or title, told, "\n\n".join(part for part in (pieces[0].strip(), after) if part)


def drawing(house: Sequence[Sequence[Room]]) -> Iterator[str]:
    """The floors as boxes under a roof; a room in brackets is drawn but not built."""
    yield " " * 4 + "_" * (WIDTH - 6)
    yield "   /" + " " * (WIDTH - 6) + "\\"
    for rooms in house:
        yield "+" + "-" * (WIDTH - 2) + "+"
        names = [room.name if opening(room) is not None else f"({room.name})" for room in rooms]
        share = (WIDTH - 1) // len(names)
        cells = [name.center(share - 1) for name in names]
        yield "|" + "|".join(cells).ljust(WIDTH - 2)[: WIDTH - 2] + "|"
    yield "+" + "-" * (WIDTH - 2) + "+"


def room_lines(room: Room, house: Sequence[Sequence[Room]]) -> Iterator[str]:
    """What is told of one room."""
    text = opening(room)
    below = [f"`{other.name}`" for rooms in house[room.floor + 1 :] for other in rooms if opening(other) is not None]
    yield f"### {room.name}"
    yield ""
    if text is None:
        yield "Has its place in the contract, and is not built yet."
    else:
        title, told, after = parts_of(text)
        yield f"{title[:1].upper()}{title[1:]}"
        yield ""
        yield from (f"- **{word}**: {said}" for word, said in told)
        yield f"- **The contract lets it ask**: {', '.join(below) or 'no other room'}."
        if after:
            yield from ("", after)
    yield ""


def page() -> str:
    """The whole page."""
    told = contracts()
    house = floors(told["floors"]["layers"])
    doors, pure = told["doors"], told["pure"]
    lines = [
        "# The house",
        "",
        "*Drawn by `docs/make_house.py` from `pyproject.toml` and from what each room says of itself. Change those, run `make house`.*",
        "",
        "The code is a house. Each package under `src/samhandling/` is a room with one subject. A room asks only rooms on floors below its",
        "own, never one beside it and never one above; `make floors` checks it. A room in brackets is not built yet.",
        "",
        "```text",
        *drawing(house),
        "```",
        "",
        "Inside a room: `models.py` (what is stored), `rules/` (one idea a file, pure functions on plain data), `queries.py` (reads, giving",
        "dataclasses) and `actions.py` (writes, a verb each, with permission, version and event in it). Data go one way: file → reader →",
        "preview → action → model → query → rule → answer.",
        "",
        "## The other two contracts",
        "",
        f"**{doors['name']}.** {_listed(doors['source_modules'])} do not import {_listed(doors['forbidden_modules'])}.",
        "",
        f"**{pure['name']}.** {_listed(pure['source_modules'])} do not import {_listed(pure['forbidden_modules'])}, not even by way of others.",
        "",
        "## The rooms, from the top",
        "",
    ]
    for rooms in house:
        for room in rooms:
            lines += room_lines(room, house)
    return "\n".join(lines).rstrip() + "\n"


def _listed(modules: Sequence[str]) -> str:
    names = [f"`{module.removeprefix('samhandling.')}`" for module in modules]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


if __name__ == "__main__":
    (ROOT / "docs" / "house.md").write_text(page(), "utf-8")
