"""Normal forms of a text: clean for display, folded for search, keyed for Swedish order, compared for likeness.

Order: Swedish alphabet (å, ä, ö after z; w as its own letter since 2006), Svenska Akademiens ordlista, 13th edition.
"""

import re
import unicodedata
from difflib import SequenceMatcher

_PLAIN_LETTERS = re.compile(r"[^\x00-\x7fåäö]")
_NOT_WORD = re.compile(r"[^0-9a-zåäö]+")
_AFTER_Z = str.maketrans({"å": "{", "ä": "|", "ö": "}", "æ": "|", "ø": "}"})


def clean(text: str) -> str:
    """Composed Unicode, every kind of space folded to one, none at the ends."""
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    if "\u200b" in composed or "\ufeff" in composed:
        composed = composed.replace("\u200b", " ").replace("\ufeff", " ")
    return " ".join(composed.split())


def fold(text: str) -> str:
    """For comparing: lower case, foreign accents off (é → e; å, ä, ö stay), all but letters and digits a single space."""
    if text.isascii():
        return _NOT_WORD.sub(" ", text.lower()).strip()
    lowered = unicodedata.normalize("NFC", text).casefold()
    if not _PLAIN_LETTERS.search(lowered):
        return _NOT_WORD.sub(" ", lowered).strip()
    letters = []
    for letter in lowered:
        if letter in "åäö":
            letters.append(letter)
        elif letter == "æ":
            letters.append("ä")
        elif letter == "ø":
            letters.append("ö")
        else:
            letters.append("".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part)))
    return _NOT_WORD.sub(" ", "".join(letters)).strip()


def sort_key(text: str) -> str:
    """A key that plain code-point order sorts as Swedish does, the same in every database."""
    return fold(text).translate(_AFTER_Z)


def likeness(one: str, other: str) -> float:
    """How alike two texts are after folding, 0 to 1 (Ratcliff-Obershelp)."""
    return SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio()


def is_shouted(text: str) -> bool:
    """The text is written in capitals throughout and has at least one word of four letters or more."""
    return text.isupper() and any(len(word) >= 4 for word in re.findall(r"[^\W\d_]+", text))
