"""A sentence in both languages of the product, composed where it is known."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["sv", "en"]


@dataclass(frozen=True, slots=True)
class Said:
    """One whole sentence, in Swedish and English. Never a fragment to be glued to another."""

    sv: str
    en: str

    def in_(self, language: Language) -> str:
        """The sentence in `language`."""
        return self.sv if language == "sv" else self.en

    def __str__(self) -> str:
        return self.sv


def same(text: str) -> Said:
    """A text that reads the same in both languages: a name, a number, a raw cell."""
    return Said(text, text)
