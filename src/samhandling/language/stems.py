"""A light stemmer for searching: inflection off, so that `företagen` finds `företag`, and the stem finds what is built on it.

Endings: J. Savoy's light stemmer for Swedish (CLEF 2001-2003), with one rule more: no stem is shorter than four letters, since a
shorter one is the beginning of too many other words.
"""

from functools import lru_cache

from samhandling.language.text import fold

SHORTEST = 4
_LONG_ENDINGS = ("elserna", "elsernas", "elser", "elsen", "heterna", "heter", "heten")
_ENDINGS = (
    "arnas", "ernas", "ornas", "arna", "erna", "orna", "arens", "aren", "aste", "else", "ande",
    "are", "ast", "het", "ens", "ets", "ars", "ers", "ors", "ar", "er", "or", "en", "et", "at", "te",
    "s", "n", "t", "a", "e",
)  # fmt: skip
# Endings that are words too: looked for inside longer words they would find almost all of them.
_WORDS_LIKE_ENDINGS = frozenset({"ring", "ning", "ling", "skap", "else", "tion", "ande", "ende", "aren", "arna", "erna"})


@lru_cache(maxsize=65536)
def stem_of(word: str) -> str:
    """A folded word without its inflection; itself where too little would be left."""
    for ending in (*_LONG_ENDINGS, *_ENDINGS):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word


def search_stems(words: str) -> tuple[str, ...]:
    """What to look for in a text of `search_text`: one needle for each word, all of which must be there.

    A needle that begins with a space is looked for at the beginning of a word only: short words, and those that are endings too.
    """
    needles = (_needle(word) for word in fold(words).split())
    return tuple(dict.fromkeys(needles))


def _needle(word: str) -> str:
    stem = stem_of(word)
    return stem if len(stem) >= SHORTEST and stem not in _WORDS_LIKE_ENDINGS else f" {stem}"


def search_text(*texts: str) -> str:
    """Texts as `search_stems` looks in them: folded, each word with a space before it."""
    return " " + fold(" ".join(texts))


def is_found(needles: tuple[str, ...], text: str) -> bool:
    """Every needle of `search_stems` stands in a text of `search_text`; no needles are found in every text."""
    return all(needle in text for needle in needles)
