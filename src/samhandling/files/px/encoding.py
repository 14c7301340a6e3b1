"""How a PX file's keyword part is encoded, and where its figures begin.

The file says so itself: CODEPAGE, else CHARSET ("ANSI" is Windows-1252), else the old DOS encoding. Its word is tried against the bytes.
"""

import codecs
import re

from samhandling.files.cube.faults import FETCH_AGAIN, Faults
from samhandling.ground.said import Said

_DATA = re.compile(rb"(?<![A-Za-z0-9_\-])DATA\s*+=", re.IGNORECASE)
_SAYS = re.compile(rb'(?<![A-Za-z0-9_\-])(CODEPAGE|CHARSET)\s*+=\s*+"?([^";\r\n]*+)"?\s*+;', re.IGNORECASE)
_HIGH = re.compile(rb"[\x80-\xff]")
_C1 = re.compile(rb"[\x80-\x9f]")
_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DOS = "cp850"
_NOT_ASCII = ("utf-16", "utf-32", "utf-7", "cp037", "cp273", "cp500", "cp1140", "cp1026", "cp424", "cp875")


def in_narrow_bytes(data: bytes, faults: Faults) -> bytes:
    """The same file without a byte order mark and never in wide characters. Raises Refused where it cannot be decoded."""
    for mark, codec in _WIDE_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(codec).encode()
            except UnicodeError as error:
                raise faults.stop(str(error), _readable(codec), FETCH_AGAIN) from None
    return data.removeprefix(codecs.BOM_UTF8)


def figures_begin(data: bytes, faults: Faults) -> tuple[int, int]:
    """(where the keyword part ends, where the figures begin). Raises Refused where there is no DATA outside a text."""
    quotes, counted = 0, 0
    for found in _DATA.finditer(data):
        quotes += data.count(b'"', counted, found.start())
        counted = found.start()
        if quotes % 2 == 0:
            return found.start(), found.end()
    raise faults.stop(
        data[-40:].decode("ascii", "replace").strip(),
        Said("nyckelordet DATA med siffrorna, sist i filen", "the keyword DATA with the figures, at the end of the file"),
        FETCH_AGAIN,
        line=data.count(b"\n") + 1,
        place="DATA",
    )


def decoded(header: bytes, faults: Faults) -> tuple[str, str, list[Said]]:
    """The keyword part as text, its codec, and what was decided against the file's own word. Raises Refused."""
    said, line = _said_encoding(header)
    codec = _codec(said, line, faults)
    if not _HIGH.search(header):
        return header.decode("ascii"), codec, []
    if codec != "utf-8" and _is_utf8(header):
        return header.decode(), "utf-8", [_contradicts(said, "UTF-8")]
    if codec == "iso8859-1" and _C1.search(header):
        codec = "cp1252"
    try:
        return header.decode(codec), codec, []
    except UnicodeDecodeError as error:
        at = header.count(b"\n", 0, error.start) + 1
        raise faults.stop(f"\\x{header[error.start]:02x}", _readable(said or codec), FETCH_AGAIN, line=at) from None


def _said_encoding(header: bytes) -> tuple[str, int]:
    found = {match[1].upper(): match for match in reversed(list(_SAYS.finditer(header)))}
    for keyword in (b"CODEPAGE", b"CHARSET"):
        if keyword in found and found[keyword][2].strip():
            match = found[keyword]
            return match[2].decode("ascii", "replace").strip(), header.count(b"\n", 0, match.start(2)) + 1
    return "", 1


def _codec(said: str, line: int, faults: Faults) -> str:
    """Python's name of the encoding that the file names."""
    plain = said.lower()
    if plain in ("", "oem", "dos"):
        return _DOS
    if plain == "ansi":
        return "cp1252"
    try:
        name = codecs.lookup(f"cp{plain}" if plain.isdigit() else plain)
    except (LookupError, ValueError):
        name = None
    if name is None or not getattr(name, "_is_text_encoding", True) or name.name in _NOT_ASCII:
        raise faults.stop(
            said,
            Said(
                "en känd teckenkodning, till exempel utf-8, iso-8859-1, windows-1252 eller cp850",
                "a known encoding, for instance utf-8, iso-8859-1, windows-1252 or cp850",
            ),
            line=line,
            place="CODEPAGE",
        )
    return name.name


def _is_utf8(header: bytes) -> bool:
    try:
        header.decode()
    except UnicodeDecodeError:
        return False
    return True


def _contradicts(said: str, name: str) -> Said:
    return Said(
        f'Filen anger teckenkodningen "{said}", men texten är {name} och läses så.',
        f'The file names the encoding "{said}", but its text is {name} and is read as such.',
    )


def _readable(codec: str) -> Said:
    return Said(f"text kodad som {codec}, så som filen anger", f"text encoded as {codec}, as the file says")
