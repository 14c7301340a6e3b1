"""A PDF as blocks: the text of its pages, put together to paragraphs. Nothing in it is executed, no attachment is opened."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pypdf
from pypdf.errors import DependencyError, DeprecationError, FileNotDecryptedError, LimitReachedError, PyPdfError

from samhandling.files.document.blocks import Block
from samhandling.files.document.left_out import HIDDEN_NOT_READ, headers_removed, pages_without_text
from samhandling.files.document.limits import TEXT_LIMITS
from samhandling.files.document.pdf_lines import Line, heading_sizes, lines_of, seen
from samhandling.files.document.pdf_paragraphs import joined, paragraphs_of
from samhandling.files.document.pdf_running import without_running
from samhandling.files.document.plain import Unseen, cleaned, line_of
from samhandling.files.document.stopping import damaged, locked, too_long, too_much_packed, without_text
from samhandling.files.document.wire import DocumentPiece, Titled
from samhandling.files.pieces import Noted

# What pypdf meets in a damaged file surfaces as any of these.
_BROKEN = (
    PyPdfError,
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    AssertionError,
    OSError,
    ArithmeticError,
    NotImplementedError,
    DeprecationError,
)
_DEEPEST_HEADING = 9
_MOST_HEADINGS = 5_000


def read_pdf(data: bytes) -> Iterator[DocumentPiece]:
    """The pieces of a PDF. Raises Refused: scanned, locked, damaged, too long."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        _unlock(reader)
        count = len(reader.pages)
        if count > TEXT_LIMITS.pages:
            raise too_long(TEXT_LIMITS.pages, "sidor", "pages")
        yield Titled(_title(reader))
        drawn = [lines_of(page) for page in reader.pages]
        headings = _headings(reader)
    except LimitReachedError as error:
        raise too_much_packed(str(error)[:200], "sidor av rimlig storlek", "pages of a reasonable size") from None
    except (FileNotDecryptedError, DependencyError):
        raise locked("Encrypt") from None
    except _BROKEN as error:
        raise damaged(f"{type(error).__name__}: {error}") from None
    lines = [seen(page) for page in drawn]
    yield from _of_pages(lines, headings)
    if any(len(kept) < len(page) for kept, page in zip(lines, drawn, strict=True)):
        yield Noted(HIDDEN_NOT_READ)


def _of_pages(lines: Sequence[Sequence[Line]], headings: dict[tuple[int, str], int]) -> Iterator[DocumentPiece]:
    empty = [number for number, page in enumerate(lines, start=1) if not page]
    if len(empty) == len(lines):
        raise without_text(f"{len(lines)} s.", is_scanned=bool(lines))
    kept, removed = without_running(lines)
    sizes = heading_sizes(kept)
    pages: list[list[Block]] = [
        list(paragraphs_of(page, number, {text: level for (at, text), level in headings.items() if at == number}, sizes))
        for number, page in enumerate(kept, start=1)
    ]
    yield from _joined(pages)
    if removed:
        yield Noted(headers_removed(removed, len(lines)))
    if empty:
        yield Noted(pages_without_text(empty))


def _joined(pages: Sequence[Sequence[Block]]) -> Iterator[Block]:
    """The blocks of all pages; a paragraph that a page break cuts is put together again, and stands on the page where it began."""
    waiting: Block | None = None
    for blocks in pages:
        for block in blocks:
            if waiting is not None and _goes_on(waiting, block):
                waiting = Block(joined(waiting.text, block.text), 0, waiting.page, waiting.is_item)
                continue
            if waiting is not None:
                yield waiting
            waiting = block
    if waiting is not None:
        yield waiting


def _goes_on(before: Block, after: Block) -> bool:
    if before.level or after.level or after.is_item or before.page == after.page:
        return False
    return before.text[-1:] not in ".!?:…" and after.text[:1].islower()


def _unlock(reader: Any) -> None:
    """Files that only forbid printing and copying open with an empty password, as every viewer opens them."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise locked("Encrypt")


def _title(reader: Any) -> str:
    title = reader.metadata.title if reader.metadata else None
    text = line_of(cleaned(str(title or ""), Unseen()))
    # Programs write the name of the file there where nobody has set a title.
    is_name = text.lower().endswith((".doc", ".docx", ".pdf", ".indd", ".odt", ".pptx")) or text.lower().startswith("microsoft word -")
    return "" if is_name else text


def _headings(reader: Any) -> dict[tuple[int, str], int]:
    """(page, words without spaces, in lower case) of the outline's entries, with their depth. A broken outline counts as none."""
    found: dict[tuple[int, str], int] = {}
    try:
        _outlined(reader, reader.outline, 1, found)
    except (*_BROKEN, RecursionError):
        return {}
    return found


def _outlined(reader: Any, entries: Any, depth: int, found: dict[tuple[int, str], int]) -> None:
    for entry in entries:
        if isinstance(entry, list):
            _outlined(reader, entry, min(depth + 1, _DEEPEST_HEADING), found)
        elif len(found) < _MOST_HEADINGS and entry.title:
            number = reader.get_destination_page_number(entry)
            if number is not None:
                found[number + 1, heading_key(str(entry.title))] = depth


def heading_key(text: str) -> str:
    """What is compared between a line and an entry of the outline."""
    return "".join(text.split()).lower()
