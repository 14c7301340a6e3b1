"""A Word document (DOCX) as blocks: headings, paragraphs, list items, rows of tables, footnotes where they are referred to.

Inserted text is read, deleted is not; comments, hidden text and what stands in page headers are not read. Office Open XML,
ECMA-376 part 1, chapter 17.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from samhandling.files.document.blocks import Block
from samhandling.files.document.docx_styles import PLAIN, Style, W, is_hidden, is_white, level_of, styles_of
from samhandling.files.document.left_out import HIDDEN_NOT_READ, comments_not_read, deletions_not_read
from samhandling.files.document.package import DocumentPackage
from samhandling.files.document.plain import line_of
from samhandling.files.document.stopping import damaged
from samhandling.files.document.wire import DocumentPiece, Titled
from samhandling.files.limits import Limits
from samhandling.files.pieces import Noted

MAIN = "word/document.xml"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_DELETED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}delText"})
_SKIPPED = frozenset({_FALLBACK, f"{W}instrText", f"{W}rPr", f"{W}pPr", f"{W}sectPr", f"{W}rt", f"{W}tblPr"})
_LETTERS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}sym": " ", f"{W}ptab": " "}
_NO_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})


@dataclass(slots=True)
class _Reading:
    """What is found on the way through a document."""

    styles: Mapping[str, Style]
    notes: Mapping[tuple[str, str], Element]
    has_hidden: bool = False
    deletions: int = 0
    referred: list[tuple[str, str]] = field(default_factory=list)


def read_docx(data: bytes, limits: Limits) -> Iterator[DocumentPiece]:
    """The pieces of a Word document. Raises Refused: damaged, locked, dangerous, too large."""
    package = DocumentPackage(data, limits)
    if MAIN not in package:
        raise damaged(MAIN)
    core = package.tree_if_any("docProps/core.xml")
    yield Titled(line_of((core.findtext(_TITLE) if core is not None else "") or ""))
    reading = _Reading(styles_of(package.tree_if_any("word/styles.xml")), _notes(package))
    body = package.tree(MAIN).find(f"{W}body")
    if body is None:
        raise damaged(MAIN)
    yield from _blocks(body, reading, in_table=False)
    if reading.has_hidden:
        yield Noted(HIDDEN_NOT_READ)
    if reading.deletions:
        yield Noted(deletions_not_read(reading.deletions))
    comments = package.tree_if_any("word/comments.xml")
    if comments is not None and (count := sum(1 for _ in comments.iter(f"{W}comment"))):
        yield Noted(comments_not_read(count))


def _notes(package: DocumentPackage) -> dict[tuple[str, str], Element]:
    found = {}
    for kind in ("footnote", "endnote"):
        tree = package.tree_if_any(f"word/{kind}s.xml")
        for note in () if tree is None else tree.iter(f"{W}{kind}"):
            if note.get(f"{W}type", "") not in _NO_NOTES:
                found[kind, note.get(f"{W}id", "")] = note
    return found


def _blocks(parent: Element, reading: _Reading, *, in_table: bool) -> Iterator[Block]:
    """The blocks of a body, a cell, a text box or a note, with the notes that they refer to after each."""
    for element in parent:
        if element.tag == f"{W}p":
            yield from _paragraph(element, reading, in_table=in_table)
        elif element.tag == f"{W}tbl":
            for row in element.iter(f"{W}tr"):
                yield from _row(row, reading)
        elif element.tag in _DELETED:
            reading.deletions += 1
        elif element.tag not in _SKIPPED:
            yield from _blocks(element, reading, in_table=in_table)


def _row(row: Element, reading: _Reading) -> Iterator[Block]:
    """One block where every cell is one paragraph, so that a figure stays with its heading; else the cells' own blocks."""
    if row.find(f"{W}trPr/{W}del") is not None:
        reading.deletions += 1
        return
    cells = [list(_blocks(cell, reading, in_table=True)) for cell in row if cell.tag in (f"{W}tc", f"{W}sdt")]
    kept = [cell for cell in cells if cell]
    if len(kept) > 1 and all(len(cell) == 1 for cell in kept):
        yield Block(" | ".join(cell[0].text for cell in kept))
    else:
        for cell in kept:
            yield from cell


def _paragraph(element: Element, reading: _Reading, *, in_table: bool) -> Iterator[Block]:
    properties = element.find(f"{W}pPr")
    named = None if properties is None else properties.find(f"{W}pStyle")
    style = reading.styles.get("" if named is None else named.get(f"{W}val", ""), PLAIN)
    text: list[str] = []
    boxes: list[Element] = []
    shaded = in_table or (properties is not None and properties.find(f"{W}shd") is not None)
    _collect(element, reading, style.is_hidden, shaded, text, boxes)
    is_item = style.is_item or (properties is not None and properties.find(f"{W}numPr") is not None)
    level = level_of(properties) or style.level
    yield Block(line_of("".join(text)), level, is_item=is_item and not level)
    referred, reading.referred = reading.referred, []
    for key in referred:
        if note := reading.notes.get(key):
            yield Block(re.sub(r"\s+", " ", " ".join(block.text for block in _blocks(note, reading, in_table=False))).strip())
    for box in boxes:
        yield from _blocks(box, reading, in_table=True)


def _collect(parent: Element, reading: _Reading, hidden: bool, shaded: bool, text: list[str], boxes: list[Element]) -> None:
    """The letters of a paragraph that a reader sees, and the text boxes that hang on it."""
    for element in parent:
        tag = element.tag
        if tag in _DELETED:
            reading.deletions += tag != f"{W}delText"
        elif tag in _SKIPPED:
            continue
        elif tag == f"{W}txbxContent":
            boxes.append(element)
        elif tag == f"{W}r":
            properties = element.find(f"{W}rPr")
            said = is_hidden(properties)
            is_unseen = hidden if said is None else said
            _collect(element, reading, is_unseen or (not shaded and is_white(properties)), shaded, text, boxes)
        elif tag == f"{W}t":
            reading.has_hidden = reading.has_hidden or (hidden and bool((element.text or "").strip()))
            text.append("" if hidden else element.text or "")
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            reading.referred.append((tag[len(W) :].removesuffix("Reference"), element.get(f"{W}id", "")))
        elif tag in _LETTERS:
            text.append("" if hidden else _LETTERS[tag])
        else:
            _collect(element, reading, hidden, shaded, text, boxes)
