"""Does a status hang on one threshold? Every threshold is tried somewhat lower and higher, one at a time; each flip is listed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from samhandling.coverage.rules.conditions import CONDITIONS
from samhandling.coverage.rules.picture import FocusArea, Picture, Placing, Question, statuses
from samhandling.coverage.rules.status import Status, status_of
from samhandling.plan.rules.record import InitiativeRecord


@dataclass(frozen=True, slots=True)
class Flip:
    """With `threshold` at `tried` instead of `stands`, the status would be `status`."""

    focus_area: str
    threshold: str
    stands: Fraction
    tried: Fraction
    status: Status


@dataclass(frozen=True, slots=True)
class Robustness:
    """The flips of each focus area; one without any is robust."""

    flips: tuple[Flip, ...]

    def of(self, focus_area: str) -> tuple[Flip, ...]:
        """The flips of one focus area."""
        return tuple(flip for flip in self.flips if flip.focus_area == focus_area)


def robustness(drawn: Picture, records: Iterable[InitiativeRecord], focus_areas: Sequence[FocusArea]) -> Robustness:
    """Vary each threshold of the picture's rulebook by its variation, down and up; a part of a whole never above 1.

    Only the horizon changes what is counted, so only then the statuses are counted anew.
    """
    book = drawn.question.rulebook
    every = list(records)
    flips: list[Flip] = []
    for name, stands in book.thresholds.items():
        for wanted in (stands * (1 - book.variation), stands * (1 + book.variation)):
            other = book.with_threshold(name, min(wanted, Fraction(1)) if _is_part(name) else wanted)
            tried = other.thresholds[name]
            varied = replace(drawn.question, rulebook=other)
            found = _statuses(drawn, varied, every, focus_areas, anew=name == "months_left")
            flips += [
                Flip(cell.focus_area, name, stands, tried, found[cell.focus_area])
                for cell in drawn.cells
                if found[cell.focus_area] is not cell.status
            ]
    return Robustness(tuple(flips))


def _is_part(name: str) -> bool:
    return name == "max_unjudged" or (name in CONDITIONS and CONDITIONS[name].part)


def _statuses(
    drawn: Picture, varied: Question, records: Sequence[InitiativeRecord], focus_areas: Sequence[FocusArea], *, anew: bool
) -> dict[str, Status]:
    if anew:
        return statuses(Placing(varied, tuple(records), drawn.placed), focus_areas)
    return {cell.focus_area: status_of(cell.numbers, varied.rulebook) for cell in drawn.cells}
