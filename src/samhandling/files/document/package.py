"""A text document's zip file (DOCX, ODT): refused before it is unpacked if it would cost too much, then read part by part."""

import io
import zipfile
import zlib
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from samhandling.files.counting import spaced
from samhandling.files.document.limits import TEXT_LIMITS
from samhandling.files.document.stopping import damaged, locked, too_much_packed, unsafe
from samhandling.files.limits import Limits

_ENCRYPTED = 0x1
_CHUNK_BYTES = 1 << 20


class DocumentPackage:
    """The parts of a document. Raises Refused from every method where the file is damaged or dangerous."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        # zipfile raises struct.error, OverflowError, UnicodeDecodeError and more for damaged directories; all mean the same here.
        except Exception as error:
            raise damaged(str(error)) from None
        members = self._zip.infolist()
        self._names = frozenset(member.filename for member in members)
        _refuse_bombs(members, limits)

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def bytes(self, name: str) -> bytes:
        """A part's bytes; what the file says of their number is not believed."""
        content = bytearray()
        try:
            with self._zip.open(name) as part:
                while chunk := part.read(_CHUNK_BYTES):
                    content += chunk
                    if len(content) > TEXT_LIMITS.part_bytes:
                        most = f"{TEXT_LIMITS.part_bytes // 1_000_000} MB"
                        raise too_much_packed(name, f"delar på högst {most} text", f"parts of at most {most} of text")
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
            raise damaged(f"{name}: {error}") from None
        return bytes(content)

    def tree(self, name: str) -> Element:
        """A part as a tree. A document type is refused: entities are how XML reaches other files or grows without bound."""
        try:
            tree: Any = fromstring(self.bytes(name), forbid_dtd=True)
        except DefusedXmlException:
            raise unsafe(name) from None
        except (ParseError, ValueError, LookupError) as error:
            raise damaged(f"{name}: {error}") from None
        assert isinstance(tree, Element)  # noqa: S101 (defusedxml is untyped)
        return tree

    def tree_if_any(self, name: str) -> Element | None:
        """A part as a tree, None where the file has no such part."""
        return self.tree(name) if name in self else None


def _refuse_bombs(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        most = spaced(limits.members)
        raise too_much_packed(f"{spaced(len(members))} delar", f"högst {most} delar", f"at most {most} parts")
    if len({member.filename for member in members}) < len(members):
        raise damaged("samma del två gånger")
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked_bytes:
        most = f"{limits.unpacked_bytes // 1_000_000} MB"
        raise too_much_packed(f"{unpacked // 1_000_000} MB", f"högst {most} uppackat", f"at most {most} unpacked")
    if encrypted := next((member for member in members if member.flag_bits & _ENCRYPTED), None):
        raise locked(encrypted.filename)
    sizes = [(member.filename, member.compress_size, member.file_size) for member in members]
    for name, packed, size in [*sizes, ("zip", sum(each[1] for each in sizes), unpacked)]:
        if size > limits.ratio_from_bytes and size > limits.ratio * max(1, packed):
            raise too_much_packed(
                f"{name}: {spaced(packed)} → {spaced(size)} byte",
                f"delar som blir högst {limits.ratio} gånger större uppackade",
                f"parts that become at most {limits.ratio} times larger unpacked",
            )
