"""Similar efforts: the same target group, place and kind of work, but other owners. A reason to talk, not a fault.

Kind of work: the same main focus area and the same kind of initiative.
"""

from collections import defaultdict
from dataclasses import dataclass

from samhandling.coverage.rules.attribution import counties_of, is_effort, named_in
from samhandling.coverage.rules.picture import Picture, Placed
from samhandling.ground.periods import TimeState
from samhandling.ground.places import NATION, PlaceCode, county_of, is_county, municipalities_of


@dataclass(frozen=True, slots=True)
class Overlap:
    """Active efforts that resemble each other, with their owners."""

    focus_area: str
    target_group: str
    kind: str
    initiatives: tuple[str, ...]
    owners: tuple[str, ...]


def overlaps(drawn: Picture) -> tuple[Overlap, ...]:
    """Groups of two or more active efforts where each has at least one other with the same group, place and work but no owner in common."""
    groups: dict[tuple[str, str, str], list[Placed]] = defaultdict(list)
    for here in drawn.placed:
        if here.state is TimeState.ACTIVE and here.main and is_effort(here.record):
            for target_group in here.record.target_groups:
                groups[here.main, target_group, here.record.kind.value].append(here)
    found = []
    for (area, target_group, kind), efforts in groups.items():
        alike = [one for one in efforts if any(_resembles(one, other, drawn.question.place) for other in efforts)]
        if alike:
            owners = sorted({owner for effort in alike for owner in effort.record.owners})
            found.append(Overlap(area, target_group, kind, tuple(effort.id for effort in alike), tuple(owners)))
    order = {cell.focus_area: index for index, cell in enumerate(drawn.cells)}
    return tuple(
        sorted(found, key=lambda overlap: (order[overlap.focus_area], -len(overlap.initiatives), overlap.target_group, overlap.kind))
    )


def _resembles(one: Placed, other: Placed, place: PlaceCode) -> bool:
    return not set(one.record.owners) & set(other.record.owners) and bool(_municipalities(one, place) & _municipalities(other, place))


def _municipalities(here: Placed, place: PlaceCode) -> set[PlaceCode]:
    """Where within `place` it works: the named municipalities, or all of a county that it covers."""
    inside: set[PlaceCode] = set()
    for county in counties_of(here.record):
        if place in (NATION, county) or county_of(place) == county:
            inside |= set(named_in(here.record, county) or municipalities_of(county))
    return inside if place == NATION or is_county(place) else inside & {place}
