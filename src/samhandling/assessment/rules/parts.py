"""What a description of an effort usually needs, and whether it is there: looked for, never supposed."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass

from samhandling.ground.said import Said

LONGEST_QUOTE = 160
MOST_READ = 60_000


@dataclass(frozen=True, slots=True)
class Part:
    """A part, its name, the heading that it should stand under, and what it is known by."""

    id: str
    name: Said
    where: Said
    cues: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class PartFound:
    """A part that is in the text: what it was known by, and where."""

    id: str
    name: Said
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PartMissing:
    """A part that was not found, and the heading that it should stand under."""

    id: str
    name: Said
    where: Said


def read_parts(text: str) -> tuple[Part, ...]:
    """The parts in a TOML text of the product's own."""
    return tuple(
        Part(
            one["id"],
            Said(one["name"]["sv"], one["name"]["en"]),
            Said(one["where"]["sv"], one["where"]["en"]),
            tuple(re.compile(cue, re.IGNORECASE) for cue in one["cues"]),
        )
        for one in tomllib.loads(text)["parts"]
    )


def look_for(parts: Sequence[Part], text: str) -> tuple[tuple[PartFound, ...], tuple[PartMissing, ...]]:
    """(the parts that are in the text, those that are not). Of a text longer than `MOST_READ` characters its beginning is read."""
    read = text[:MOST_READ]
    found, missing = [], []
    for part in parts:
        match = next((match for cue in part.cues if (match := cue.search(read))), None)
        if match is None:
            missing.append(PartMissing(part.id, part.name, part.where))
        else:
            end = min(match.end(), match.start() + LONGEST_QUOTE)
            found.append(PartFound(part.id, part.name, text[match.start() : end], match.start(), end))
    return tuple(found), tuple(missing)
