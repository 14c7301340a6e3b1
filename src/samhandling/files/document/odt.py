"""A text document of OpenDocument (ODT) as blocks. Deleted text, comments and hidden text are not read.

OASIS OpenDocument 1.3, part 3.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from samhandling.files.document.blocks import Block
from samhandling.files.document.left_out import HIDDEN_NOT_READ, comments_not_read, deletions_not_read
from samhandling.files.document.package import DocumentPackage
from samhandling.files.document.plain import line_of
from samhandling.files.document.stopping import damaged, locked
from samhandling.files.document.wire import DocumentPiece, Titled
from samhandling.files.limits import Limits
from samhandling.files.pieces import Noted

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _OFFICE, _STYLE = (f"{{{_OASIS}{name}:1.0}}" for name in ("text", "table", "office", "style"))
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_LETTERS = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}
_SKIPPED = frozenset(
    {f"{_TEXT}note-citation", f"{_TEXT}ruby-text", f"{_TEXT}sequence-decls", f"{_OFFICE}annotation-end", f"{_TEXT}bookmark-start"}
)
_HIDDEN = frozenset({f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph"})
_DEEPEST_HEADING = 9


@dataclass(slots=True)
class _Reading:
    hidden_styles: frozenset[str]
    has_hidden: bool = False
    comments: int = 0
    deletions: int = 0


def read_odt(data: bytes, limits: Limits) -> Iterator[DocumentPiece]:
    """The pieces of an OpenDocument text. Raises Refused: damaged, locked, dangerous, too large."""
    package = DocumentPackage(data, limits)
    manifest = package.tree_if_any("META-INF/manifest.xml")
    if manifest is not None and any(item.tag.endswith("}encryption-data") for item in manifest.iter()):
        raise locked("META-INF/manifest.xml")
    meta = package.tree_if_any("meta.xml")
    title = "" if meta is None else next((item.text or "" for item in meta.iter(_TITLE)), "")
    yield Titled(line_of(title))
    content = package.tree("content.xml")
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise damaged("content.xml")
    reading = _Reading(_hidden_styles(content) | _hidden_styles(package.tree_if_any("styles.xml")))
    yield from _blocks(body, reading, is_item=False)
    if reading.has_hidden:
        yield Noted(HIDDEN_NOT_READ)
    if reading.deletions:
        yield Noted(deletions_not_read(reading.deletions))
    if reading.comments:
        yield Noted(comments_not_read(reading.comments))


def _hidden_styles(tree: Element | None) -> frozenset[str]:
    """The styles whose text is not shown."""
    found = set()
    for style in () if tree is None else tree.iter(f"{_STYLE}style"):
        for properties in style.iter(f"{_STYLE}text-properties"):
            size = properties.get("{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}font-size", "")
            is_tiny = size.endswith("pt") and size[:-2].replace(".", "", 1).isdigit() and float(size[:-2]) <= 2
            if properties.get(f"{_TEXT}display") == "none" or is_tiny:
                found.add(style.get(f"{_STYLE}name", ""))
    return frozenset(found)


def _blocks(parent: Element, reading: _Reading, *, is_item: bool) -> Iterator[Block]:
    for element in parent:
        tag = element.tag
        if tag == f"{_TEXT}tracked-changes":
            reading.deletions += sum(1 for _ in element.iter(f"{_TEXT}deletion"))
        elif tag in (f"{_TEXT}h", f"{_TEXT}p"):
            yield from _paragraph(element, reading, is_item=is_item)
        elif tag == f"{_TABLE}table-row":
            yield from _row(element, reading)
        elif tag == f"{_OFFICE}annotation":
            reading.comments += 1
        elif tag == f"{_TEXT}section" and element.get(f"{_TEXT}display") == "none":
            reading.has_hidden = True
        else:
            yield from _blocks(element, reading, is_item=is_item or tag == f"{_TEXT}list-item")


def _row(row: Element, reading: _Reading) -> Iterator[Block]:
    """One block where every cell is one paragraph; else the cells' own blocks."""
    cells = [kept for cell in row if (kept := [block for block in _blocks(cell, reading, is_item=False) if block.text])]
    if len(cells) > 1 and all(len(cell) == 1 for cell in cells):
        yield Block(" | ".join(cell[0].text for cell in cells))
    else:
        for cell in cells:
            yield from cell


def _paragraph(element: Element, reading: _Reading, *, is_item: bool) -> Iterator[Block]:
    text: list[str] = []
    after: list[Element] = []
    _collect(element, reading, text, after)
    stated = element.get(f"{_TEXT}outline-level", "1")
    level = min(_DEEPEST_HEADING, max(1, int(stated))) if element.tag == f"{_TEXT}h" and stated.isdigit() else 0
    yield Block(line_of("".join(text)), level, is_item=is_item and not level)
    for part in after:
        blocks = [block.text for block in _blocks(part, reading, is_item=False) if block.text]
        yield Block(re.sub(r"\s+", " ", " ".join(blocks)).strip())


def _collect(element: Element, reading: _Reading, text: list[str], after: list[Element]) -> None:
    """The letters that a reader sees; footnotes and text boxes are kept for after the paragraph."""
    if element.get(f"{_TEXT}style-name", "") in reading.hidden_styles:
        reading.has_hidden = reading.has_hidden or bool("".join(element.itertext()).strip())
        return
    text.append(_spaced(element.text))
    for child in element:
        if child.tag in _LETTERS:
            text.append(_LETTERS[child.tag])
        elif child.tag in (f"{_TEXT}note-body", f"{{{_OASIS}drawing:1.0}}text-box"):
            after.append(child)
        elif child.tag == f"{_OFFICE}annotation":
            reading.comments += 1
        elif child.tag in _HIDDEN:
            reading.has_hidden = True
        elif child.tag not in _SKIPPED:
            _collect(child, reading, text, after)
        text.append(_spaced(child.tail))


def _spaced(text: str | None) -> str:
    """In OpenDocument a line end in the file is a space."""
    return "" if text is None else text.replace("\n", " ").replace("\r", " ")
