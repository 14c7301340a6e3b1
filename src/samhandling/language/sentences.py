"""A text cut into sentences, each with its exact place in the text.

A line that ends without a full stop and is followed by a new beginning (a capital, a list mark, a blank line) is a piece of its
own, so headings and list items stand alone; a line broken in the middle of a sentence does not cut it.
"""

import re
from dataclasses import dataclass

from samhandling.language.vocabulary_words import words_in

# With their full stops inside: bl.a., t.ex.; the last full stop is looked at where the text has one.
_ABBREVIATIONS = words_in(
    "bl.a bl a t.ex t ex d.v.s dvs m.fl fl m.m o.s.v osv o.dyl dyl s.k p.g.a pga m.a.o f.n t.o.m tom fr.o.m from ca cirka kap nr st "
    "resp inkl exkl jfr jmf tel tfn dr prof doc ev enl etc ggr kl art avd bil avs fig tab sid s str ang alt max min milj mdr tkr mkr "
    "mnkr mån sek proc p.a c.a i.o.m u.a u.å e.d e.dyl f.d f.kr e.kr n.b obs ons tors fre lör sön mån tis jan feb apr jun jul aug "
    "sept sep okt nov dec st mr mrs ms no vol pp ed eds vs i.e e.g approx est inc ltd co corp incl excl al ref para sec dept"
)
# They may well end a sentence: only a beginning in lower case or a digit tells that they do not.
_MAY_END = words_in(
    "etc osv m.fl fl m.m o.s.v dyl o.dyl e.dyl e.d st tkr mkr mnkr mdr milj inc ltd co corp al e.kr f.kr kr tom from min max sek"
)
_STOP = re.compile(r"""[.!?…]+["'”’»)\]]*""")
_WORD_BEFORE = re.compile(r"[^\W\d_](?:[^\W\d_]|\.(?=[^\W\d_]))*$")
_LIST_MARK = re.compile(r"(?:[-–—*•·▪◦‣●○■□➢✓]|\d{1,3}[.)](?!\d)|[a-zåäöA-ZÅÄÖ]\)|\(\d{1,3}\)|#{1,6}\s|\|)\s*")
_OPENING = "\"'”“’‘»«([–—-•"
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_JOINING = words_in("och eller samt som att för med till i på av om en ett den det de and or the of to in for with a an by")
_SHORT_LINE = 45


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` is what stands from `start` to `end` (Python's slice positions), without space at its ends."""

    text: str
    start: int
    end: int


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences, headings and list items of a text in their order. All that is no space stands in exactly one of them."""
    return tuple(
        Sentence(text[start:end], start, end)
        for block_start, block_end in _blocks(text)
        for start, end in _cut(text, block_start, block_end)
    )


def _blocks(text: str) -> list[tuple[int, int]]:
    """Lines, with those put together that one sentence runs through."""
    blocks: list[tuple[int, int]] = []
    last = 0
    for line in _LINE.finditer(text):
        start, end = _trimmed(text, line.start(), line.end())
        if start == end:
            continue
        if blocks and text.count("\n", last, start) < 2 and _runs_on(text, blocks[-1], (start, end)):
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
        last = line.end()
    return blocks


def _runs_on(text: str, before: tuple[int, int], line: tuple[int, int]) -> bool:
    """The line goes on with the sentence that the lines before it began."""
    first = text[line[0]]
    if _LIST_MARK.match(text, line[0], line[1]) and not first.isalnum():
        return False
    ending = text[before[1] - 1]
    if ending in ".!?…:":
        return False
    if first.islower() or first in ",;)":
        return not _LIST_MARK.match(text, line[0], line[1])
    if ending in ",-–(" or text[max(before[0], before[1] - 12) : before[1]].rsplit(None, 1)[-1].lower() in _JOINING:
        return True
    last_line = text.rfind("\n", before[0], before[1]) + 1
    return first.isdigit() is False and before[1] - max(last_line, before[0]) > _SHORT_LINE and line[1] - line[0] > _SHORT_LINE


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of one block."""
    found, begin = [], start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() >= end or not text[stop.end()].isspace() or not _ends_here(text, begin, stop, end):
            continue
        if begin < stop.end():
            found.append(_trimmed(text, begin, stop.end()))
            begin = stop.end()
    last = _trimmed(text, begin, end)
    return [*found, last] if last[0] < last[1] else found


def _ends_here(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """The full stop ends a sentence: it is no abbreviation's, no initial's, no date's, and something new begins after it."""
    after = stop.end()
    while after < end and (text[after].isspace() or text[after] in _OPENING):
        after += 1
    if after >= end:
        return True
    is_new = text[after].isupper() or text[after].isdigit() or not text[after].isalpha()
    if not stop.group().startswith("."):
        return is_new
    if text[after].islower() and stop.group() == ".":
        return False
    if text[begin : stop.start()].strip(_OPENING + " ").isdigit():
        return False
    return is_new and not _is_abbreviation(text, begin, stop.start(), text[after])


def _is_abbreviation(text: str, begin: int, at: int, following: str) -> bool:
    found = _WORD_BEFORE.search(text, max(begin, at - 24), at)
    if found is None:
        return False
    word = found.group()
    if len(word) == 1 and (word.isupper() or word in "se"):
        # An initial (A. Svensson), a section (s. 12); a sentence may end in one letter only where no name follows.
        return not (word.isupper() and text[found.start() - 2 : found.start()].strip().isdigit())
    key = word.lower()
    if key in _MAY_END:
        return following.isdigit() and key not in ("kr", "tkr", "mkr", "mnkr")
    return key in _ABBREVIATIONS


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
