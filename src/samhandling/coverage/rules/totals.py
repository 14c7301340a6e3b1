"""The place as a whole: its money, and how many efforts there are."""

from collections.abc import Sequence

from samhandling.coverage.rules.attribution import counties_of, is_effort
from samhandling.coverage.rules.cells import ids_of
from samhandling.coverage.rules.figure_rules import RULES, with_months
from samhandling.coverage.rules.shapes import Placed, Question, Totals
from samhandling.ground.evidence import counted, summed
from samhandling.ground.money import ZERO
from samhandling.ground.periods import TimeState, months_later
from samhandling.plan.rules.record import InitiativeRecord


def totals_of(every: Sequence[InitiativeRecord], placed: Sequence[Placed], question: Question) -> Totals:
    efforts = [here for here in placed if is_effort(here.record)]
    active = [here for here in efforts if here.state is TimeState.ACTIVE]
    contributing = [here for here in active if here.record.shares]
    horizon = months_later(question.on, question.rulebook.months_left)
    known = [here for here in placed if here.record.granted is not None]
    part = {here.id: here.part for here in placed}
    return Totals(
        granted=summed({here.id: here.money for here in known}, RULES["granted"]),
        attributed=summed(
            {here.id: here.money * sum(here.distribution.focus_areas.values(), ZERO) for here in known if is_effort(here.record)},
            RULES["attributed"],
        ),
        outside=summed(
            {here.id: here.money * here.distribution.outside for here in known if is_effort(here.record)},
            RULES["outside"],
        ),
        insufficient=summed(
            {here.id: here.money * here.distribution.insufficient for here in known if is_effort(here.record)},
            RULES["insufficient"],
        ),
        excluded=summed({here.id: here.money for here in known if not is_effort(here.record)}, RULES["excluded"]),
        elsewhere=summed(
            {record.id: record.granted * (1 - part.get(record.id, ZERO)) for record in every if record.granted is not None},
            RULES["elsewhere"],
        ),
        other_time=summed({here.id: (here.record.granted or ZERO) * here.part - here.money for here in known}, RULES["other_time"]),
        initiatives=counted(ids_of(efforts), RULES["place_initiatives"]),
        active=counted(ids_of(active), RULES["active"]),
        active_contributing=counted(ids_of(contributing), RULES["active_contributing"]),
        active_wide=counted(ids_of(here for here in contributing if here.wide), RULES["active_wide"]),
        active_many_counties=counted(
            ids_of(here for here in contributing if len(counties_of(here.record)) > 1), RULES["active_many_counties"]
        ),
        ending=counted(
            ids_of(here for here in contributing if here.record.period.end and here.record.period.end <= horizon),
            with_months(RULES["ending"], question.rulebook.months_left),
        ),
        unjudged=counted(ids_of(here for here in efforts if not here.record.basis.is_judged), RULES["unjudged"]),
        waiting=counted(ids_of(here for here in efforts if here.waiting), RULES["waiting"]),
        without_amount=counted(ids_of(here for here in efforts if here.record.granted is None), RULES["without_amount"]),
    )
