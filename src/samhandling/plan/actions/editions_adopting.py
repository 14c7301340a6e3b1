"""Adopt a draft: its values are stored as they are, with a checksum, and stand so for everyone from then on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import hold_stamp, raise_stamp, record
from samhandling.people.actions import list_actors
from samhandling.plan.actions.editions import SUBJECT, draft, same_version
from samhandling.plan.editions import draft_document
from samhandling.plan.models import EditionComment, PlanEdition
from samhandling.plan.rules.edition_document import Document, checksum, to_stored
from samhandling.plan.rules.record import Openness


def adopt_edition(
    number: int, *, adopted_on: date, decided_by: str, reference: str, by: Viewer, version: int | None = None, anyway: bool = False
) -> str:
    """Adopt a draft. Gives the checksum of what was adopted. `anyway`: although there are comments that nobody has answered.

    Raises NotAllowed; Conflict: somebody has saved since `version`; Refused with every fault: who decided or the reference is missing,
    a day to come, comments without an answer, initiatives that may not be shown to everyone, or that are no more.
    """
    with transaction.atomic():
        hold_stamp()
        found = draft(number, by=by)
        if version is not None:
            same_version(found.version, version)
        document, gone = draft_document(found, list(found.areas.all()), seen_by=by)
        unanswered = EditionComment.objects.filter(edition=found, answer="").count()
        faults = [
            *_missing(adopted_on, decided_by.strip(), reference.strip()),
            *([] if anyway else _unanswered(unanswered)),
            *_not_public(document),
            *_gone(gone),
        ]
        if faults:
            raise Refused(faults)
        adopted = replace(
            document, adopted_on=adopted_on, decided_by=decided_by.strip(), reference=reference.strip(), unanswered=unanswered
        )
        _freeze(found, adopted, by)
    return found.sha256


def _freeze(found: PlanEdition, adopted: Document, by: Viewer) -> None:
    stored = to_stored(adopted)
    found.frozen, found.sha256 = stored, checksum(stored)
    found.state, found.adopted_at, found.adopted_by = PlanEdition.State.ADOPTED.value, timezone.now(), by.person
    found.adopted_on, found.decided_by, found.reference = adopted.adopted_on, adopted.decided_by, adopted.reference
    found.version += 1
    found.save()
    list_actors(set(adopted.actors), publicly=True)
    told = {
        "state": (PlanEdition.State.DRAFT.value, PlanEdition.State.ADOPTED.value),
        "adopted_on": (None, stored["adopted_on"]),
        "decided_by": ("", found.decided_by),
        "reference": ("", found.reference),
        "sha256": ("", found.sha256),
    }
    record(by, "edition.adopted", SUBJECT, str(found.pk), told, version=found.version)
    raise_stamp(public=True)


def _fault(column: str, read: str, expected: Said, way_out: Said) -> Fault:
    return Fault(Location(column=column), read, expected, way_out)


def _missing(adopted_on: date, decided_by: str, reference: str) -> list[Fault]:
    found = []
    if not decided_by or len(decided_by) > 200:
        expected = Said("Vem som har beslutat, till exempel nämndens namn.", "Who has decided, for instance the committee's name.")
        found.append(_fault("decided_by", decided_by[:80], expected, Said("Skriv det.", "Write it.")))
    if not reference or len(reference) > 200:
        expected = Said("Var beslutet står, till exempel § 45.", "Where the decision stands, for instance § 45.")
        found.append(_fault("reference", reference[:80], expected, Said("Skriv det.", "Write it.")))
    if adopted_on > timezone.localdate():
        expected = Said(
            "En dag som har varit: planen antas när beslutet är fattat.", "A day that has been: the plan is adopted once decided."
        )
        found.append(_fault("adopted_on", adopted_on.isoformat(), expected, Said("Rätta dagen.", "Correct the day.")))
    return found


def _unanswered(number: int) -> list[Fault]:
    if not number:
        return []
    expected = Said(f"Svar på varje synpunkt; {number} saknar svar.", f"An answer to every comment; {number} have none.")
    way_out = Said(
        "Svara på dem, eller kryssa för att planen antas ändå. Då står det i planen.",
        "Answer them, or tick that the plan is adopted anyway. The plan then says so.",
    )
    return [_fault("anyway", "", expected, way_out)]


def _not_public(document: Document) -> list[Fault]:
    closed = [item for item in document.items().values() if item.values["openness"] != Openness.PUBLIC.value]
    if not closed:
        return []
    listed = _listed([f"{item.code} {item.values['title']}" for item in closed])
    expected = Said(
        f"Insatser som alla får se. De här får inte visas för alla ännu: {listed}.",
        f"Initiatives that everyone may see. These may not be shown to everyone yet: {listed}.",
    )
    way_out = Said("Öppna dem, eller ta ut dem ur planen.", "Open them, or take them out of the plan.")
    return [_fault("", "", expected, way_out)]


def _gone(codes: Sequence[str]) -> list[Fault]:
    if not codes:
        return []
    listed = _listed(codes)
    expected = Said(f"Insatser som finns. De här finns inte längre: {listed}.", f"Initiatives that exist. These are no more: {listed}.")
    return [_fault("", listed, expected, Said("Spara deras insatsområden på nytt.", "Save their focus areas anew."))]


def _listed(texts: Sequence[str]) -> str:
    shown = ", ".join(texts[:10])
    return shown if len(texts) <= 10 else f"{shown} … ({len(texts)})"
