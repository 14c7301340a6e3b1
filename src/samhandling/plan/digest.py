"""Read: what has happened since a moment in some focus areas, as far as the viewer may see it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from samhandling.ground.counting import day_said, when_said
from samhandling.ground.periods import months_later
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.plan.comments import CommentRow, comments_beside
from samhandling.plan.digest_before import Records
from samhandling.plan.rules.digest import News, NewsKind
from samhandling.plan.rules.progress import standing
from samhandling.plan.rules.record import InitiativeRecord, Stage
from samhandling.plan.showing import publications

MONTHS_AHEAD = 6


@dataclass(frozen=True)
class Interest:
    """What somebody wants to hear of: focus areas, and what their own actors take part in."""

    focus_areas: frozenset[str]
    own: frozenset[str]

    def takes_in(self, record: InitiativeRecord) -> bool:
        """The initiative is about one of the focus areas, or is one's own."""
        return any(share.focus_area in self.focus_areas for share in record.shares) or self.is_own(record)

    def is_own(self, record: InitiativeRecord) -> bool:
        """One's own actor has a part in it."""
        return not self.own.isdisjoint(record.actors)


@dataclass(frozen=True)
class Span:
    """From when to when."""

    since: datetime
    now: datetime

    @property
    def then(self) -> date:
        """The day of the last letter."""
        return timezone.localdate(self.since)

    @property
    def today(self) -> date:
        """The day of this one."""
        return timezone.localdate(self.now)


def news_of(strategy: str, interest: Interest, span: Span, before: Records, after: Records, *, seen_by: Viewer) -> list[News]:
    """Everything that has happened with the initiatives and the published picture, in no order.

    `before`, `after`: as the viewer saw them then and sees them now (`digest_before.then_and_now`).
    """
    now = {code: record for code, record in after.items() if interest.takes_in(record)}
    return [
        *_new(before, now, interest, span),
        *_late(before, now, interest, span),
        *_ending(before, now, interest, span),
        *_spoken(now, interest, span, seen_by),
        *_pictures(strategy, span, seen_by),
    ]


def _new(before: Collection[str], now: Records, interest: Interest, span: Span) -> Iterator[News]:
    for code, record in now.items():
        if code not in before:
            said = Said(f"Ny insats: {record.title}.", f"New initiative: {record.title}.")
            if record.stage is Stage.IDEA:
                said = Said(f"Ny idé: {record.title}.", f"New idea: {record.title}.")
            yield News(NewsKind.NEW, said, "initiative", code, span.today, interest.is_own(record))


def _late(before: Records, now: Records, interest: Interest, span: Span) -> Iterator[News]:
    for code, record in now.items():
        known = set(standing(before[code], span.then).late) if code in before else set()
        late = set(standing(record, span.today).late)
        for one in record.activities:
            if one.id in late - known and one.end is not None:
                when = when_said(one.end, one.end_precision)
                said = Said(
                    f"”{one.title}” i {record.title} skulle ha varit klar {when.sv}.",
                    f"“{one.title}” of {record.title} was to be done {when.en}.",
                )
                yield News(NewsKind.LATE, said, "initiative", code, one.end, interest.is_own(record))


def _ending(before: Records, now: Records, interest: Interest, span: Span) -> Iterator[News]:
    for code, record in now.items():
        end = record.period.end
        if end is None or not _is_near(end, span.today):
            continue
        was = before[code].period.end if code in before else None
        if was is None or not _is_near(was, span.then):
            when = when_said(end, record.end_precision)
            said = Said(f"{record.title} slutar {when.sv}.", f"{record.title} ends {when.en}.")
            yield News(NewsKind.ENDS, said, "initiative", code, end, interest.is_own(record))


def _is_near(end: date, day: date) -> bool:
    return day <= end <= months_later(day, MONTHS_AHEAD)


def _spoken(now: Records, interest: Interest, span: Span, viewer: Viewer) -> Iterator[News]:
    """What others have said beside initiatives, and answers, wherever one may read them."""
    for row in comments_beside(now, seen_by=viewer):
        own = interest.is_own(now[row.initiative])
        if span.since < row.at <= span.now and row.person_id != viewer.person:
            yield News(NewsKind.SAID, _comment_said(row, now), "initiative", row.initiative, timezone.localdate(row.at), own)
        if row.answered_at and span.since < row.answered_at <= span.now and row.answered_by != viewer.person:
            title = now[row.initiative].title
            said = Said(f"En kommentar om {title} är besvarad.", f"A comment on {title} has been answered.")
            yield News(NewsKind.SAID, said, "initiative", row.initiative, timezone.localdate(row.answered_at), own)


def _comment_said(row: CommentRow, now: Records) -> Said:
    title = now[row.initiative].title
    return {
        "confirmed": Said(f"Uppgifterna om {title} är bekräftade.", f"What is said of {title} has been confirmed."),
        "wrong": Said(f"Något stämmer inte om {title}, skriver en aktör.", f"Something is wrong about {title}, writes an actor."),
    }.get(row.kind, Said(f"{title} har fått en kommentar.", f"{title} has got a comment."))


def _pictures(strategy: str, span: Span, viewer: Viewer) -> Iterator[News]:
    """The latest picture that was published meanwhile."""
    for one in publications(strategy, seen_by=viewer):
        if span.since < one.at <= span.now and one.state == "published":
            day = timezone.localdate(one.at)
            when, count = day_said(day), one.changed
            sv = "ingen insats är ändrad" if count == 0 else "en insats är ändrad" if count == 1 else f"{count} insatser är ändrade"
            en = (
                "no initiative has changed"
                if count == 0
                else "one initiative has changed"
                if count == 1
                else f"{count} initiatives have changed"
            )
            said = Said(f"Bilden publicerades den {when.sv}: {sv}.", f"The picture was published on {when.en}: {en}.")
            yield News(NewsKind.PUBLISHED, said, "start", "", day)
            return
