"""Which series of the store an indicator's series is, and the words that its cells have there whatever the source calls them."""

import json
import re
from collections.abc import Mapping
from hashlib import sha256

from samhandling.figures.rules.indicator.document import Origin
from samhandling.figures.rules.indicator.measures import measure_of
from samhandling.figures.rules.observation import SERIES

SEX = "sex"
TOTAL, WOMEN, MEN = "total", "women", "men"

_SEXES = {
    TOTAL: ("t", "total", "totalt", "samtliga", "båda könen", "both", "both sexes", "kvinnor och män", "män och kvinnor"),
    WOMEN: ("k", "f", "women", "woman", "females", "female", "kvinnor", "kvinna"),
    MEN: ("m", "men", "man", "males", "male", "män"),
}
_SEX_OF = {word: sex for sex, words in _SEXES.items() for word in words}
_ASKED_FROM_NOBODY = ("local", "computed")


def code_of(origin: Origin) -> str:
    """The code of the origin's series in the store, for ever: its key, and a checksum of what is selected of the table, or of its options.

    A table gives as many series as it has selections, a measure as many as it has options; each is fetched, or computed, and refused by itself.
    """
    key = re.sub(r"[^\w.:/ -]", "_", origin.key)
    if not origin.select and not origin.options:
        return key[:160]
    selected = {name: list(words) for name, words in sorted(origin.select.items())} | dict(sorted(origin.options.items()))
    mark = sha256(json.dumps(selected, ensure_ascii=False).encode()).hexdigest()[:8]
    found = f"{key[:150]}:{mark}"
    assert SERIES.fullmatch(found)  # noqa: S101 (made of nothing else)
    return found


def is_fetched(origin: Origin) -> bool:
    """Its figures come from a source that answers over the network."""
    return origin.kind in ("kolada", "pxwebapi2", "eurostat")


def is_computed(origin: Origin) -> bool:
    """It is a measure of industry structure, computed from employment by industry."""
    return origin.kind == "computed" and measure_of(origin.rule) is not None


def is_own(origin: Origin) -> bool:
    """Its figures are made by the product itself."""
    return origin.kind in _ASKED_FROM_NOBODY


def sex_of(word: str) -> str | None:
    """total, women or men for a source's code or label; None where it is none of them."""
    return _SEX_OF.get(" ".join(word.split()).casefold())


def without_sex(dimensions: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The other dimensions of a cell, in order."""
    return tuple(sorted((name, code) for name, code in dimensions.items() if name != SEX))


_FORMS = (
    (re.compile(r"(\d{4})/(\d{4})"), r"Läsår \1/\2"),
    (re.compile(r"(\d{4})H1"), r"Vårterminen \1"),
    (re.compile(r"(\d{4})H2"), r"Höstterminen \1"),
    (re.compile(r"(\d{4})M(\d{2})D(\d{2})"), r"\1-\2-\3"),
)


def period_read(stored: str) -> str:
    """A period of the store as the rules of movement read it: the same days, in words that they know."""
    for form, words in _FORMS:
        if form.fullmatch(stored):
            return form.sub(words, stored)
    return stored
