"""Written: what a workbook changes, in one transaction; each initiative's change is an act of its own, to be undone by itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from samhandling.files.tables import Book
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Language, Said
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import hold_stamp
from samhandling.plan.actions.adding import add_initiative
from samhandling.plan.actions.editing import change
from samhandling.plan.round_trip.comparing import Changed, Compared, compare_workbook
from samhandling.plan.rules.plain import Plain

MINE, THEIRS = "mine", "theirs"


class DifferencesMoved(Refused):
    """Between the showing and the saving somebody changed what this workbook touches."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of it: (code, title) of what was changed and of the ideas that were added."""

    changed: tuple[tuple[str, str], ...]
    added: tuple[tuple[str, str], ...]


def apply_workbook(
    book: Book, choices: Mapping[str, str], *, strategy: str, by: Viewer, mark: str | None = None, language: Language = "sv"
) -> Applied:
    """Save what a workbook says. `choices`: "code|group" → mine or theirs, for each clash. `mark`: of what the viewer has looked at.

    All or nothing. Raises NotAllowed; Refused: something cannot be read, a clash without a choice; DifferencesMoved: something else than
    was looked at.
    """
    with transaction.atomic():
        hold_stamp()
        compared = compare_workbook(book, strategy=strategy, by=by, language=language)
        if compared.faults:
            raise Refused(compared.faults)
        if mark is not None and mark != compared.mark:
            raise _something_else()
        _all_chosen(compared, choices)
        changed = tuple((one.code, one.title) for one in compared.changed if _save(one, choices, strategy, by))
        added = tuple((add_initiative(one.values, strategy=strategy, by=by), one.title) for one in compared.ideas)
    return Applied(changed, added)


def choice_key(code: str, group: str) -> str:
    """What a choice is called in a form."""
    return f"{code}|{group}"


def _save(one: Changed, choices: Mapping[str, str], strategy: str, by: Viewer) -> bool:
    wanted: Plain = dict(one.wanted)
    for difference in one.clashes:
        if difference.clash and choices[choice_key(one.code, difference.group)] == MINE:
            wanted.update(difference.clash.mine)
    if not wanted:
        return False
    return bool(change(one.code, wanted, strategy=strategy, by=by, version=one.version, exact=True).groups)


def _all_chosen(compared: Compared, choices: Mapping[str, str]) -> None:
    faults = [
        Fault(Location(column=key), "", _CHOOSE, _BOTH_STAND)
        for one in compared.changed
        for difference in one.clashes
        if choices.get(key := choice_key(one.code, difference.group)) not in (MINE, THEIRS)
    ]
    if faults:
        raise Refused(faults)


_CHOOSE = Said("Ett val mellan ditt och det som någon annan har sparat.", "A choice between yours and what somebody else has saved.")
_BOTH_STAND = Said("Båda står vid fältet; välj vilket som ska gälla.", "Both stand by the field; choose which is to count.")


def _something_else() -> DifferencesMoved:
    expected = Said(
        "Någon har sparat sedan du såg skillnaderna, så de är inte längre desamma. Inget är sparat.",
        "Somebody has saved since you saw the differences, so they are no longer the same. Nothing is saved.",
    )
    return DifferencesMoved([Fault(Location(), "", expected, Said("Läs dem på nytt.", "Read them anew."))])
