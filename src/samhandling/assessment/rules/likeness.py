"""Where there is no fitted model: how like a text is to what the strategy's file says of each focus area (character n-grams)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samhandling.assessment.rules.grams import counts_of, some_counts_of, unit
from samhandling.assessment.rules.subject import Area, Subject
from samhandling.language.text import fold

SHARPNESS = 30.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """The strategy's own texts as vectors: `rows` (codes, buckets), each at length 1; `rarity` (buckets)."""

    codes: tuple[str, ...]
    rows: npt.NDArray[np.float64]
    rarity: npt.NDArray[np.float64]

    def cosines(self, text: str) -> dict[str, float]:
        """How like the text is to each focus area, 0 to 1."""
        buckets, counts = some_counts_of(fold(text).split())
        vector = unit(counts * self.rarity[buckets])
        return dict(zip(self.codes, (float(one) for one in self.rows[:, buckets] @ vector), strict=True))

    def shares(self, text: str) -> dict[str, float]:
        """The likenesses as parts of 1, the differences sharpened."""
        cosines = self.cosines(text)
        top = max(cosines.values(), default=0.0)
        powers = {code: float(np.exp(SHARPNESS * (cosine - top))) for code, cosine in cosines.items()}
        return {code: power / sum(powers.values()) for code, power in powers.items()}


def area_text(area: Area) -> str:
    """Everything that a strategy file says of a focus area, both languages."""
    said = [area.name, area.summary, *(aspect.name for aspect in area.aspects)]
    return " ".join([*(text.sv for text in said), *(text.en for text in said), *area.aliases])


def likeness_to(subject: Subject, extra: Mapping[str, Sequence[str]] | None = None) -> Likeness:
    """The strategy's texts made ready; `extra` gives further words per focus area (those of the term file)."""
    texts = [" ".join([area_text(area), *(extra or {}).get(area.code, ())]) for area in subject.areas]
    counts = np.array([counts_of(fold(text).split()) for text in texts])
    rarity = np.log((1 + len(texts)) / (1 + (counts > 0).sum(axis=0))) + 1
    return Likeness(tuple(area.code for area in subject.areas), np.array([unit(row * rarity) for row in counts]), rarity)
