"""How a text file is encoded: told by its first bytes, else by what its bytes can mean.

UTF-8 is recognised by being valid; UTF-16 without a mark by a zero in nearly every other byte; what is left is Windows-1252,
which includes Latin-1's letters.
"""

import codecs
import io
import re
from dataclasses import dataclass
from typing import TextIO

from samhandling.ground.faults import Location, Refused, refusal
from samhandling.ground.said import Said

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_UTF8_LETTER = re.compile(rb"[\xc3\xc4\xc5\xe2][\x80-\xbf]{1,2}")
_HIGH = re.compile(rb"[\x80-\xff]")
_SAMPLE_BYTES = 65_536
_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec, its name for people, and whether the file began with a byte order mark."""

    codec: str
    name: str
    marked: bool = False

    def said(self) -> Said:
        """How the text was read."""
        if self.marked:
            return Said(
                f"Texten är kodad som {self.name} och börjar med en byteordningsmarkering (BOM).",
                f"The text is encoded as {self.name} and starts with a byte order mark (BOM).",
            )
        return Said(f"Texten är kodad som {self.name}.", f"The text is encoded as {self.name}.")


def encoding_of(data: bytes) -> Encoding:
    """The encoding of a whole text file. Raises Refused, with the line, where no encoding fits all of it."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _checked(data, Encoding(codec, name, marked=True))
    if zero_at := data.find(b"\0") + 1:
        return _checked(data, _without_mark(data[:_SAMPLE_BYTES], zero_at, data))
    broken_at = _first_break(data, "utf-8")
    if broken_at is None:
        return Encoding("utf-8", "UTF-8")
    if _is_mostly_utf8(data):
        raise _undecodable(data, broken_at, "UTF-8")
    return _checked(data, Encoding("cp1252", "Windows-1252 (Latin-1)"))


def text_of(data: bytes, encoding: Encoding) -> TextIO:
    """The text, to be read line by line; line ends are kept as they stand."""
    return io.TextIOWrapper(io.BytesIO(data), encoding=encoding.codec, newline="")


def _without_mark(sample: bytes, zero_at: int, data: bytes) -> Encoding:
    pairs = len(sample) // 2
    first, second = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    if second > pairs * 0.7 and first <= pairs * 0.01:
        return Encoding("utf-16-le", "UTF-16")
    if first > pairs * 0.7 and second <= pairs * 0.01:
        return Encoding("utf-16-be", "UTF-16")
    raise refusal(
        "\\x00",
        Said("text; filen innehåller ett nolltecken, som inte finns i text", "text; the file holds a null character, which is not in text"),
        Said(
            "Filen är troligen skadad eller ingen textfil. Exportera den på nytt ur systemet där den gjordes.",
            "The file is probably damaged or no text file. Export it again from the system where it was made.",
        ),
        Location(line=data.count(b"\n", 0, zero_at) + 1),
    )


def _checked(data: bytes, encoding: Encoding) -> Encoding:
    broken_at = _first_break(data, encoding.codec)
    if broken_at is not None:
        raise _undecodable(data, broken_at, encoding.name)
    return encoding


def _first_break(data: bytes, codec: str) -> int | None:
    """Where `data` stops being text in `codec`, roughly for codecs of wide characters; None where all of it is."""
    decoder = codecs.getincrementaldecoder(codec)()
    view = memoryview(data)
    for start in range(0, len(data), _CHUNK_BYTES):
        try:
            decoder.decode(view[start : start + _CHUNK_BYTES], final=start + _CHUNK_BYTES >= len(data))
        except UnicodeDecodeError as error:
            # The decoder prepends up to three bytes that it kept from the chunk before.
            kept = max(0, len(error.object) - len(view[start : start + _CHUNK_BYTES]))
            return max(0, min(len(data) - 1, start + error.start - kept))
    return None


def _is_mostly_utf8(data: bytes) -> bool:
    """The bytes above ASCII mostly form UTF-8 letters, so a stray byte is a damage and no sign of another encoding."""
    letters = sum(len(found.group()) for found in _UTF8_LETTER.finditer(data[: 16 * _CHUNK_BYTES]))
    high = sum(1 for _ in _HIGH.finditer(data[: 16 * _CHUNK_BYTES]))
    return letters > high / 2


def _undecodable(data: bytes, at: int, name: str) -> Refused:

    return refusal(
        f"\\x{data[at]:02x}",
        Said(
            f"text kodad som {name}; tecknet på plats {at + 1} i filen går inte att läsa så",
            f"text encoded as {name}; the byte at position {at + 1} of the file cannot be read as such",
        ),
        Said(
            "Exportera filen på nytt med teckenkodningen UTF-8, eller spara den som .xlsx.",
            "Export the file again with the encoding UTF-8, or save it as .xlsx.",
        ),
        Location(line=data.count(b"\n", 0, at) + 1),
    )
