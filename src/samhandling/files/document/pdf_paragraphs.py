"""The lines of a PDF's page put together to paragraphs, and words that a line's end cut put together again."""

import re
from collections.abc import Iterator, Mapping, Sequence

from samhandling.files.document.blocks import Block
from samhandling.files.document.pdf_lines import Line

_ITEM = re.compile(r"(?:[-–—*•·▪◦‣●○■□➢✓\uf0b7\uf0a7]|\d{1,2}[.)]|[a-zåäö]\))\s+(?=\S)")
_END = re.compile(r"[.!?…:][\"'”’»)]*$")
_CUT_WORD = re.compile(r"(?<=[^\W_])[-\u2010]$")
_LAST_WORD = re.compile(r"[^\W\d_]+[-\u2010]$")
# "forsknings- och innovationspolitik": the hyphen belongs to the word.
_HANGING = re.compile(r"(?:och|eller|samt|respektive|till|and|or|to)\b")
_FULL_SHARE = 0.75
_HEADING_CHARACTERS = 150
_LONGEST_WORD = 100


def paragraphs_of(lines: Sequence[Line], page: int, headings: Mapping[str, int], sizes: Mapping[float, int]) -> Iterator[Block]:
    """The blocks of one page. `headings` are the page's entries in the outline, without spaces and in lower case, with their depth;
    `sizes` are those of letters that make a heading, with its level.
    """
    widths = sorted(len(line.text) for line in lines)
    width = widths[int(len(widths) * 0.9)] if widths else 0
    text, level = "", 0
    for place, line in enumerate(lines):
        stated = headings.get("".join(line.text.split()).lower(), 0)
        of_line = stated or sizes.get(line.size, 0)
        is_near = not line.has_gap or (line.text[0].islower() and not _END.search(text[-_LONGEST_WORD:]))
        goes_on = of_line == level and not stated and is_near
        if text and goes_on and (level or not _begins_anew(lines[place - 1].text, line.text, width)):
            text = joined(text, line.text)
            continue
        if text:
            yield _block(text, level, page)
        text, level = line.text, of_line
    if text:
        yield _block(text, level, page)


def _block(text: str, level: int, page: int) -> Block:
    if level and (len(text) > _HEADING_CHARACTERS or not any(letter.isalpha() for letter in text)):
        level = 0
    return Block(text, level, page, is_item=not level and bool(_ITEM.match(text)))


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
    # A paragraph may be long, and only its end is asked about.
    end = before[-_LONGEST_WORD:]
    if not _CUT_WORD.search(end):
        return f"{before} {line}"
    if _HANGING.match(line):
        return f"{before} {line}"
    word = _LAST_WORD.search(end)
    if word and line[:1].islower() and (word.group()[1:].islower() or len(word.group()) == 2):
        return before[:-1] + line
    return before + line
