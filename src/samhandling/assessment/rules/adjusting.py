"""A reading with a person's own distribution instead of the proposed one."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from samhandling.assessment.rules.answer import AreaAnswer, AspectAnswer, Assessment
from samhandling.assessment.rules.subject import Subject

ZERO = Fraction(0)


def adjusted(answer: Assessment, shares: Mapping[str, Fraction], subject: Subject) -> Assessment:
    """The same reading with these shares (focus area → part of 1), most first; what the text says of each area stays as it was read.

    A focus area that only the person chose has no quotes and no score. Raises KeyError for a code that the strategy does not have.
    """
    read = {area.id: area for area in answer.focus_areas}
    chosen = [code for code, share in shares.items() if share and code not in read]
    every = [
        *(replace(area, share=shares.get(area.id, ZERO)) for area in answer.focus_areas),
        *(_chosen(c, shares, subject) for c in chosen),
    ]
    return replace(answer, focus_areas=tuple(sorted(every, key=lambda area: (-area.share, -area.score, area.id))))


def _chosen(code: str, shares: Mapping[str, Fraction], subject: Subject) -> AreaAnswer:
    area = subject.area(code)
    aspects = tuple(AspectAnswer(aspect.code, aspect.name, False) for aspect in area.aspects)
    return AreaAnswer(code, area.name, 0.0, shares[code], "low", aspects, (), (), (), 0.0, 0.0)
