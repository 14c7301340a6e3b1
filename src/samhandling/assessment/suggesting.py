"""Suggestions for the plan: what initiatives that nobody has placed seem to contribute to. Nothing counts before a person has said yes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from django.db import transaction

from samhandling.assessment.queries import assessment, read_alone
from samhandling.assessment.rules.answer import Assessment
from samhandling.coverage.queries import known_records
from samhandling.coverage.rules.waiting import waiting_in
from samhandling.ground.faults import Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.people.rules.permission import CHANGES_OWN, require
from samhandling.plan.actions.editing import change, confirm
from samhandling.plan.actions.reverting import values_when
from samhandling.plan.intake.suggesting import Suggest
from samhandling.plan.rules.record import Basis, ContributionSource, InitiativeRecord, Kind, Share

MOST_LOOKED_AT = 60
"""Initiatives that are read before a page is shown, however many have nothing to suggest."""

What = Literal["distribution", "aspects", "confirm"]


@dataclass(frozen=True, slots=True)
class Suggested:
    """What is proposed for an initiative. `what`: a distribution where it has none; aspects where its distribution has none; the stored
    shares of the system, to be confirmed. `text` is what was read, `found` the reading; `left` how many wait after it.
    """

    record: InitiativeRecord
    what: What
    shares: tuple[Share, ...]
    text: str
    found: Assessment | None


@dataclass(frozen=True, slots=True)
class Queue:
    """What is shown now, how many initiatives wait in all, and whether others wait before and after it."""

    now: Suggested | None
    waiting: int
    is_last: bool
    is_first: bool = True


def waiting_for(record: InitiativeRecord) -> What | None:
    """What an initiative waits for: shares that the system has stored, a distribution, aspects; nothing where a person has seen to it."""
    if waiting_in(record):
        return "confirm"
    if record.kind is Kind.TECHNICAL_ASSISTANCE:
        return None
    if not record.shares:
        return None if record.basis.is_judged else "distribution"
    return None if any(share.aspects for share in record.shares) else "aspects"


def waiting(strategy: str, *, seen_by: Viewer) -> list[tuple[InitiativeRecord, What]]:
    """Every initiative that waits, with what it waits for, in the order of ids; a contributor's own only. Raises NotAllowed."""
    require(CHANGES_OWN, seen_by)
    return [(record, what) for record in _own(strategy, seen_by) if (what := waiting_for(record))]


def next_suggestion(strategy: str, *, after: str = "", before: str = "", seen_by: Viewer) -> Queue:
    """The first initiative after `after`, or the last one before `before`, in the order of ids, that something can be suggested for.

    A contributor sees only its own. Those whose text says too little are passed over. Raises NotAllowed.
    """
    waits = waiting(strategy, seen_by=seen_by)
    ahead = [one for one in reversed(waits) if one[0].id < before] if before else [one for one in waits if one[0].id > after]
    for record, what in ahead[:MOST_LOOKED_AT]:
        found = suggestion_for(record, what, strategy=strategy, seen_by=seen_by)
        if found:
            return Queue(found, len(waits), record.id == waits[-1][0].id, record.id == waits[0][0].id)
    return Queue(None, len(waits), is_last=True)


def _own(strategy: str, viewer: Viewer) -> list[InitiativeRecord]:
    records = known_records(strategy, seen_by=viewer)
    own = [record for record in records if viewer.may_change_all or (record.actors and viewer.may_change(record.actors))]
    return sorted(own, key=lambda record: record.id)


def suggestion_of(code: str, strategy: str, *, seen_by: Viewer) -> Suggested | None:
    """The suggestion for one initiative that the viewer may change; none where it no longer waits for one. Raises NotAllowed."""
    require(CHANGES_OWN, seen_by)
    record = next((one for one in _own(strategy, seen_by) if one.id == code), None)
    what = waiting_for(record) if record else None
    return suggestion_for(record, what, strategy=strategy, seen_by=seen_by) if record and what else None


