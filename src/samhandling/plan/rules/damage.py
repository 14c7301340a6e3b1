"""Characters that were damaged on the way: an inverted question mark for a dash or a quotation mark, UTF-8 read as Latin-1."""

from collections.abc import Sequence
from functools import cache

from samhandling.ground.said import Said
from samhandling.plan.rules.cells import Unclear
from samhandling.plan.rules.phrases import number_en, number_sv, quoted
from samhandling.plan.rules.vocabulary import words

_AROUND = 14


@cache
def _marks() -> tuple[str, ...]:
    return words("rows", "damaged")


def is_damaged(text: str) -> bool:
    """The text holds a character that no Swedish or English text has."""
    return any(mark in text for mark in _marks())


def example_of(text: str) -> str:
    """The first damaged place with some letters around it."""
    at = min((found for mark in _marks() if (found := text.find(mark)) >= 0), default=0)
    return " ".join(text[max(0, at - _AROUND) : at + _AROUND].split())


def damage(text: str) -> Unclear:
    """The question about one text; it is kept as it stands."""
    example = example_of(text)
    said = Said(
        f'Texten har skadade tecken: "{example}". Vi behåller texten som den står.',
        f'The text has damaged characters: "{example}". We keep the text as it stands.',
    )
    return Unclear("damaged_characters", said, ("as_it_stands", "text"))


def said_of_damage(examples: Sequence[str]) -> Said:
    """One sentence about all of them."""
    count = len(examples)
    return Said(
        f"{number_sv(count, 'en').capitalize()} {'text' if count == 1 else 'texter'} har skadade tecken, till exempel {quoted(examples, 'och', 3)}. "
        "Texterna är kvar som de står.",
        f"{number_en(count).capitalize()} {'text has' if count == 1 else 'texts have'} damaged characters, for example {quoted(examples, 'and', 3)}. "
        "The texts are kept as they stand.",
    )
