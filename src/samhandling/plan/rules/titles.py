"""Titles: cleaned, and brought out of capitals where they are sentences and not names."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from samhandling.language.text import clean, fold, is_shouted

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LETTERS_OF_A_WORD = 4
_WORDS_OF_A_SENTENCE = 4
_MOST_TEXTS = 20_000


@lru_cache(maxsize=1 << 17)
def folded_title(title: str) -> str:
    """A title for comparing; remembered, since several rules compare the same titles."""
    return fold(title)


def is_sentence_in_capitals(title: str) -> bool:
    """Shouted, and long enough to be a sentence: at least four words of four letters. Shorter ones are names or acronyms."""
    if not is_shouted(title):
        return False
    return sum(len(word) >= _LETTERS_OF_A_WORD for word in _WORD.findall(title)) >= _WORDS_OF_A_SENTENCE


@dataclass(frozen=True)
class Casing:
    """How the rest of a file spells the words of its shouted titles: lower-case word → the spelling that it has inside sentences."""

    spellings: dict[str, str]

    def sentence_case(self, title: str) -> str:
        """The title with its first letter large and the rest as the file spells it elsewhere; words with digits stay."""
        lowered = _WORD.sub(self._spelt, clean(title))
        return lowered[:1].upper() + lowered[1:]

    def _spelt(self, found: re.Match[str]) -> str:
        word = found.group()
        if any(letter.isdigit() for letter in word):
            return word
        return self.spellings.get(word.casefold(), word.lower())


def learn_casing(shouted: Iterable[str], texts: Iterable[str]) -> Casing:
    """Look the words of the shouted titles up in up to 20,000 other texts. The first word of a text tells nothing and is left out."""
    wanted = {word.casefold() for title in shouted for word in _WORD.findall(title)}
    seen: dict[str, Counter[str]] = {}
    if wanted:
        for count, text in enumerate(texts):
            if count >= _MOST_TEXTS:
                break
            if text and not text.isupper():
                _count(text, wanted, seen)
    return Casing({word: spelt.most_common(1)[0][0] for word, spelt in seen.items()})


def _count(text: str, wanted: set[str], seen: dict[str, Counter[str]]) -> None:
    for found in _WORD.finditer(text):
        word = found.group()
        lowered = word.casefold()
        opens = not text[: found.start()].rstrip(" \"'(-–") or text[: found.start()].rstrip().endswith((".", ":", "!", "?"))
        if lowered in wanted and not opens:
            seen.setdefault(lowered, Counter())[word] += 1
