"""A workbook's zip file: refused before it is unpacked if it would cost too much, then read part by part.

XML parts may not carry a document type: entities are how XML reaches other files or grows without bound, and no spreadsheet
program writes them.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from samhandling.files.counting import spaced
from samhandling.files.limits import Limits
from samhandling.files.recognising import is_other_package
from samhandling.ground.faults import Refused, refusal
from samhandling.ground.said import Said

_CHUNK_BYTES = 1 << 20
_PROLOG_BYTES = 65_536
_PART_BYTES = 100_000_000
_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s|<\?.*?\?>|<!--.*?-->)*+<(?![!?])", re.DOTALL)
_XML_ENDINGS = (".xml", ".rels", ".vml")
_ENCRYPTED = 0x1
_SAVE_AGAIN = Said(
    "Öppna filen i Excel eller LibreOffice och spara den på nytt som .xlsx. Går den inte att öppna där heller, hämta den igen.",
    "Open the file in Excel or LibreOffice and save it again as .xlsx. If it does not open there either, fetch it again.",
)


@dataclass(frozen=True, slots=True)
class Related:
    """A part that another one points at: the last word of its kind ("worksheet", "comments") and where it lies."""

    kind: str
    path: str


class Package:
    """The parts of a workbook. Raises Refused from every method where the file is damaged or dangerous."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._zip = _opened(data)
        members = self._zip.infolist()
        self._names = frozenset(member.filename for member in members)
        _refuse_bombs(members, limits)
        if other := is_other_package(self._names, self._kind_text()):
            raise other
        for name in sorted(self._names):
            if name.lower().endswith(_XML_ENDINGS):
                self._refuse_document_type(name)

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part's bytes, about a megabyte at a time."""
        try:
            with self._zip.open(name) as part:
                while chunk := part.read(_CHUNK_BYTES):
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
            raise broken(f"{name}: {error}") from None

    def tree(self, name: str) -> ElementTree.Element:
        """A small part as a tree."""
        content = bytearray()
        for chunk in self.chunks(name):
            content += chunk
            if len(content) > _PART_BYTES:
                raise broken(f"{name} > {spaced(_PART_BYTES)} byte")
        try:
            return ElementTree.fromstring(bytes(content))  # noqa: S314 (document types were refused when the package was opened)
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise broken(f"{name}: {error}") from None

    def related(self, name: str) -> Mapping[str, Related]:
        """What a part points at, by relation id."""
        folder, base = posixpath.split(name)
        listing = f"{folder}/_rels/{base}.rels"
        if listing not in self:
            return {}
        return {
            item.get("Id", ""): Related(
                item.get("Type", "").rpartition("/")[2], posixpath.normpath(posixpath.join("/", folder, item.get("Target", ""))).lstrip("/")
            )
            for item in self.tree(listing)
            if item.get("TargetMode") != "External"
        }

    def _kind_text(self) -> str:
        if "mimetype" not in self._names:
            return ""
        return next(self.chunks("mimetype"), b"")[:200].decode("ascii", "replace")

    def _refuse_document_type(self, name: str) -> None:
        head = b""
        chunks = self.chunks(name)
        while len(head) < _PROLOG_BYTES and (chunk := next(chunks, b"")):
            head += chunk[:_PROLOG_BYTES]
        if head and not _PROLOG.match(head):
            raise _unsafe(name)


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    # zipfile raises struct.error, OverflowError, UnicodeDecodeError and more for damaged directories; all mean the same here.
    except Exception as error:
        raise broken(str(error)) from None


def _refuse_bombs(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        raise _too_much(f"{spaced(len(members))} delar", f"högst {spaced(limits.members)} delar", f"at most {spaced(limits.members)} parts")
    if len({member.filename for member in members}) < len(members):
        raise broken("samma del två gånger")
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked_bytes:
        most = f"{limits.unpacked_bytes // 1_000_000} MB"
        raise _too_much(f"{unpacked // 1_000_000} MB", f"högst {most} uppackad", f"at most {most} unpacked")
    if locked := next((member for member in members if member.flag_bits & _ENCRYPTED), None):
        raise _locked(locked.filename)
    sizes = [(member.filename, member.compress_size, member.file_size) for member in members]
    for name, packed, size in [*sizes, ("zip", sum(each[1] for each in sizes), unpacked)]:
        if size > limits.ratio_from_bytes and size > limits.ratio * max(1, packed):
            raise _too_much(
                f"{name}: {spaced(packed)} → {spaced(size)} byte",
                f"delar som blir högst {limits.ratio} gånger större uppackade",
                f"parts that become at most {limits.ratio} times larger unpacked",
            )


def broken(read: str) -> Refused:
    """The refusal of a workbook that is damaged; `read` says where."""
    return refusal(
        read[:200],
        Said("en hel arbetsbok; filen är skadad eller avhuggen", "a whole workbook; the file is damaged or cut off"),
        _SAVE_AGAIN,
    )


def _too_much(read: str, sv: str, en: str) -> Refused:
    return refusal(
        read,
        Said(f"en arbetsbok med {sv}", f"a workbook with {en}"),
        Said(
            "Filen packar upp sig till långt mer än den rymmer. Kopiera tabellen till en ny arbetsbok och läs in den.",
            "The file unpacks to far more than it holds. Copy the table to a new workbook and load that.",
        ),
    )


def _locked(name: str) -> Refused:
    return refusal(
        name,
        Said("en arbetsbok utan lösenord; den här är låst med ett", "a workbook without a password; this one is locked with one"),
        Said("Ta bort lösenordet och spara filen på nytt.", "Remove the password and save the file again."),
    )


def _unsafe(name: str) -> Refused:
    return refusal(
        name,
        Said(
            "XML i UTF-8 utan dokumenttyp (DOCTYPE); kalkylprogram skriver ingen sådan och den kan dölja skadlig kod",
            "XML in UTF-8 without a document type (DOCTYPE); spreadsheet programs write none and it can hide harmful code",
        ),
        _SAVE_AGAIN,
    )
