"""The Swedish word list behind the splitting of compounds: which words there are, and in which form one may begin or end a compound.

Source: the package hunspell-sv (SFOL with SALDO and Folkets lexikon; LGPL-3.0), its files read where the package put them.
Format: hunspell(5); only the flags that concern compounds and endings are used.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

PACKAGE = "hunspell-sv"
_FIRST, _MIDDLE, _LAST, _ONLY_INSIDE, _FORBIDDEN = "X", "U", "Y", "Z", "%"
_RULE = re.compile(r"^SFX\s+(\S)\s+(\S+)\s+([^\s/]+)(?:/(\S+))?\s+(\S+)\s*$")
_LONGEST_ENDING = 6
# Words that were added to the list from translations have these flags alone, also where they are forms of a listed word.
_ADDED = frozenset("XY")
# What the joints hide: kyrko- is kyrka, skol- is skola, arbets- is arbete.
_MENDED = ((0, "a"), (0, "e"), (1, "a"), (1, "e"), (2, "a"))
_MENDED_S = ((1, ""), (1, "e"), (1, "a"), (2, ""), (2, "a"))
_LONG = 7
_SHORT_NAME = 4


class NoDictionary(Exception):  # noqa: N818 (a state of the installation, said in its text)
    """The word list is not installed."""


@dataclass(frozen=True, slots=True)
class Ending:
    """One affix rule read backwards: a form that ends in `added` may come of a word that ends in `stripped` and has `flag`."""

    flag: str
    stripped: str
    added: str
    condition: re.Pattern[str]
    joins: bool


class WordList:
    """Words with their flags. Every question is answered for a word in lower case."""

    def __init__(self, words: dict[str, str], endings: list[Ending]) -> None:
        self._words = {word: flags for word, flags in words.items() if _FORBIDDEN not in flags}
        self._names = frozenset(word.lower() for word in self._words if word[:1].isupper() and word.lower() not in self._words)
        self._forms: defaultdict[str, list[Ending]] = defaultdict(list)
        self._joints: defaultdict[str, list[Ending]] = defaultdict(list)
        for ending in endings:
            (self._joints if ending.joins else self._forms)[ending.added].append(ending)

    def __len__(self) -> int:
        return len(self._words)

    def is_name(self, word: str) -> bool:
        """The word, or the word without its genitive s, is a name and nothing else."""
        return word in self._names or (word.endswith("s") and word[:-1] in self._names)

    def base(self, form: str) -> str | None:
        """The listed word that `form` is a form of, itself first; None where it is none. Parts of words are no words."""
        if form in self._words and _ONLY_INSIDE not in self._words[form]:
            return form
        return next((base for base, _ in self._bases(form, self._forms)), None)

    def head(self, form: str) -> str | None:
        """The listed word that `form` is a form of, if it may end a compound; None otherwise."""
        flags = self._words.get(form, "")
        if (_LAST in flags and not _ADDED.issuperset(flags)) or (not flags and len(form) >= _LONG and form in self._words):
            return form
        return next((base for base, of in self._bases(form, self._forms) if _LAST in of), form if _LAST in flags else None)

    def modifier(self, form: str) -> str | None:
        """The word that stands as `form` when it begins a compound or stands inside it: försörjnings- is försörjning."""
        flags = self._words.get(form, "")
        begins = _FIRST in flags or _MIDDLE in flags
        if begins and _LAST in flags and not _ADDED.issuperset(flags):
            return form
        base = form if begins else next((base for base, _ in self._bases(form, self._joints)), None)
        if base is None:
            return None
        # samverkans- is samverkan and no form of samverka; skatte- is skatt and no form of skatta.
        bare = form[:-1] if len(form) > _SHORT_NAME - 1 else ""
        if (form[-1] == "e" and _LAST in self._words.get(bare, "")) or (form[-1] == "s" and self.base(bare)):
            return bare
        return self._mended(base) if begins or _ONLY_INSIDE in self._words[base] else base

    def loose_modifier(self, form: str) -> str | None:
        """A noun that begins the word though the list does not say that it may (gods-), or a name (with its s)."""
        if _LAST in self._words.get(form, ""):
            return form
        bare = form[:-1] if form.endswith("s") and form[:-1] in self._names else form
        return bare if len(bare) > _SHORT_NAME and bare in self._names else None

    def _mended(self, form: str) -> str:
        """The free word behind a form that the list has for compounds only."""
        if not form.endswith("s") and _ONLY_INSIDE not in self._words[form]:
            return form
        tried = (form[: len(form) - cut] + added for cut, added in (_MENDED_S if form.endswith("s") else _MENDED))
        return next((word for word in tried if len(word) > 2 and _LAST in self._words.get(word, "")), form)

    def _bases(self, form: str, endings: defaultdict[str, list[Ending]]) -> Iterator[tuple[str, str]]:
        for length in range(min(_LONGEST_ENDING, len(form)) + 1):
            for ending in endings.get(form[len(form) - length :], ()):
                base = form[: len(form) - length] + ending.stripped
                flags = self._words.get(base)
                if flags is not None and ending.flag in flags and ending.condition.search(base):
                    yield base, flags


@lru_cache(maxsize=1)
def word_list() -> WordList:
    """The installed Swedish list, read once a process. Raises NoDictionary."""
    dictionary, affixes = (_path(f"sv_SE.{suffix}") for suffix in ("dic", "aff"))
    return WordList(read_words(dictionary), read_endings(affixes))


def read_words(path: Path) -> dict[str, str]:
    """Each word of a .dic file with its flags; a word that stands twice has the flags of both."""
    words: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").split("\n")[1:]:
        word, _, flags = line.partition("/")
        if word:
            words[word] = words[word] + flags if word in words else flags
    return words


def read_endings(path: Path) -> list[Ending]:
    """The suffix rules of an .aff file, without those that only add a hyphen."""
    endings = []
    for line in path.read_text(encoding="utf-8").splitlines():
        found = _RULE.match(line)
        if found is None or "-" in found[3] or ":" in found[3]:
            continue
        flag, stripped, added, onward, condition = found.groups()
        joins = _FIRST in (onward or "") or _MIDDLE in (onward or "")
        endings.append(Ending(flag, _letters(stripped), _letters(added), re.compile(f"{condition}$"), joins))
    return endings


def _letters(part: str) -> str:
    return "" if part == "0" else part


def _path(name: str) -> Path:
    try:
        for file in files(PACKAGE) or ():
            if file.name == name:
                return Path(str(file.locate())).resolve()
    except PackageNotFoundError:
        pass
    raise NoDictionary(f"{PACKAGE}: {name}")
