"""What sort of text a file is: by what it holds, then by what it is called."""

import io
import re
import zipfile

from samhandling.files.document.blocks import DocumentKind
from samhandling.files.document.stopping import PASTE_INSTEAD, SAVE_AS_DOCX, damaged, locked, without_text
from samhandling.files.recognising import OLE2, ZIP
from samhandling.ground.faults import Refused, refusal
from samhandling.ground.said import Said

_CONTENT = re.compile(rb"[^\xef\xbb\xbf\xff\xfe\x00 \t\r\n]")
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_PDF_WITHIN = 1_024
_BY_SUFFIX: dict[str, DocumentKind] = {
    ".txt": "txt", ".text": "txt", ".csv": "txt", "": "txt",
    ".md": "md", ".markdown": "md",
    ".html": "html", ".htm": "html", ".xhtml": "html",
}  # fmt: skip
_FORMS = Said(
    "en text som är PDF, DOCX, ODT, XLSX, TXT, MD eller HTML",
    "a text that is PDF, DOCX, ODT, XLSX, TXT, MD or HTML",
)


def text_kind(data: bytes, name: str) -> DocumentKind:
    """The kind of a file with these bytes and this name. Raises Refused where it is none that can be read."""
    suffix = "." + name.rpartition(".")[2].lower() if "." in name else ""
    if not _CONTENT.search(data):
        raise without_text("", is_scanned=False)
    if data.startswith(OLE2):
        raise _old_or_locked(data, suffix)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    if data.startswith(ZIP):
        return _packed(data, suffix)
    if data.startswith(b"{\\rtf"):
        raise _of_old_type(".rtf")
    if _HTML.match(data[:4_096]):
        return "html"
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    if suffix in (".pdf", ".docx", ".odt", ".xlsx"):
        raise damaged(suffix)
    raise refusal(suffix or name, _FORMS, PASTE_INSTEAD)


def _packed(data: bytes, suffix: str) -> DocumentKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            names = frozenset(file.namelist())
    except Exception as error:
        raise damaged(str(error)) from None
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        kind = data[:200]
        if suffix in (".odt", ".ott") or b"opendocument.text" in kind:
            return "odt"
        raise refusal("OpenDocument", _FORMS, SAVE_AS_DOCX)
    raise refusal(suffix if suffix != "" else "zip", _FORMS, PASTE_INSTEAD)


def _old_or_locked(data: bytes, suffix: str) -> Refused:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return locked("EncryptedPackage")
    return _of_old_type(suffix if suffix in (".doc", ".xls", ".ppt") else ".doc")


def _of_old_type(suffix: str) -> Refused:
    return refusal(
        suffix,
        Said(
            f"ett dokument av typen .docx; det här är av den äldre typen {suffix}",
            f"a document of the type .docx; this one is of the older type {suffix}",
        ),
        SAVE_AS_DOCX,
    )
