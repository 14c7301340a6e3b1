"""A company that speaks of itself: what no list of words can hold, because names and numbers stand in it."""

import re
from typing import Literal

from samhandling.assessment.rules.matching import Hit
from samhandling.assessment.rules.terms import Term

COMPANY = "company"
WEIGHT = 3.0
_FORM = r"(?:AB|HB|KB|aktiebolag|handelsbolag|kommanditbolag|enskild firma|firma|Ltd|LLC|Inc|limited)\b"
# Each reaches over at most 60 characters of one sentence. `jag|vi` and the rest in any case, the company's form as it is written.
_SAID = (
    re.compile(rf"\b(?i:(?:jag|vi)\b[^.!?\n]{{0,60}}?\b(?:driver|äger|startade|är vd för))\b[^.!?\n]{{1,60}}?\b{_FORM}"),
    re.compile(rf"\b(?i:(?:jag|vi) (?:på|i|från))\b[^.!?\n]{{1,60}}?\b{_FORM}"),
    re.compile(rf"\b(?i:(?:i|we) at)\b[^.!?\n]{{1,60}}?\b{_FORM}"),
    re.compile(rf"\b(?i:(?:i|we) (?:run|own|founded))\b[^.!?\n]{{1,60}}?\b{_FORM}"),
    re.compile(r"\b(?i:(?:vi är|är vi|vi har)\s+(?:bara\s+|i dag\s+)?\w{1,12}\s+anställda)\b"),
    re.compile(r"\b(?i:we (?:are|have|employ)\s+(?:only\s+)?\w{1,12}\s+(?:staff|employees))\b"),
)


def own_voice(text: str, *, english: bool) -> list[Hit]:
    """Where a company tells of itself, as hits that count like terms of the term file."""
    language: Literal["sv", "en"] = "en" if english else "sv"
    return [
        Hit(Term(match.group(), language, WEIGHT, "company_matter", COMPANY), match.start(), match.end(), match.group())
        for said in _SAID
        for match in said.finditer(text)
    ]
