"""Written: judgements."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from samhandling.coverage.models import Judgement
from samhandling.coverage.rules.verdict import Judged
from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.places import PlaceCode, all_places
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import raise_stamp, record
from samhandling.people.actions import require_change
from samhandling.strategy.models import Node
from samhandling.strategy.queries import strategy as open_strategy


def judge(focus_area: str, place: PlaceCode, judged: Judged, *, strategy: str, by: Viewer) -> None:
    """Give a judgement of a focus area at a place. Raises Refused with every fault."""
    require_change(by)
    view = open_strategy(strategy, seen_by=by)
    codes = [area.code for area in view.focus_areas]
    faults = [*_missing(judged), *_unknown(focus_area, codes), *_no_place(place), *_early_review(judged)]
    if faults:
        raise Refused(faults)
    with transaction.atomic():
        node = Node.objects.get(strategy__code=strategy, code=focus_area)
        Judgement.objects.create(
            focus_area=node,
            place=place,
            verdict=judged.verdict.value,
            reason=judged.reason,
            name=judged.name,
            day=judged.day,
            reference=judged.reference,
            review=judged.review,
            person_id=by.person,
        )
        record(by, "focus_area.judged", "focus_area", f"{strategy} {focus_area} {place}", {"verdict": (None, judged.verdict.value)})
        raise_stamp()


def withdraw_judgement(focus_area: str, place: PlaceCode, *, strategy: str, by: Viewer) -> None:
    """Take the standing judgement back; the one before it, if any, does not come back to life. Raises Refused where there is none."""
    require_change(by)
    with transaction.atomic():
        standing = Judgement.objects.filter(focus_area__strategy__code=strategy, focus_area__code=focus_area, place=place, withdrawn=False)
        if not standing.update(withdrawn=True, withdrawn_at=timezone.now(), version=F("version") + 1):
            raise refusal(
                f"{focus_area} {place}",
                Said("Ett insatsområde med en bedömning.", "A focus area with a judgement."),
                Said("Kontrollera området och platsen.", "Check the focus area and the place."),
            )
        record(by, "judgement.withdrawn", "focus_area", f"{strategy} {focus_area} {place}")
        raise_stamp()


def _missing(judged: Judged) -> list[Fault]:
    wanted = (("reason", judged.reason, "ett skäl", "a reason"), ("name", judged.name, "vem som bedömer", "who judges"))
    return [
        Fault(Location(column=field), text, Said(f"Här ska stå {sv}.", f"Here should stand {en}."), Said("Skriv det.", "Write it."))
        for field, text, sv, en in wanted
        if not text.strip()
    ]


def _unknown(focus_area: str, codes: list[str]) -> list[Fault]:
    if focus_area in codes:
        return []
    listed = ", ".join(codes)
    return [Fault(Location(), focus_area, Said(f"Ett av områdena {listed}.", f"One of {listed}."), Said("Välj ett.", "Choose one."))]


def _no_place(place: PlaceCode) -> list[Fault]:
    if place in all_places():
        return []
    return [Fault(Location(), place, Said("En läns- eller kommunkod.", "A county or municipality code."), Said("Rätta den.", "Mend it."))]


def _early_review(judged: Judged) -> list[Fault]:
    if judged.review is None or judged.review > judged.day:
        return []
    expected = Said("En dag efter bedömningens.", "A day after the judgement's.")
    return [Fault(Location(column="review"), judged.review.isoformat(), expected, Said("Rätta dagen.", "Mend the day."))]
