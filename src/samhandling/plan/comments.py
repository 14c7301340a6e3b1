"""Read: what stands beside initiatives: who has said what, of which version, and what was answered."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from samhandling.ground.viewer import Viewer
from samhandling.plan.models import Comment, Initiative, Participation

NEED_ANSWER = (Comment.Kind.WRONG, Comment.Kind.COMMENT)
"""Kinds that somebody has to answer; a confirmation asks nothing."""


@dataclass(frozen=True, slots=True)
class CommentRow:
    """What somebody said beside an initiative. `actor` is a code, empty for those who work with the plan; persons by id only.

    `about_version`: the version that was read; `version`: the initiative's now.
    """

    id: int
    initiative: str
    title: str
    actor: str
    kind: str
    text: str
    about_version: int
    version: int
    at: datetime
    person_id: int | None
    answer: str
    answered_by: int | None
    answered_at: datetime | None

    @property
    def waits(self) -> bool:
        """Somebody has to answer."""
        return self.answered_at is None and self.kind in NEED_ANSWER


COLUMNS = (
    "id",
    "initiative__code",
    "initiative__title",
    "actor__code",
    "kind",
    "text",
    "about_version",
    "initiative__version",
    "at",
    "person_id",
    "answer",
    "answered_by",
    "answered_at",
)


def comments_beside(codes: Iterable[str], *, seen_by: Viewer) -> list[CommentRow]:
    """What stands beside these initiatives, oldest first: those whose working material the viewer sees. Comments are never published."""
    return _rows(_visible(seen_by).filter(initiative__code__in=list(codes)).order_by("id"))


def unanswered(*, seen_by: Viewer, most: int = 50) -> list[CommentRow]:
    """Comments that wait for an answer, oldest first. Only for those who see working material."""
    if not seen_by.sees_internal:
        return []
    return _rows(_waiting().order_by("id")[:most])


def count_unanswered(*, seen_by: Viewer) -> int:
    """How many comments wait for an answer; none for those who may not see them all."""
    return _waiting().count() if seen_by.sees_internal else 0


def actors_of(code: str) -> list[str]:
    """Codes of the actors that have a part in an initiative: whose it is, for the rule that guards its address."""
    return list(Participation.objects.filter(initiative__code=code).order_by("id").values_list("actor__code", flat=True).distinct())


def versions_of(codes: Collection[str], *, seen_by: Viewer) -> dict[str, int]:
    """The versions of now of initiatives whose working material the viewer sees."""
    every = Initiative.objects.filter(merged_into=None) if seen_by.sees_internal else Initiative.objects.own(seen_by)
    return dict(every.filter(code__in=codes).values_list("code", "version"))


def numbers_beside(code: str, *, seen_by: Viewer) -> list[int]:
    """The numbers of the comments beside one initiative, for its history."""
    return list(_visible(seen_by).filter(initiative__code=code).order_by("id").values_list("id", flat=True))


def _visible(viewer: Viewer) -> QuerySet[Comment]:
    if viewer.sees_internal:
        return Comment.objects.filter(initiative__merged_into=None)
    return Comment.objects.filter(initiative__in=Initiative.objects.own(viewer).values("id")) if viewer.actors else Comment.objects.none()


def _waiting() -> QuerySet[Comment]:
    return Comment.objects.filter(answered_at=None, kind__in=NEED_ANSWER, initiative__merged_into=None)


def _rows(found: QuerySet[Comment]) -> list[CommentRow]:
    return [
        CommentRow(key, code, title, actor or "", kind, text, about, version, at, person, answer, answerer, answered)
        for key, code, title, actor, kind, text, about, version, at, person, answer, answerer, answered in found.values_list(*COLUMNS)
    ]
