"""What a foreign text holds: blocks in reading order, and the plain text that they make."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from samhandling.ground.said import Said

DocumentKind = Literal["pdf", "docx", "odt", "xlsx", "html", "md", "txt", "pasted"]
BETWEEN_BLOCKS = "\n\n"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, row of a table or footnote.

    `level` is 1 to 9 for a heading and 0 for other text; `page` counts from 1 where the file has pages; `is_item` tells a list's.
    """

    text: str
    level: int = 0
    page: int | None = None
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A text that has been read: its name, what it was recognised as, its title ("" where it says none), and how it was read.

    `text` is the blocks with an empty line between them; `starts` are the places in it where they begin.
    """

    file: str
    kind: DocumentKind
    title: str
    blocks: tuple[Block, ...]
    text: str
    starts: tuple[int, ...]
    notes: tuple[Said, ...] = ()

    def block_at(self, place: int) -> Block:
        """The block that the character at `place` of the text stands in."""
        return self.blocks[max(0, bisect_right(self.starts, place) - 1)]


def document_of(file: str, kind: DocumentKind, title: str, blocks: Iterable[Block], notes: Iterable[Said] = ()) -> Document:
    """The document that blocks make. Without a title of its own it has that of its first heading."""
    kept = tuple(block for block in blocks if block.text)
    starts, at = [], 0
    for block in kept:
        starts.append(at)
        at += len(block.text) + len(BETWEEN_BLOCKS)
    text = BETWEEN_BLOCKS.join(block.text for block in kept)
    found = title or next((block.text for block in kept if block.level), "")
    return Document(file, kind, found, kept, text, tuple(starts), tuple(dict.fromkeys(notes)))
