"""Kolada's key figures, places and groups as plain values, and its codes for places."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from samhandling.figures.sources.fetching.failing import unreadable
from samhandling.figures.sources.moments import moment_of
from samhandling.ground.places import NATION
from samhandling.ground.said import Said


@dataclass(frozen=True, slots=True)
class Kpi:
    """A key figure. `level`: K municipalities, L regions, A both. `dates`: days of publication that Kolada names, preliminary first."""

    id: str
    title: str
    description: str
    level: str
    area: str
    perspective: str
    is_divided_by_gender: bool
    period: str
    dates: tuple[date, ...]

    def published_by(self, day: date) -> date | None:
        """The last named day of publication up to `day`."""
        return max((found for found in self.dates if found <= day), default=None)

    def next_after(self, day: date) -> date | None:
        """The first named day of publication after `day`."""
        return min((found for found in self.dates if found > day), default=None)


@dataclass(frozen=True, slots=True)
class KoladaPlace:
    """A municipality or region: Statistics Sweden's code, the name, and K or L."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group of municipalities or regions ("Liknande kommuner ..."), with Statistics Sweden's codes. Its values are unweighted means."""

    id: str
    title: str
    members: tuple[str, ...]


def to_kolada(code: str) -> str:
    """Kolada's code for a place: 0000 the nation, 00 before a county's code; a municipality's and a group's are its own."""
    if code == NATION:
        return "0000"
    return f"00{code}" if re.fullmatch(r"\d{2}", code) else code


def from_kolada(code: str) -> str:
    """Statistics Sweden's code for Kolada's."""
    return code[2:] if re.fullmatch(r"00\d{2}", code) else code


def kpi_of(found: Mapping[str, Any], url: str) -> Kpi:
    """A key figure. Raises FetchFailed where a needed field is missing."""
    try:
        named = [moment_of(found.get(name)) for name in ("prel_publication_date", "publication_date")]
        return Kpi(
            id=str(found["id"]),
            title=str(found["title"]),
            description=str(found.get("description") or ""),
            level=str(found.get("municipality_type") or ""),
            area=str(found.get("operating_area") or ""),
            perspective=str(found.get("perspective") or ""),
            is_divided_by_gender=bool(found.get("is_divided_by_gender")),
            period=str(found.get("publ_period") or ""),
            dates=tuple(day for day in named if isinstance(day, date)),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise _strange(url, error) from None


def place_of(found: Mapping[str, Any], url: str) -> KoladaPlace:
    """A place. Raises FetchFailed."""
    try:
        return KoladaPlace(from_kolada(str(found["id"])), str(found["title"]), str(found.get("type") or ""))
    except (KeyError, TypeError, AttributeError) as error:
        raise _strange(url, error) from None


def group_of(found: Mapping[str, Any], url: str) -> Group:
    """A group. Raises FetchFailed."""
    try:
        members = tuple(from_kolada(str(member["member_id"])) for member in found["members"])
        return Group(str(found["id"]), str(found["title"]), members)
    except (KeyError, TypeError, AttributeError) as error:
        raise _strange(url, error) from None


def _strange(url: str, error: Exception) -> Exception:
    return unreadable(url, repr(error), Said("ett svar enligt Kolada version 3", "an answer by Kolada version 3"))
