"""What a letter tells: the plan's news and how the picture has changed, the five most important of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from samhandling.coverage.in_force import rules_in_force
from samhandling.coverage.queries import focus_areas_of
from samhandling.coverage.rules.comparison import compare
from samhandling.coverage.rules.picture import Question, picture
from samhandling.coverage.rules.sentences import STATUS_WORDS
from samhandling.ground.places import NATION, PlaceCode
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.people.wishes import Wish
from samhandling.plan.digest import Interest, Span, news_of
from samhandling.plan.digest_before import Records, then_and_now
from samhandling.plan.queries import scopes
from samhandling.plan.rules.digest import News, NewsKind, most_important
from samhandling.strategy.queries import strategy as open_strategy

FIRST_SPAN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be told. `more`: how much else has happened."""

    span: Span
    news: tuple[News, ...]
    more: int


def gather(wish: Wish, strategy: str, now: datetime, *, seen_by: Viewer) -> Told:
    """The most important of what has happened since the last letter; of the last week before the first."""
    span = Span(wish.told_until or now - FIRST_SPAN, now)
    interest = Interest(frozenset(wish.focus_areas), seen_by.actors if wish.with_own else frozenset())
    every: list[News] = []
    if interest.focus_areas or interest.own:
        before, after = then_and_now(strategy, span.since, seen_by=seen_by)
        every += _statuses(strategy, interest, span, before, after, seen_by)
        every += news_of(strategy, interest, span, before, after, seen_by=seen_by)
    chosen = most_important(every)
    return Told(span, tuple(chosen), len(set(every)) - len(chosen))


def _statuses(strategy: str, interest: Interest, span: Span, before: Records, after: Records, viewer: Viewer) -> Iterator[News]:
    """Focus areas whose status has become another, as the viewer saw the picture then and sees it now."""
    view = open_strategy(strategy, seen_by=viewer)
    place, areas = PlaceCode(view.place or NATION), focus_areas_of(view, scopes(seen_by=viewer))
    book = rules_in_force(strategy, seen_by=viewer)
    was, now = (picture(records.values(), areas, Question(day, place, book)) for records, day in ((before, span.then), (after, span.today)))
    names = {area.code: area.short for area in view.focus_areas}
    for change in compare(was, now).changes:
        if change.before is change.after or change.focus_area not in interest.focus_areas:
            continue
        old, new, name = STATUS_WORDS[change.before], STATUS_WORDS[change.after], names[change.focus_area]
        said = Said(
            f"{change.focus_area} {name.sv}: {new.sv}. Förut: {old.sv}.", f"{change.focus_area} {name.en}: {new.en}. Before: {old.en}."
        )
        yield News(NewsKind.STATUS, said, "focus_area", change.focus_area, span.today)
