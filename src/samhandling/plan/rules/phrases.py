"""Small parts of sentences: numbers in words, lists of things."""

from collections.abc import Iterable, Sequence

from samhandling.plan.rules.vocabulary import words


def number_sv(number: int, one: str = "ett") -> str:
    """Up to twelve in words, else in digits. `one`: "en" before a word of common gender."""
    names = words("rows", "numbers_sv")
    return one if number == 1 else names[number] if number < len(names) else f"{number:,}".replace(",", " ")


def number_en(number: int) -> str:
    """Up to twelve in words, else in digits."""
    names = words("rows", "numbers_en")
    return names[number] if number < len(names) else f"{number:,}"


def quoted(texts: Iterable[str], joiner: str, most: int = 5) -> str:
    """ "A", "B" and "C"; of more than `most`, the first ones and how many they are in all is the sentence's to say."""
    shown = [f'"{text}"' for text in list(texts)[:most]]
    return joined(shown, joiner)


def joined(texts: Sequence[str], joiner: str) -> str:
    """A, B and C."""
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} {joiner} {texts[-1]}" if texts else ""
