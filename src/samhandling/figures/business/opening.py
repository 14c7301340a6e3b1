"""Written and read: which municipalities let others see them by name beside themselves. Closed until somebody there opens it."""

from django.db import transaction
from django.utils import timezone

from samhandling.figures.models import OpenedComparison
from samhandling.ground.faults import refusal
from samhandling.ground.places import PlaceCode, all_places, is_municipality, place_name
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer, ViewerKind
from samhandling.office.actions import raise_stamp, record
from samhandling.people.models import Actor
from samhandling.people.rules.permission import Rule, require

OPENS_COMPARISON = Rule(
    "opens_comparison",
    Said(
        "Den som har loggat in och svarar för kommunen, själv eller med en egen nyckel. Ingen annan i dess ställe.",
        "Whoever has signed in and answers for the municipality, in person or with a token of their own. Nobody else in its stead.",
    ),
    lambda viewer, of: viewer.kind in (ViewerKind.PERSON, ViewerKind.TOKEN) and not viewer.read_only and not viewer.actors.isdisjoint(of),
)
_TYPES = ("kommun", "municipality")


def open_comparison(place: str, *, by: Viewer) -> None:
    """Let other municipalities see `place` by name. Raises NotAllowed; Refused: no municipality. Opening what is open changes nothing."""
    _require(place, by)
    with transaction.atomic():
        _, made = OpenedComparison.objects.get_or_create(place=place, defaults={"opened": timezone.now(), "person": by.person})
        if made:
            raise_stamp(public=True)
            record(by, "comparison.opened", "place", place, {"open": (False, True)})


def close_comparison(place: str, *, by: Viewer) -> None:
    """Let nobody see `place` by name any more. Raises NotAllowed; Refused: no municipality."""
    _require(place, by)
    with transaction.atomic():
        gone, _ = OpenedComparison.objects.filter(place=place).delete()
        if gone:
            raise_stamp(public=True)
            record(by, "comparison.closed", "place", place, {"open": (True, False)})


def opened_places(*, seen_by: Viewer) -> frozenset[str]:
    """Municipalities that others may see by name."""
    return frozenset(OpenedComparison.objects.visible_to(seen_by).values_list("place", flat=True))


def may_open(place: str, viewer: Viewer) -> bool:
    """The viewer may open and close the comparison of this municipality."""
    return is_municipality(PlaceCode(place)) and OPENS_COMPARISON.lets_in(viewer, _actors_of(place))


def _require(place: str, by: Viewer) -> None:
    if PlaceCode(place) not in all_places() or not is_municipality(PlaceCode(place)):
        raise refusal(
            place_name(PlaceCode(place))[:80],
            Said("En kommun.", "A municipality."),
            Said("Välj en kommun. Län jämförs alltid med namn.", "Choose a municipality. Counties are always compared by name."),
        )
    require(OPENS_COMPARISON, by, _actors_of(place))


def _actors_of(place: str) -> frozenset[str]:
    """Codes of the actors that are the municipality itself, not the companies in it."""
    return frozenset(Actor.objects.filter(municipality=place, type__in=_TYPES, merged_into=None).values_list("code", flat=True))
