"""Swedish compounds taken apart: kompetensförsörjningsstrategi is kompetens, försörjning, strategi.

A split is believed where every part is a listed word in a form that the list allows at that place (with its joint: -s-, -e-,
-o-, -u-, or a lost -a/-e). The fewest parts win, then the longest last one. What the list does not know stays whole.
"""

from dataclasses import dataclass
from functools import lru_cache

from samhandling.language.compounds_dictionary import WordList, word_list
from samhandling.language.text import fold
from samhandling.language.vocabulary_words import words_in

SHORTEST_WORD = 6
_SHORTEST_PART = 3
_MOST_PARTS = 5
_LONGEST_WORD = 60
# Their parts no longer say what they mean.
_GROWN_TOGETHER = words_in("plattform plattformar plattformen fortfarande fortbildning införskaffa landskap trädgård")
_UNKNOWN_FIRST = 5
_HEAD_OF_UNKNOWN = 6
_VOWELS = frozenset("aeiouyåäöé")
# Bound to what follows, they change its meaning: an utveckling is no veckling, an uppdrag no drag.
PARTICLES = words_in(
    "an av be bi bort efter ent er fram från för före förut genom hop ihop in inne inom inåt ned ner ny om på sam till ur ut ute "
    "under upp utan utom vid van åt åter över mot med mellan miss o samman själv veder icke när hän"
)
# Short words that really begin compounds; other short ones are mostly the letters of a longer word.
_SHORT_FIRST = words_in(
    "el trä mål mat väg lån bil hus jobb skog miljö mark bad sjö vår vän fisk livs tåg buss gas sol vind ort råd tid liv cykel folk lär"
)
_SHORT_LAST = words_in("liv väg hus tid råd stöd mål bil ort led tåg mat lag by skog bad sjö byrå gas el kur nät äga")
# Endings that are listed as words too, and words that endings look like.
_NO_PARTS = words_in("are aren arna ande ende else ast ing ling ning ring het skap tion ist ism isk lig sam bar mässig are ets ens ers iv")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a word: the listed word, and the place of its letters (joint included) in the word that was asked about."""

    word: str
    start: int
    end: int


def split_compound(word: str) -> tuple[str, ...]:
    """The words that `word` is composed of, in lower case and without joints; the word itself where it is no known compound.

    The last part is given in its listed form: "livsmedelsstrategier" gives ("livsmedel", "strategi").
    """
    parts = compound_parts(word.lower())
    return tuple(part.word for part in parts) if len(parts) > 1 else (word.lower(),)


@lru_cache(maxsize=65_536)
def compound_parts(word: str) -> tuple[Part, ...]:
    """The parts of a word in lower case, with their places. A word that stays whole is its own only part."""
    whole = (Part(word, 0, len(word)),)
    if not SHORTEST_WORD <= len(word) <= _LONGEST_WORD or not word.isalpha():
        return whole
    words = word_list()
    if word in _GROWN_TOGETHER or words.is_name(word):
        return whole
    found = _Search(word, words).best()
    return found if found else whole


_Way = tuple[float, tuple[Part, ...]]


class _Search:
    """The cheapest way through one word, from its end backwards."""

    def __init__(self, word: str, words: WordList) -> None:
        self._word = word
        self._words = words
        self._is_listed = words.base(word) is not None
        self._seen: dict[tuple[int, int], _Way | None] = {}

    def best(self) -> tuple[Part, ...]:
        """The parts, or nothing where the word is not composed of at least two."""
        found = self._from(0, _MOST_PARTS) or self._with_unknown_beginning()
        return found[1] if found else ()

    def _from(self, start: int, left: int) -> _Way | None:
        if (start, left) not in self._seen:
            self._seen[start, left] = self._tried(start, left)
        return self._seen[start, left]

    def _tried(self, start: int, left: int) -> _Way | None:
        word = self._word
        best: _Way | None = None
        if start and (head := self._head(word[start:])):
            best = (1.0 + _cost_of_last(word[start:]), (Part(head, start, len(word)),))
        if left == 1:
            return best
        for end in range(start + _SHORTEST_PART - 1, len(word) - _SHORTEST_PART + 1):
            modifier, cost = self._modifier(word[start:end])
            if not modifier or (best and cost + 1.0 >= best[0]):
                continue
            rest = self._from(end, left - 1)
            if rest and (best is None or cost + rest[0] < best[0]):
                best = (cost + rest[0], (Part(modifier, start, end), *rest[1]))
        return best

    def _with_unknown_beginning(self) -> _Way | None:
        """A long listed word ends a word that is listed in no form: robotikföretag."""
        if self._is_listed:
            return None
        word = self._word
        for start in range(_UNKNOWN_FIRST, len(word) - _HEAD_OF_UNKNOWN + 1):
            head = self._head(word[start:])
            if head and _VOWELS.intersection(word[:start]):
                return 0.0, (Part(word[:start], 0, start), Part(head, start, len(word)))
        return None

    def _head(self, form: str) -> str | None:
        if form in _NO_PARTS or not _VOWELS.intersection(form):
            return None
        return self._words.head(form) if len(form) > _SHORTEST_PART or form in _SHORT_LAST else None

    def _modifier(self, form: str) -> tuple[str | None, float]:
        """(the word behind `form` at the beginning or inside, or None; what it costs)."""
        if form in _NO_PARTS or form in PARTICLES or not _VOWELS.intersection(form):
            return None, 0.0
        if len(form) <= _SHORTEST_PART and form not in _SHORT_FIRST:
            return None, 0.0
        if modifier := self._words.modifier(form):
            return modifier, 1.0 + _cost_of_first(form)
        if self._is_listed or len(form) <= _SHORTEST_PART:
            return None, 0.0
        return self._words.loose_modifier(form), 1.6


def _cost_of_last(form: str) -> float:
    return 0.4 if len(form) <= 3 else 0.2 if len(form) == 4 else 0.0


def _cost_of_first(form: str) -> float:
    return 0.5 if len(form) <= 3 else 0.2 if len(form) == 4 else 0.1


def is_known(word: str) -> bool:
    """The word is a listed Swedish word, in any of its forms."""
    return word_list().base(fold(word)) is not None
