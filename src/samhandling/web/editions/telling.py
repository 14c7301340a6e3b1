"""An edition as a page tells it: focus area by focus area, open questions first in a draft, each with its initiatives."""

from dataclasses import dataclass
from typing import Any

from samhandling.files.writing import Table
from samhandling.ground.counting import capital, day_said
from samhandling.ground.said import Language, Said
from samhandling.ground.viewer import Viewer
from samhandling.plan.editions import CommentRow, EditionPage, EditionRow
from samhandling.plan.queries import existing_codes
from samhandling.plan.rules.edition_document import AreaPart, Item
from samhandling.plan.rules.words import STAGE_NAMES, kronor
from samhandling.web.plan.words import end_said, start_said


@dataclass(frozen=True, slots=True)
class ToldItem:
    """An initiative as it stands in the edition. `is_there`: it has a page that the reader may see."""

    code: str
    title: str
    owners: tuple[tuple[str, str], ...]
    stage: Said
    start: Said
    end: Said
    is_there: bool


@dataclass(frozen=True, slots=True)
class ToldArea:
    """A focus area as the edition puts it, with what has been said of it."""

    part: AreaPart
    priority: Said
    items: tuple[ToldItem, ...]
    comments: tuple[CommentRow, ...]


def told_areas(page: EditionPage, viewer: Viewer) -> list[ToldArea]:
    """Every focus area: in a draft those without stand and initiatives first, else in the strategy's order."""
    there = existing_codes(list(page.document.items()), seen_by=viewer)
    told = [_area(part, page, there) for part in page.document.areas]
    return told if page.row.is_adopted else sorted(told, key=lambda one: not one.part.is_open_question)


def _area(part: AreaPart, page: EditionPage, there: set[str]) -> ToldArea:
    return ToldArea(
        part,
        capital(page.document.priority_said(part.priority)),
        tuple(_item(item, page, item.code in there) for item in part.items),
        tuple(one for one in page.comments if one.focus_area == part.focus_area),
    )


def _item(item: Item, page: EditionPage, is_there: bool) -> ToldItem:
    record = item.record
    owners = tuple((code, page.document.actors.get(code, code)) for code in record.owners)
    stage = STAGE_NAMES[record.stage.value]
    return ToldItem(item.code, record.title, owners, capital(stage), start_said(record.period), end_said(record.period), is_there)


def by_priority(page: EditionPage) -> list[tuple[Said, list[AreaPart]]]:
    """(priority in words, the focus areas that are put there), highest first; those that nobody has put last."""
    words = [(one.id, one.said) for one in page.document.priorities] + [("", page.document.priority_said(""))]
    found = [(capital(said), [area for area in page.document.areas if area.priority == key]) for key, said in words]
    return [(said, areas) for said, areas in found if areas]


def state_said(row: EditionRow) -> Said:
    """Adopted by whom, when and where it stands; or that it is a draft, and for whom."""
    if row.adopted_on:
        day = day_said(row.adopted_on)
        return Said(
            f"Antagen av {row.decided_by} den {day.sv}, {row.reference}.", f"Adopted by {row.decided_by} on {day.en}, {row.reference}."
        )
    if row.is_open:
        return Said("Utkast, öppet för aktörernas synpunkter.", "Draft, open for the actors' comments.")
    return Said("Utkast. Bara de som arbetar med planen ser det.", "Draft. Only those who work with the plan see it.")


def counted_said(page: EditionPage) -> Said:
    """How many initiatives and focus areas, and how many of these have none."""
    number, empty = len(page.document.items()), sum(not area.items for area in page.document.areas)
    areas = len(page.document.areas)
    sv = f"{number} {'insats' if number == 1 else 'insatser'} inom {areas - empty} av {areas} insatsområden."
    en = f"{number} {'initiative' if number == 1 else 'initiatives'} within {areas - empty} of {areas} focus areas."
    return Said(sv, en)


HEADINGS: tuple[Said, ...] = (
    Said("Kod", "Code"),
    Said("Insatsområde", "Focus area"),
    Said("Prioritet", "Priority"),
    Said("Beslut", "Decision"),
    Said("Skäl", "Reason"),
    Said("Ärende", "Case"),
    Said("Insats", "Initiative"),
    Said("Ägare", "Owner"),
    Said("Steg", "Stage"),
    Said("Start", "Start"),
    Said("Slut", "End"),
    Said("Beviljat", "Granted"),
)


def table_of(page: EditionPage, language: Language) -> Table:
    """One row for each initiative of each focus area; a focus area without initiatives has a row of its own."""
    return [said.in_(language) for said in HEADINGS], [row for area in page.document.areas for row in _rows(area, page, language)]


def _rows(area: AreaPart, page: EditionPage, language: Language) -> list[list[Any]]:
    head = [area.focus_area, area.name.in_(language), page.document.priority_said(area.priority).in_(language), area.decision, area.reason]
    return [[*head, *_cells(item, page, language)] for item in area.items] or [[*head, *[""] * 7]]


def _cells(item: Item, page: EditionPage, language: Language) -> list[Any]:
    record = item.record
    owners = ", ".join(page.document.actors.get(code, code) for code in record.owners)
    granted = kronor(str(record.granted)) if record.granted is not None else ""
    stage = STAGE_NAMES[record.stage.value].in_(language)
    return [item.code, record.title, owners, stage, record.period.start, record.period.end, granted]
