"""Organisations as people write them: matched to actors that are known, else kept by their cleaned name."""

from dataclasses import dataclass
from functools import cache

from samhandling.files.tables import Cell
from samhandling.ground.said import Said
from samhandling.language.text import clean, fold
from samhandling.plan.rules.cells import Found, Unclear, text_of
from samhandling.plan.rules.vocabulary import folded_set, vocabulary, word_set, words
from samhandling.plan.rules.world import ActorName, one_letter_off

Names = Found[tuple[str, ...]]
_LENGTHS_COMPARED = range(8, 121)
_SURE_MARKS = ("|", ";", "\n")
_UNSURE_MARKS = (" & ", " + ", " / ", "/", ", ")


@dataclass(frozen=True, slots=True)
class _Known:
    key: str
    shown: str


class OwnerReader:
    """Reads cells that name organisations. A name that no actor has is taken as it is spelt the first time in the file."""

    def __init__(self, actors: tuple[ActorName, ...] = ()) -> None:
        self._known = {_key(name): _Known(actor.id, name) for actor in actors for name in actor.names}
        for name, known in list(self._known.items()):
            self._known.setdefault(_without_legal_form(name), known)
        self._near: dict[str, _Known | None] = {}
        for name, known in self._known.items():
            self._remember_near(name, known)
        self._new: dict[str, str] = {}
        self._read: dict[str, Names] = {}

    def read(self, cell: Cell) -> Names:
        """Actor ids, or names where no actor is known. Several: "A|B", "A; B", "Nyköpings och Oxelösunds kommuner".

        Commas, "och", "&" and "/" part two organisations only where every part is a known actor. A name that differs from a known
        one by a letter is kept, with a doubt: is it the same actor?
        """
        raw = text_of(cell)
        if raw not in self._read:
            self._read[raw] = self._text(raw)
        return self._read[raw]

    def _text(self, raw: str) -> Names:
        text = clean(raw)
        if text.casefold() in word_set("owners", "unknown"):
            return Found(())
        if known := self._match(text):
            return Found((known,))
        for mark in _SURE_MARKS:
            if mark in raw:
                return self._several([clean(part) for part in raw.split(mark) if clean(part)])
        if several := self._every_one_known(text):
            return Found(several)
        return self._new_name(text)

    def _several(self, names: list[str]) -> Names:
        found = [self._text(name) for name in names]
        unclear = next((one.unclear for one in found if one.unclear), None)
        return Found(tuple(dict.fromkeys(id_ for one in found for id_ in one.value)), unclear)

    def _match(self, text: str) -> str | None:
        folded = _key(text)
        known = self._known.get(folded) or self._known.get(_without_legal_form(folded))
        return known.key if known else None

    def _every_one_known(self, text: str) -> tuple[str, ...]:
        """Parts of a name, if each of them is a known actor; a joint ending stands for each part."""
        marks = (*_UNSURE_MARKS, *(f" {word} " for word in words("owners", "joiners")))
        parts = [text]
        for mark in marks:
            parts = [piece for part in parts for piece in part.split(mark)]
        if len(parts) < 2:
            return ()
        ending = next((one for many, one in vocabulary("owners")["joint"].items() if fold(text).endswith(" " + many)), None)
        bare = parts if ending is None else [*parts[:-1], parts[-1].rsplit(" ", 1)[0]]
        for candidates in (parts, [f"{part.strip()} {ending}" for part in bare] if ending else []):
            ids = [self._match(part) for part in candidates]
            if ids and all(ids):
                return tuple(dict.fromkeys(id_ for id_ in ids if id_))
        return ()

    def _new_name(self, text: str) -> Names:
        folded = _key(text)
        if not folded:
            return Found((text,))
        spelt = self._new.setdefault(folded, text)
        near = self._nearest(folded)
        self._remember_near(folded, _Known(spelt, spelt))
        return Found((spelt,), _same_actor(text, near.shown) if near and near.key != spelt else None)

    def _nearest(self, folded: str) -> _Known | None:
        if len(folded) not in _LENGTHS_COMPARED:
            return None
        digits = _digits(folded)
        for form in one_letter_off(folded):
            near = self._near.get(form)
            if near and _digits(near.shown) == digits and _key(near.shown) != folded:
                return near
        return None

    def _remember_near(self, folded: str, known: _Known) -> None:
        if len(folded) in _LENGTHS_COMPARED:
            for form in one_letter_off(folded):
                self._near.setdefault(form, known)


def _key(name: str) -> str:
    """For comparing names. A plus tells two funds apart, so it is kept as a word."""
    return fold(name.replace("+", " plus "))


@cache
def _legal_forms() -> frozenset[str]:
    return folded_set("owners", "legal_forms")


def _without_legal_form(folded: str) -> str:
    for form in sorted(_legal_forms(), key=len, reverse=True):
        if folded.endswith(" " + form):
            return folded[: -len(form) - 1]
    return folded


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _same_actor(text: str, known: str) -> Unclear:
    said = Said(
        f'"{text}" liknar "{known}". Vi har skrivit dem som två aktörer. Är det samma aktör?',
        f'"{text}" is like "{known}". We have written them as two actors. Are they the same actor?',
    )
    return Unclear("same_actor", said, ("two_actors", "same_actor"))
