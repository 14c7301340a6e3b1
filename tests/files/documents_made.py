"""Text documents made on the spot: Word, OpenDocument and PDF files of a few lines, sound, broken and dangerous."""

import io
import zlib
from collections.abc import Sequence
from xml.sax.saxutils import escape

from files_made import packed
from pypdf import PdfReader, PdfWriter

from samhandling.files.document.blocks import Document
from samhandling.files.document.limits import DOCUMENT_LIMITS
from samhandling.files.document.reading import read_document
from samhandling.files.document.wire import document_lines, document_piece, whole
from samhandling.files.limits import Limits

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
STYLES = (
    '<w:style w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Egen"><w:name w:val="Egen rubrik"/><w:basedOn w:val="Rubrik2"/></w:style>'
    '<w:style w:styleId="Rubrik2"><w:name w:val="Rubrik 2"/></w:style>'
    '<w:style w:styleId="Lista"><w:name w:val="List Bullet"/><w:pPr><w:numPr/></w:pPr></w:style>'
    '<w:style w:styleId="Dold"><w:name w:val="Dold"/><w:rPr><w:vanish/></w:rPr></w:style>'
)


def read(data: bytes, name: str, limits: Limits = DOCUMENT_LIMITS) -> Document:
    """What the child and its parent make of `data`, without a process between them."""
    return whole(name, [document_piece(line) for line in document_lines(read_document(data, name, limits))])


def docx(body: str, **parts: str) -> bytes:
    """A Word document with this body; `parts` by name under word/, without ".xml"."""
    made = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": _word("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": _word("styles", STYLES),
        **{f"word/{name}.xml": _word(name, content) for name, content in parts.items()},
    }
    return packed(made)


def _word(root: str, content: str) -> str:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{W}" xmlns:mc="{mc}">{content}</w:{root}>'


def para(text: str, style: str = "", run: str = "", properties: str = "") -> str:
    """A paragraph of a Word document with one run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:p><w:pPr>{named}{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def cells(*texts: str) -> str:
    """A row of a table, a paragraph in each cell."""
    return "<w:tr>" + "".join(f"<w:tc>{para(text)}</w:tc>" for text in texts) + "</w:tr>"


def odt(body: str, styles: str = "", manifest: str = "") -> bytes:
    """An OpenDocument text with this body and these automatic styles."""
    names = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "text", "table", "style"))
    more = f'xmlns:draw="{OASIS}:drawing:1.0" xmlns:fo="{OASIS}:xsl-fo-compatible:1.0"'
    content = (
        f"<office:document-content {names} {more}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    if manifest:
        parts["META-INF/manifest.xml"] = manifest
    return packed(parts)


def pdf(pages: Sequence[Sequence[str]], *, title: str = "", outline: Sequence[tuple[str, int]] = (), password: str | None = None) -> bytes:
    """A PDF with these lines on its pages; `outline` are (entry, page from 0); a password may be empty (only printing is forbidden)."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(plain_pdf(pages))))
    if title:
        writer.add_metadata({"/Title": title})
    for entry, page in outline:
        writer.add_outline_item(title=entry, page_number=page)
    if password is not None:
        writer.encrypt(password, owner_password="ägaren", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def plain_pdf(pages: Sequence[Sequence[str] | bytes]) -> bytes:
    """The least that is a PDF: a catalogue, pages, one font with Windows letters, one compressed stream a page (of bytes: as they stand)."""
    first = 4
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        stream = lines if isinstance(lines, bytes) else zlib.compress(_stream(lines))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {first + 2 * number + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n".encode() + stream + b"\nendstream")
    return _file_of(objects)


def _stream(lines: Sequence[str]) -> bytes:
    """Lines from the top of the page, twelve points apart; a blank line is a gap, a line that begins with "# " has large letters."""
    if not lines:
        return b"0 0 100 100 re f"
    shown = [b"BT /F1 10 Tf 50 800 Td 12 TL"]
    for line in lines:
        text = line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        if line.startswith("# "):
            shown.append(b"/F1 18 Tf (" + text[2:] + b") Tj /F1 10 Tf T* T*")
        else:
            shown.append((b"(" + text + b") Tj " if line else b"") + b"T*")
    return b"\n".join([*shown, b"ET"])


def _file_of(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)
