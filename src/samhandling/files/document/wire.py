"""A text's pieces as lines of JSON, the only thing that passes from the guarded child to its parent. The parent checks every type."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samhandling.files.document.blocks import Block, Document, DocumentKind, document_of
from samhandling.files.document.stopping import broken_off
from samhandling.files.pieces import Ended, Noted
from samhandling.files.wire import Garbled, _fault, refusal_line
from samhandling.ground.faults import Refused
from samhandling.ground.said import Said

_KINDS: tuple[DocumentKind, ...] = ("pdf", "docx", "odt", "xlsx", "html", "md", "txt")
_DEEPEST_HEADING = 9


@dataclass(frozen=True, slots=True)
class Recognised:
    """First of all: what sort of document it is."""

    kind: DocumentKind


@dataclass(frozen=True, slots=True)
class Titled:
    """What the document calls itself."""

    title: str


DocumentPiece = Recognised | Titled | Block | Noted | Ended


def document_lines(pieces: Iterable[DocumentPiece]) -> Iterator[bytes]:
    """Each piece as a line; a refusal as the last one."""
    try:
        for piece in pieces:
            yield json.dumps(_plain(piece), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"
    except Refused as refused:
        yield refusal_line(refused)


def _plain(piece: DocumentPiece) -> list[object]:
    match piece:
        case Recognised():
            return ["document", piece.kind]
        case Titled():
            return ["title", piece.title]
        case Block():
            return ["block", piece.text, piece.level, piece.page, piece.is_item]
        case Noted():
            return ["noted", piece.said.sv, piece.said.en]
        case Ended():
            return ["ended"]


def document_piece(line: bytes) -> DocumentPiece:
    """One line's piece. Raises Refused where the line is a refusal, Garbled where it is neither."""
    try:
        match json.loads(line):
            case ["document", str(kind)] if kind in _KINDS:
                return Recognised(kind)
            case ["title", str(title)]:
                return Titled(title)
            case ["block", str(text), int(level), int() | None as page, bool(is_item)] if 0 <= level <= _DEEPEST_HEADING:
                return Block(text, level, page, is_item)
            case ["noted", str(sv), str(en)]:
                return Noted(Said(sv, en))
            case ["ended"]:
                return Ended()
            case ["refused", list(faults)]:
                raise Refused([_fault(fault) for fault in faults])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Garbled(str(error)) from None
    raise Garbled(repr(line[:80]))


def whole(name: str, pieces: Iterable[DocumentPiece]) -> Document:
    """The document that pieces make. Raises Refused where they break off before the end."""
    kind: DocumentKind | None = None
    title, has_ended = "", False
    blocks: list[Block] = []
    notes: list[Said] = []
    for piece in pieces:
        match piece:
            case Recognised():
                kind = piece.kind
            case Titled():
                title = piece.title
            case Block():
                blocks.append(piece)
            case Noted():
                notes.append(piece.said)
            case Ended():
                has_ended = True
    if kind is None or not has_ended:
        raise broken_off(name)
    return document_of(name, kind, title, blocks, notes)
