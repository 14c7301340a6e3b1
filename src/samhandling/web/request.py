"""What a page needs of a request: language, viewer, which day, place and strategy it is about."""

from dataclasses import dataclass
from datetime import date
from typing import cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.places import NATION, PlaceCode, all_places
from samhandling.ground.said import Language, Said
from samhandling.ground.viewer import VISITOR, Viewer
from samhandling.strategy.queries import StrategyView, strategies
from samhandling.strategy.queries import strategy as open_strategy

YEARS = range(1900, 2200)
"""Of the days that a page can be about."""


class Request(HttpRequest):
    """A request with what the middleware found out about it."""

    language: Language = "sv"
    viewer: Viewer = VISITOR

    @staticmethod
    def of(request: HttpRequest) -> "Request":
        """The same request, typed."""
        return cast("Request", request)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which picture a page is about. What stands here follows along in every link."""

    strategy: StrategyView
    on: date
    place: PlaceCode
    known_on: date | None
    is_default_day: bool

    @property
    def kept(self) -> dict[str, str]:
        """What a link must carry to stay at the same picture."""
        kept = {} if self.is_default_day else {"dag": self.on.isoformat()}
        if self.place != (self.strategy.place or NATION):
            kept["plats"] = self.place
        if self.known_on:
            kept["kant"] = self.known_on.isoformat()
        return kept

    @property
    def query(self) -> str:
        """`kept` as a query string, with its question mark."""
        return f"?{urlencode(self.kept)}" if self.kept else ""


def chosen_strategy(request: Request) -> StrategyView:
    """The strategy that the site shows: the one that the setting names, else the first that is loaded. Raises Refused."""
    loaded = [row.code for row in strategies(request.viewer) if row.kind == "strategy"]
    wanted = getattr(settings, "SAMHANDLING_STRATEGY", "") or (loaded[0] if loaded else "")
    if not wanted:
        raise refusal(
            "",
            Said("Ingen strategi är inläst ännu.", "No strategy is loaded yet."),
            Said("Läs in en med: samhandling strategy load FIL.", "Load one with: samhandling strategy load FILE."),
        )
    return open_strategy(wanted, request.viewer)


def asked_of(request: Request) -> Asked:
    """Read day, place and known-on from the address. Raises Refused with all that cannot be read, at once."""
    view = chosen_strategy(request)
    faults: list[Fault] = []
    on = day_in(request, "dag", faults)
    known_on = day_in(request, "kant", faults)
    place = PlaceCode(request.GET.get("plats") or view.place or NATION)
    if place not in all_places():
        faults.append(
            Fault(
                Location(column="plats"),
                place,
                Said("Det är ingen känd plats.", "This is no known place."),
                Said("Välj en plats i listan.", "Choose a place in the list."),
            )
        )
    if faults:
        raise Refused(faults)
    return Asked(view, on or timezone.localdate(), place, known_on, on is None)


def day_in(request: Request, name: str, faults: list[Fault]) -> date | None:
    """A day of the address; an empty one is none."""
    text = request.GET.get(name, "").strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
        if day.year not in YEARS:
            raise ValueError(text)
        return day
    except ValueError:
        expected = Said("Det är ingen dag som finns.", "This is no day that exists.")
        way_out = Said("Skriv den som 2018-06-30.", "Write it as 2018-06-30.")
        faults.append(Fault(Location(column=name), text, expected, way_out))
        return None
