"""Plain text and Markdown as blocks, in whatever encoding it was saved."""

import re
from collections.abc import Iterator

from samhandling.files.decoding import encoding_of, text_of
from samhandling.files.document.blocks import Block
from samhandling.files.document.left_out import HIDDEN_NOT_READ
from samhandling.files.document.plain import Unseen, cleaned, line_of, paragraphs
from samhandling.files.document.wire import DocumentPiece
from samhandling.files.pieces import Noted

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ITEM = re.compile(r"(?:[-*+•]|\d{1,3}[.)])[ \t]+")


def read_lines(data: bytes, *, is_markdown: bool) -> Iterator[DocumentPiece]:
    """The pieces of a text file: what stands between empty lines. Raises Refused: undecodable."""
    unseen = Unseen()
    text = cleaned(text_of(data, encoding_of(data)).read(), unseen)
    if is_markdown:
        text, comments = _COMMENT.subn("", text)
        if comments:
            yield Noted(HIDDEN_NOT_READ)
    for paragraph in paragraphs(text):
        yield from _marked(paragraph) if is_markdown else [Block(paragraph)]
    for said in unseen.said():
        yield Noted(said)


def _marked(paragraph: str) -> Iterator[Block]:
    """A paragraph of Markdown; its headings are blocks of their own, list items too."""
    rest: list[str] = []
    for line in paragraph.split("\n"):
        heading = _HEADING.match(line)
        if heading or _ITEM.match(line):
            yield from _plain(rest)
            rest = []
        if heading:
            yield Block(line_of(heading[2]), len(heading[1]))
        else:
            rest.append(line)
    yield from _plain(rest)


def _plain(lines: list[str]) -> Iterator[Block]:
    if lines:
        yield Block("\n".join(lines), is_item=bool(_ITEM.match(lines[0])))
