"""The lines of a PDF's page put together to paragraphs, and words that a line's end cut put together again."""

import re
from collections.abc import Iterator, Mapping, Sequence

from samhandling.files.document import Block

_ITEM = re.compile(r"(?:[-–—*•·▪◦‣●○■□➢✓\uf0b7\uf0a7]|\d{1,2}[.)]|[a-zåäö]\))\s+(?=\S)")
_END = re.compile(r"[.!?…:][\"'”’»)]*$")
_CUT_WORD = re.compile(r"(?<=[^\W\d_])[-\u2010]$")
_LAST_WORD = re.compile(r"[^\W\d_]+[-\u2010]$")
# "forsknings- och innovationspolitik": the hyphen belongs to the word.
_HANGING = re.compile(r"(?:och|eller|samt|respektive|till|and|or|to)\b")
_FULL_SHARE = 0.75


def paragraphs_of(lines: Sequence[str], page: int, headings: Mapping[str, int]) -> Iterator[Block]:
    """The blocks of one page. `headings` are the page's entries in the outline, without spaces and in lower case, with their depth."""
    widths = sorted(len(line) for line in lines if line)
    width = widths[int(len(widths) * 0.9)] if widths else 0
    text = ""
    for place, line in enumerate(lines):
        level = headings.get("".join(line.split()).lower(), 0) if line else 0
        if level or not line:
            if text:
                yield _block(text, page)
            text = ""
            if level:
                yield Block(line, level, page)
        elif text and _begins_anew(lines[place - 1], line, width):
            yield _block(text, page)
            text = line
        else:
            text = joined(text, line) if text else line
    if text:
        yield _block(text, page)


def _block(text: str, page: int) -> Block:
    return Block(text, 0, page, is_item=bool(_ITEM.match(text)))


def _begins_anew(before: str, line: str, width: int) -> bool:
    """The line begins a paragraph: it is an item, or what stands before it was ended or was a short line, a heading."""
    if _ITEM.match(line) and not line[0].isdigit():
        return True
    if line[0].islower() or _CUT_WORD.search(before):
        return False
    is_full = len(before) >= _FULL_SHARE * width
    return bool(_ITEM.match(line)) or not is_full


def joined(before: str, line: str) -> str:
    """Two lines as one text; a hyphen that only the line's end made is taken away.

    It stays before a capital or a digit (EU-medel), after capitals or figures, and where it hangs (forsknings- och ...).
    """
    if not _CUT_WORD.search(before):
        return f"{before} {line}"
    if _HANGING.match(line):
        return f"{before} {line}"
    word = _LAST_WORD.search(before)
    if word and line[:1].islower() and (word.group()[1:].islower() or len(word.group()) == 2):
        return before[:-1] + line
    return before + line