def suggestion_for(record: InitiativeRecord, what: What, *, strategy: str, seen_by: Viewer) -> Suggested | None:
    """What can be suggested for an initiative; none where its text says too little."""
    text = _text_of(record)
    found = _read(text, strategy, seen_by)
    if what == "confirm":
        return Suggested(record, what, record.shares, text, found)
    if found is None or found.verdict == "insufficient":
        return None
    if what == "distribution":
        return Suggested(record, what, shares_from(found), text, found)
    met = {area.id: tuple(aspect.id for aspect in area.aspects if aspect.met) for area in found.focus_areas}
    shares = tuple(Share(one.focus_area, one.share, met.get(one.focus_area, ()), one.source, one.confirmed) for one in record.shares)
    return Suggested(record, what, shares, text, found) if any(share.aspects for share in shares) else None


def import_suggester(strategy: str, by: Viewer) -> Suggest:
    """Suggestions for an import's rows; a text that is read twice is read once."""
    kept: dict[str, tuple[Share, ...]] = {}

    def suggest(record: InitiativeRecord) -> tuple[Share, ...]:
        text = _text_of(record)
        if text not in kept:
            kept[text] = _suggested(text, strategy, by)
        return kept[text]

    return suggest


def _suggested(text: str, strategy: str, by: Viewer) -> tuple[Share, ...]:
    try:
        return shares_from(read_alone(text, strategy=strategy, seen_by=by))
    except Refused:  # no text at all, or far too much
        return ()


def _text_of(record: InitiativeRecord) -> str:
    return "\n".join(part for part in (record.title, record.purpose_sv or record.purpose_en) if part)


def _read(text: str, strategy: str, viewer: Viewer) -> Assessment | None:
    try:
        return assessment(text, strategy=strategy, seen_by=viewer)
    except Refused:  # no text at all
        return None


def shares_from(found: Assessment) -> tuple[Share, ...]:
    """A reading's proposed distribution as contributions that nobody has confirmed: the source is the system."""
    return tuple(
        Share(area.id, area.share, tuple(one.id for one in area.aspects if one.met), ContributionSource.SYSTEM, confirmed=False)
        for area in found.named
    )


def settle_suggestion(
    code: str, shares: Mapping[str, Fraction | None], aspects: Mapping[str, Sequence[str]], *, strategy: str, by: Viewer, version: int
) -> int:
    """Confirm a distribution as a person left it: who and when are kept with each share. Gives the new version.

    A share that stands as it was suggested keeps the system as its source; one that was changed is the person's. None at all: the
    initiative is judged to lie outside every focus area. Raises NotAllowed, Refused with every fault, and Refused where it no longer waits.
    """
    suggested = suggestion_of(code, strategy, seen_by=by)
    if suggested is None:
        raise refusal(
            code,
            Said("Insatsen väntar inte längre på något förslag, kanske har en kollega hunnit före.", "The initiative no longer waits."),
            Said("Gå vidare till nästa.", "Go on to the next."),
        )
    was = {share.focus_area: share for share in suggested.shares}
    wanted = [_wanted(area, share, tuple(aspects.get(area, ())), was.get(area)) for area, share in shares.items()]
    with transaction.atomic():
        basis = suggested.record.basis if suggested.record.basis.is_judged else Basis.JUDGED
        saved = change(code, {"shares": wanted, "basis": basis.value}, strategy=strategy, by=by, version=version, exact=True)
        return confirm(code, list(shares), strategy=strategy, by=by) if shares else saved.version


def take_back(code: str, version_before: int, *, strategy: str, by: Viewer, version: int) -> int:
    """Put an initiative's distribution back as it stood when it had `version_before`; gives the new version.

    Raises NotAllowed; Refused: there is no such version, or somebody has saved after `version`.
    """
    require(CHANGES_OWN, by)
    if not 0 < version_before < version:
        raise refusal(
            str(version_before),
            Said("Det svaret går inte att ångra.", "That answer cannot be taken back."),
            Said("Ändra insatsen för hand i stället.", "Change the initiative by hand instead."),
        )
    was = values_when(code, version_before, strategy=strategy, by=by)
    wanted = {"shares": was["shares"], "basis": was["basis"]}
    return change(code, wanted, strategy=strategy, by=by, version=version, exact=True, verb="initiative.reverted").version


def _wanted(area: str, share: Fraction | None, aspects: tuple[str, ...], was: Share | None) -> dict[str, object]:
    is_same = was is not None and was.share == share and set(was.aspects) == set(aspects)
    source = was.source if was and is_same else ContributionSource.PERSON
    part = None if share is None else str(share)
    return {"focus_area": area, "share": part, "aspects": list(aspects), "source": source.value, "confirmed": False}
