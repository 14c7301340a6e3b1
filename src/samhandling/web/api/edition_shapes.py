"""What editions of the plan look like in the API: as they are answered, and what a program sends of them."""

from collections.abc import Iterable
from typing import Any

from ninja import Schema

from samhandling.plan.editions import CommentRow, EditionPage, EditionRow
from samhandling.plan.rules.edition_comparing import Change, EditionDifference
from samhandling.plan.rules.edition_document import AreaPart
from samhandling.web.api.shapes import Code, Day, Listed, Long, Name, SaidOut, Wanted, Yes, left_out, said_out


class EditionBrief(Schema):
    """An edition: what it is called, when it is valid, and by whom it was adopted."""

    number: int
    title: str
    valid_from: str
    valid_to: str
    state: str
    is_open: bool
    adopted_on: str | None
    decided_by: str
    reference: str
    version: int


class EditionsOut(Listed):
    """A part of the list of editions."""

    items: list[EditionBrief]


class EditionOut(EditionBrief):
    """An edition with its document: priorities, focus areas and their initiatives. `sha256` of what was adopted; `is_whole`: it is still that."""

    document: dict[str, Any]
    sha256: str
    is_whole: bool


class EditionAreaOut(Schema):
    """What an edition says of one focus area. `version` is the focus area's own, null where the plan has been adopted."""

    focus_area: str
    name: SaidOut
    priority: str
    decision: str
    reason: str
    initiatives: list[str]
    version: int | None


class EditionCommentOut(Schema):
    """What somebody said of a draft, and what was answered. No `focus_area`: of the whole. No `actor`: an internal reader."""

    id: int
    focus_area: str
    actor: str
    text: str
    at: str
    answer: str
    answered_at: str | None


class EditionCommentsOut(Listed):
    """A part of what was said of a draft."""

    items: list[EditionCommentOut]


class DifferenceOut(Schema):
    """One thing that differs, in words."""

    what: SaidOut
    before: SaidOut
    after: SaidOut


class AreaDifferenceOut(Schema):
    """What differs in one focus area; `added` and `removed` are initiatives."""

    focus_area: str
    changes: list[DifferenceOut]
    added: list[str]
    removed: list[str]


class ItemDifferenceOut(Schema):
    """An initiative that stands in both editions and has changed."""

    id: str
    title: str
    changes: list[DifferenceOut]


class EditionDifferenceOut(Schema):
    """All that differs from `before` to `after`. What is the same is left out."""

    before: int
    after: int
    areas: list[AreaDifferenceOut]
    initiatives: list[ItemDifferenceOut]


class RestoringOut(Schema):
    """What restoring an initiative would change: from what stands now to what the edition says."""

    id: str
    title: str
    version: int
    changes: list[DifferenceOut]


class EditionNew(Wanted):
    """A draft to begin. `proposed`: with the initiatives that today's picture knows of and that do not end before the plan begins."""

    title: Name
    valid_from: Day
    valid_to: Day
    about: Long = ""
    proposed: Yes = True


class EditionChange(Wanted):
    """What is to change in a draft; what is left out stays as it is."""

    title: Name = left_out()
    valid_from: Day = left_out()
    valid_to: Day = left_out()
    about: Long = left_out()


class EditionOpening(Wanted):
    """Whether the actors may read the draft and comment on it."""

    is_open: Yes


class EditionAreaChange(Wanted):
    """What is to change in one focus area; what is left out stays as it is. An empty `priority` is none."""

    priority: Name = left_out()
    decision: Long = left_out()
    reason: Long = left_out()
    initiatives: list[Code] = left_out(max_length=500)


class EditionAdoption(Wanted):
    """The decision. `anyway`: although there are comments without an answer; the plan then says so."""

    adopted_on: Day
    decided_by: Name
    reference: Name
    anyway: Yes = False


class EditionCommentNew(Wanted):
    """What somebody says of the whole, or of a focus area. `actor`: for whom, where the program answers for several."""

    text: Long
    focus_area: Name = ""
    actor: Name = ""


class EditionCommentAnswer(Wanted):
    """The answer."""

    answer: Long


class EditionCommentMade(Schema):
    """The number that the comment got."""

    id: int


class EditionSaved(Schema):
    """The version that the draft, or its focus area, has now."""

    version: int


class EditionAdopted(Schema):
    """The checksum of what was adopted, and the version."""

    sha256: str
    version: int


class EditionRestored(Schema):
    """The initiative's version now, and the groups of fields that were changed."""

    version: int
    changed: list[str]


def edition_brief(row: EditionRow) -> dict[str, Any]:
    """An edition in a list."""
    names = ("number", "title", "state", "is_open", "decided_by", "reference", "version")
    return {
        **{name: getattr(row, name) for name in names},
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat(),
        "adopted_on": row.adopted_on.isoformat() if row.adopted_on else None,
    }


def area_told(page: EditionPage, part: AreaPart) -> dict[str, Any]:
    """What an edition says of one focus area, with the version that a change needs."""
    names = ("focus_area", "priority", "decision", "reason")
    return {
        **{name: getattr(part, name) for name in names},
        "name": said_out(part.name),
        "initiatives": [item.code for item in part.items],
        "version": None if page.row.is_adopted else page.versions.get(part.focus_area, 1),
    }


def edition_comment(row: CommentRow) -> dict[str, Any]:
    """A comment on a draft."""
    names = ("id", "focus_area", "actor", "text", "answer")
    told = {name: getattr(row, name) for name in names}
    return {**told, "at": row.at.isoformat(), "answered_at": row.answered_at.isoformat() if row.answered_at else None}


def edition_difference(found: EditionDifference, before: int, after: int) -> dict[str, Any]:
    """All that differs between two editions."""
    areas = [
        {
            "focus_area": area.focus_area,
            "changes": changes_told(area.changes),
            "added": [code for code, _ in area.added],
            "removed": [code for code, _ in area.removed],
        }
        for area in found.areas
    ]
    items = [{"id": item.code, "title": item.title, "changes": changes_told(item.changes)} for item in found.items]
    return {"before": before, "after": after, "areas": areas, "initiatives": items}


def changes_told(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """What differs, in words."""
    return [{"what": said_out(one.what), "before": said_out(one.before), "after": said_out(one.after)} for one in changes]
