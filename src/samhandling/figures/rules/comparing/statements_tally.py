"""How many of a strategy's statements hold, in one sentence: what could be held against figures, and how it came out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samhandling.figures.rules.comparing.statements import Answer
from samhandling.ground.counting import listed
from samhandling.ground.said import Said

ANSWER_WORDS: Mapping[Answer, Said] = {
    Answer.YES: Said("Ja, det stämmer", "Yes, it holds"),
    Answer.PARTLY: Said("Delvis", "Partly"),
    Answer.NO: Said("Nej, det stämmer inte", "No, it does not hold"),
    Answer.NOT_ANY_LONGER: Said("Inte längre", "Not any longer"),
    Answer.CANNOT_BE_TOLD: Said("Kan inte prövas än", "Cannot be tried yet"),
}
"""The answers as a reader says them."""


@dataclass(frozen=True, slots=True)
class Tally:
    """`tried` of `every` statement could be held against figures; `counts` has each answer that was given."""

    every: int
    tried: int
    counts: Mapping[Answer, int]
    said: Said
    rule: str = "statement.tally"


_HOW = {
    Answer.YES: (("stämmer", "stämmer"), ("holds", "hold")),
    Answer.PARTLY: (("stämmer delvis", "stämmer delvis"), ("holds partly", "hold partly")),
    Answer.NOT_ANY_LONGER: (("stämmer inte längre", "stämmer inte längre"), ("does not hold any longer", "do not hold any longer")),
    Answer.NO: (("stämmer inte", "stämmer inte"), ("does not hold", "do not hold")),
}


def tally_of(answers: Iterable[Answer]) -> Tally:
    """Count the answers, and tell them in a sentence. What cannot be told is never counted as a yes or a no."""
    counts = Counter(answers)
    every = sum(counts.values())
    tried = every - counts[Answer.CANNOT_BE_TOLD]
    return Tally(every, tried, dict(counts), _said(every, tried, counts))


def _said(every: int, tried: int, counts: Mapping[Answer, int]) -> Said:
    if not every:
        return Said("Inga påståenden är inlagda för strategin.", "No statements have been entered for the strategy.")
    if not tried:
        return Said(
            f"Inget av {every} påståenden kan prövas än: siffrorna som behövs är inte inlästa.",
            f"None of {every} statements can be tried yet: the figures needed have not been read in.",
        )
    came = [(answer, counts[answer]) for answer in _HOW if counts.get(answer)]
    sv = listed([f"{count} {_HOW[answer][0][count > 1]}" for answer, count in came]).sv
    en = listed([f"{count} {_HOW[answer][1][count > 1]}" for answer, count in came]).en
    return Said(
        f"{tried} av {every} påståenden kan prövas med de siffror som är inlästa: {sv}.",
        f"{tried} of {every} statements can be tried with the figures that have been read in: {en}.",
    )
