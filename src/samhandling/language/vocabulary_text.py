"""A text in the form that terms are looked for in, each character with its place in the original."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

# Not seen, but standing between letters: soft hyphens, zero-width characters, marks of direction.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_DROPPED = re.compile(rf"[{_UNSEEN}]+|(?<=[^\W\d_])[-\u2010][ \t]*\r?\n[ \t]*(?=[a-zåäö])(?!(?:och|eller|samt|respektive|and|or)\b)")
_UNEVEN = frozenset("ßŉǰ½¼¾²³¹ªº¨¯´¸ĲĳĿŀſǄǅǆǇǈǉǊǋǌǱǲǳİ")
_MARKS = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_CLUSTER = re.compile(rf"[\x00-\x7f]+(?!{_MARKS})|.{_MARKS}*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Normal:
    """`text` is the original in NFKC and casefolded, without unseen characters and hyphens at line breaks.

    Pieces of equal length are mapped as wholes: character i of the piece that begins at `begins[k]` stood at `origins[k]` + i,
    where a piece of another length than its original is mapped to all of it.
    """

    original: str
    text: str
    begins: tuple[int, ...]
    origins: tuple[int, ...]
    lengths: tuple[int, ...]

    def start(self, at: int) -> int:
        """Where in the original the character at `at` begins."""
        piece = bisect_right(self.begins, at) - 1
        return self.origins[piece] + (at - self.begins[piece] if self._is_even(piece) else 0)

    def end(self, at: int) -> int:
        """Where in the original the character before `at` ends; `at` is above 0."""
        piece = bisect_right(self.begins, at - 1) - 1
        return self.origins[piece] + (at - self.begins[piece] if self._is_even(piece) else self.lengths[piece])

    def _is_even(self, piece: int) -> bool:
        upto = self.begins[piece + 1] if piece + 1 < len(self.begins) else len(self.text)
        return upto - self.begins[piece] == self.lengths[piece]


def normal(text: str) -> Normal:
    """The normal form of `text`; å, ä, ö and other letters with marks stay letters of their own."""
    parts: list[str] = []
    begins: list[int] = []
    origins: list[int] = []
    lengths: list[int] = []
    length = at = 0
    for start, end in [*((found.start(), found.end()) for found in _DROPPED.finditer(text)), (len(text), len(text))]:
        for piece, origin, original in _pieces(text, at, start):
            parts.append(piece)
            begins.append(length)
            origins.append(origin)
            lengths.append(original)
            length += len(piece)
        at = end
    return Normal(text, "".join(parts), tuple(begins), tuple(origins), tuple(lengths))


def _pieces(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """(normal form, place, length in the original) of what stands from `start` to `end`."""
    whole = text[start:end]
    if not whole:
        return []
    if all(map(_is_even, whole)):
        return [(whole.replace("\u2010", "-").casefold(), start, len(whole))]
    found = []
    for cluster in _CLUSTER.finditer(text, start, end):
        piece = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster.group()).casefold())
        if piece:
            found.append((piece, cluster.start(), len(cluster.group())))
    return found


def _is_even(letter: str) -> bool:
    """The character's normal form is one character, whatever stands beside it."""
    return (letter < "\u0250" and letter not in _UNEVEN) or letter in "\u2010\u2012\u2013\u2014\u2015\u2018\u2019\u201c\u201d\u2022"
