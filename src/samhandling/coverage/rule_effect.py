"""What other rules would make of a picture: each focus area's status as it is and as it would be. Nothing is stored."""

from dataclasses import dataclass, replace

from samhandling.coverage.in_force import rules_now
from samhandling.coverage.queries import CoverageQuestion, focus_areas_of, known_records
from samhandling.coverage.rules.picture import Question, place_all, statuses
from samhandling.coverage.rules.terms import Terms, with_terms
from samhandling.coverage.thought import Moved
from samhandling.ground.places import NATION, PlaceCode
from samhandling.ground.viewer import Viewer
from samhandling.plan.queries import scopes
from samhandling.strategy.queries import strategy as open_strategy


@dataclass(frozen=True, slots=True)
class RuleEffect:
    """Every focus area before and after, in the strategy's order."""

    every: tuple[Moved, ...]

    @property
    def moved(self) -> tuple[Moved, ...]:
        """Those whose status becomes another."""
        return tuple(one for one in self.every if one.before is not one.after)


def effect_of_terms(asked: CoverageQuestion, terms: Terms, *, seen_by: Viewer) -> RuleEffect:
    """The question's picture by the rules that were decided last, and by those with the terms. Raises Refused: no such strategy."""
    view = open_strategy(asked.strategy, seen_by=seen_by)
    book = rules_now(asked.strategy, seen_by=seen_by).latest.book
    question = Question(asked.on, asked.place or PlaceCode(view.place or NATION), book, asked.window, asked.split)
    areas = focus_areas_of(view, scopes(seen_by=seen_by, known_on=asked.known_on))
    placing = place_all(known_records(asked.strategy, seen_by=seen_by, known_on=asked.known_on), areas, question)
    before = statuses(placing, areas)
    other = replace(question, rulebook=with_terms(book, terms, book.version))
    after = statuses(replace(placing, question=other), areas)
    return RuleEffect(tuple(Moved(code, before[code], after[code]) for code in before))
