"""A text file's bytes as pieces. Pure: what the guarded child runs, and what tests run without it."""

from collections.abc import Iterator
from dataclasses import replace

from samhandling.files.document.blocks import Block, DocumentKind
from samhandling.files.document.limits import TEXT_LIMITS
from samhandling.files.document.plain import Unseen, cleaned, line_of
from samhandling.files.document.recognising import text_kind
from samhandling.files.document.stopping import damaged, too_long, without_text
from samhandling.files.document.wire import DocumentPiece, Recognised, Titled
from samhandling.files.limits import Limits
from samhandling.files.pieces import Ended, Noted


def read_document(data: bytes, name: str, limits: Limits) -> Iterator[DocumentPiece]:
    """The pieces of a text called `name`. Raises Refused, also after some pieces: only what ends with Ended is whole."""
    kind = text_kind(data, name)
    yield Recognised(kind)
    unseen = Unseen()
    blocks = characters = 0
    try:
        for piece in _pieces(data, kind, limits):
            if isinstance(piece, Block):
                piece = replace(piece, text=cleaned(piece.text, unseen).strip())
                blocks += bool(piece.text)
                characters += len(piece.text)
                _refuse_too_long(blocks, characters)
            elif isinstance(piece, Titled):
                piece = Titled(line_of(cleaned(piece.title, unseen))[:300])
            if not isinstance(piece, Block) or piece.text:
                yield piece
    except RecursionError:
        raise damaged("RecursionError") from None
    if not blocks:
        raise without_text(name, is_scanned=False)
    for said in unseen.said():
        yield Noted(said)
    yield Ended()


def _pieces(data: bytes, kind: DocumentKind, limits: Limits) -> Iterator[DocumentPiece]:
    # Imported when needed: the child starts anew for every file and pays for each import.
    if kind == "pdf":
        from samhandling.files.document.pdf import read_pdf

        yield from read_pdf(data)
    elif kind == "docx":
        from samhandling.files.document.docx import read_docx

        yield from read_docx(data, limits)
    elif kind == "odt":
        from samhandling.files.document.odt import read_odt

        yield from read_odt(data, limits)
    elif kind == "xlsx":
        from samhandling.files.document.workbook import read_workbook_text

        yield from read_workbook_text(data, limits)
    elif kind == "html":
        from samhandling.files.document.html import read_html

        yield from read_html(data)
    else:
        from samhandling.files.document.lines import read_lines

        yield from read_lines(data, is_markdown=kind == "md")


def _refuse_too_long(blocks: int, characters: int) -> None:
    if blocks > TEXT_LIMITS.blocks:
        raise too_long(TEXT_LIMITS.blocks, "stycken", "paragraphs")
    if characters > TEXT_LIMITS.characters:
        raise too_long(TEXT_LIMITS.characters, "tecken", "characters")
