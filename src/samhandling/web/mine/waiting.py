"""What waits for those who work with the plan: comments, the inbox, doubts, late activities, what is not published."""

from dataclasses import dataclass
from datetime import date

from samhandling.coverage.queries import known_records
from samhandling.ground.counting import capital, in_letters, when_said
from samhandling.ground.said import Said
from samhandling.ground.viewer import Level, Viewer
from samhandling.office.queries import suggestions
from samhandling.people.rules.permission import CHANGES_ALL
from samhandling.plan.comments import count_unanswered
from samhandling.plan.lists import count_open
from samhandling.plan.queries import strategy_key
from samhandling.plan.rules.progress import standing
from samhandling.plan.rules.record import Activity, InitiativeRecord
from samhandling.plan.showing import unpublished


@dataclass(frozen=True, slots=True)
class Heap:
    """A number of things that wait in one place. `page`: the address where they stand; `anchor` the place on it."""

    number: int
    said: Said
    page: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Late:
    """An activity that should have been done."""

    record: InitiativeRecord
    activity: Activity
    when: Said
    who: str


def heaps(strategy: str, *, seen_by: Viewer) -> list[Heap]:
    """What waits, in the order of who waits for us: people first, then our own material. What is empty is left out."""
    comments, doubts = count_unanswered(seen_by=seen_by), count_open(seen_by=seen_by)
    told = len(suggestions(seen_by=seen_by)) if CHANGES_ALL.lets_in(seen_by, ()) else 0
    different = unpublished(strategy_key(strategy), Level.PUBLISHED, seen_by=seen_by).count
    every = [
        Heap(comments, _number(comments, "kommentar väntar på svar", "kommentarer väntar på svar", "comment waits for an answer", "comments wait for an answer"), "mine", "kommentarer"),
        Heap(told, _number(told, "förslag i inkorgen väntar på svar", "förslag i inkorgen väntar på svar", "suggestion in the inbox waits for an answer", "suggestions in the inbox wait for an answer", common=False), "inbox"),
        Heap(doubts, _number(doubts, "fråga om underlaget är inte avgjord", "frågor om underlaget är inte avgjorda", "doubt about the material is not settled", "doubts about the material are not settled"), "doubts"),
        Heap(different, _number(different, "insats skiljer sig från det som är publicerat", "insatser skiljer sig från det som är publicerat", "initiative differs from what is published", "initiatives differ from what is published"), "working"),
    ]  # fmt: skip
    return [heap for heap in every if heap.number]


def _number(number: int, one_sv: str, many_sv: str, one_en: str, many_en: str, *, common: bool = True) -> Said:
    if number == 1:
        return Said(f"{'En' if common else 'Ett'} {one_sv}", f"One {one_en}")
    letters = capital(in_letters(number))
    return Said(f"{letters.sv} {many_sv}", f"{letters.en} {many_en}")


def late_activities(strategy: str, on: date, names: dict[str, str], *, seen_by: Viewer) -> list[Late]:
    """Activities whose last day has passed, the oldest first; of all that the viewer sees working material of."""
    found = []
    for record in known_records(strategy, seen_by=seen_by):
        if not record.activities:
            continue
        late = set(standing(record, on).late)
        for one in record.activities:
            if one.id in late and one.end:
                who = one.responsible or next(iter(record.owners), "")
                found.append(Late(record, one, when_said(one.end, one.end_precision), names.get(who, who)))
    return sorted(found, key=lambda late: (late.activity.end or date.max, late.record.id, late.activity.id))
