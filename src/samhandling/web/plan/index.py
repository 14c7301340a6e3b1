"""The initiatives that a viewer may see, ready to be searched, filtered and counted without asking the database.

Which initiatives have a property is one whole number, with bit n set where initiative n has it: to filter is `&`, to count is
`bit_count`. Ten thousand initiatives cost microseconds a filter. Kept in each process for as long as the plan stamp stands.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from samhandling.coverage.queries import known_records
from samhandling.coverage.rules.attribution import counties_of, distribution_of, is_effort, named_in
from samhandling.ground.money import ORE
from samhandling.ground.periods import TimeState
from samhandling.ground.places import NATION, PlaceCode, county_of, is_municipality, place_name
from samhandling.ground.viewer import Level, Viewer
from samhandling.language.stems import is_found, search_stems, search_text
from samhandling.language.text import sort_key
from samhandling.office.kept import Kept, Shelf
from samhandling.people.queries import ActorRow, actors
from samhandling.plan.rules.record import InitiativeRecord

Mask = int
Key = TypeVar("Key", bound=Hashable)

OUTSIDE = "utanfor"
UNJUDGED = "inte-bedomda"
NOT_COUNTED = "not_counted"
"""The state of what is no effort: administration of a programme, and what is still being talked about."""


@dataclass(frozen=True)
class Index:
    """Every initiative by number (in Swedish order of their names), and who has what.

    `values`: each property's values in Swedish order of their names. `rising`: the numbers of those with a known start, end or amount,
    the least first.
    """

    records: tuple[InitiativeRecord, ...]
    numbers: Mapping[str, int]
    actors: Mapping[str, ActorRow]
    texts: tuple[str, ...]
    all: Mask
    efforts: Mask
    counties: Mapping[str, Mask]
    wide: Mapping[str, Mask]
    named: Mapping[str, Mask]
    properties: Mapping[str, Mapping[str, Mask]]
    values: Mapping[str, tuple[str, ...]]
    rising: Mapping[str, tuple[int, ...]]
    level: Level

    def record(self, code: str) -> InitiativeRecord | None:
        """The initiative with a case number."""
        number = self.numbers.get(code)
        return None if number is None else self.records[number]

    def at(self, place: PlaceCode) -> Mask:
        """Those that some part of belongs to a place, as the coverage picture has it."""
        if place == NATION:
            return self.all
        if is_municipality(place):
            return self.named.get(place, 0) | self.wide.get(county_of(place), 0)
        return self.counties.get(place, 0)

    def saying(self, words: str) -> Mask:
        """Those whose name, number, description, actors, financiers, target groups or named municipalities hold every word."""
        needles = search_stems(words)
        return (
            mask_of((number for number, text in enumerate(self.texts) if is_found(needles, text)), len(self.texts)) if needles else self.all
        )

    def having(self, property_: str, value: str) -> Mask:
        """Those with a value of a property."""
        return self.properties[property_].get(value, 0)

    def actor_name(self, code: str) -> str:
        """An actor's name; a financier that is no actor is its own name."""
        return self.actors[code].name if code in self.actors else code

    def numbered(self, mask: Mask) -> list[int]:
        """The numbers in a mask, in Swedish order of their names."""
        bits = f"{mask:b}"[::-1]
        return [number for number, bit in enumerate(bits) if bit == "1"]


def mask_of(numbers: Iterable[int], size: int) -> Mask:
    """The whole number with these bits set."""
    held = bytearray(size // 8 + 1)
    for number in numbers:
        held[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(held, "little")


_indexes: Kept[Index] = Kept(8)
_states: Kept[Mapping[str, Mask]] = Kept(60)


def index_of(strategy: str, *, seen_by: Viewer, known_on: date | None = None) -> Index:
    """The index of what a viewer may see, as it was known on a day; from memory where nothing has changed."""
    key = (strategy, known_on, seen_by.sight)
    level = seen_by.level
    return _indexes.get(
        key,
        lambda: build(
            known_records(strategy, seen_by=seen_by, known_on=known_on), {one.code: one for one in actors(seen_by=seen_by)}, level
        ),
        level=level,
    )


def states_of(index: Index, on: date, key: Hashable) -> Mapping[str, Mask]:
    """Where the initiatives stand on a day: by time state, and those that are no efforts apart. `key` tells the index from others."""
    return _states.get((key, on), lambda: _by_state(index, on), level=index.level)


def _by_state(index: Index, on: date) -> Mapping[str, Mask]:
    found: dict[str, list[int]] = {state.value: [] for state in TimeState}
    for number, record in enumerate(index.records):
        found[record.period.state_on(on).value].append(number)
    size = len(index.records)
    states = {state: mask_of(numbers, size) & index.efforts for state, numbers in found.items()}
    return {**states, NOT_COUNTED: index.all & ~index.efforts}


def build(records: Iterable[InitiativeRecord], known_actors: Mapping[str, ActorRow], level: Level) -> Index:
    """Make the index. What follows from a record alone is worked out once for each record object."""
    names = {code: actor.name for code, actor in known_actors.items()}
    traits = sorted(_traits_of(records, names, level), key=lambda one: (one.key, one.record.id))
    size = len(traits)
    properties = {name: _masks([one.values[name] for one in traits]) for name in PROPERTIES}
    return Index(
        records=tuple(one.record for one in traits),
        numbers={one.record.id: number for number, one in enumerate(traits)},
        actors=known_actors,
        texts=tuple(one.text for one in traits),
        all=mask_of(range(size), size),
        efforts=mask_of((number for number, one in enumerate(traits) if one.is_effort), size),
        counties=_masks([one.counties for one in traits]),
        wide=_masks([one.wide for one in traits]),
        named=_masks([one.named for one in traits]),
        properties=properties,
        values={name: _by_name(found, names) for name, found in properties.items()},
        rising={name: _rising([one.rising[name] for one in traits]) for name in ORDERS},
        level=level,
    )


@dataclass(frozen=True, slots=True)
class Traits:
    """What an index needs of one record. `told`: the names of its actors that the text was made with."""

    record: InitiativeRecord
    told: tuple[str, ...]
    key: str
    text: str
    is_effort: bool
    counties: tuple[PlaceCode, ...]
    wide: tuple[PlaceCode, ...]
    named: tuple[PlaceCode, ...]
    values: Mapping[str, tuple[str, ...]]
    rising: Mapping[str, int | None]


_known_traits: Shelf[Level, dict[str, Traits]] = Shelf(3)


def _traits_of(records: Iterable[InitiativeRecord], names: Mapping[str, str], level: Level) -> list[Traits]:
    """Of every record; after a change nearly all are the same objects as before, and their traits too."""
    before = _known_traits.get(level) or {}
    now: dict[str, Traits] = {}
    for record in records:
        told = tuple(names.get(code, code) for code in (*record.owners, *record.partners, *financiers_of(record)))
        found = before.get(record.id)
        now[record.id] = found if found and found.record is record and found.told == told else _traits(record, told)
    _known_traits.put(level, now)
    return list(now.values())


def _traits(record: InitiativeRecord, told: tuple[str, ...]) -> Traits:
    counties = tuple(counties_of(record))
    return Traits(
        record=record,
        told=told,
        key=sort_key(record.title),
        text=_text(record, told),
        is_effort=is_effort(record),
        counties=counties,
        wide=tuple(county for county in counties if not named_in(record, county)),
        named=tuple(_named(record)),
        values={name: tuple(values(record)) for name, values in PROPERTIES.items()},
        rising={name: key(record) for name, key in ORDERS.items()},
    )


def _by_name(values: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(values, key=lambda value: (sort_key(names.get(value, value)), value)))


def _rising(values: Iterable[int | None]) -> tuple[int, ...]:
    keys = {number: value for number, value in enumerate(values) if value is not None}
    return tuple(sorted(keys, key=keys.__getitem__))


def _day(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _ore(record: InitiativeRecord) -> int | None:
    return None if record.granted is None else int(record.granted * ORE)


ORDERS: Mapping[str, Callable[[InitiativeRecord], int | None]] = {
    "start": lambda record: _day(record.period.start),
    "slut": lambda record: _day(record.period.end),
    "belopp": _ore,
}
"""What a list can be ordered by, besides the name, by its word in the address."""


def _masks(rows: Sequence[Iterable[Key]]) -> dict[Key, Mask]:
    """Value → the numbers of the rows that hold it."""
    found: dict[Key, list[int]] = defaultdict(list)
    for number, values in enumerate(rows):
        for value in values:
            found[value].append(number)
    return {value: mask_of(numbers, len(rows)) for value, numbers in found.items()}


def _named(record: InitiativeRecord) -> list[PlaceCode]:
    counties = counties_of(record)
    return [code for county in counties for code in named_in(record, county)]


def areas_of(record: InitiativeRecord) -> list[str]:
    """The focus areas that it contributes to; that some of it lies outside them all; that nobody has placed it."""
    found = [share.focus_area for share in record.shares]
    if is_effort(record) and not record.basis.is_judged:
        return [*found, UNJUDGED]
    return [*found, OUTSIDE] if is_effort(record) and distribution_of(record).outside else found


def financiers_of(record: InitiativeRecord) -> list[str]:
    """Each one that money of any kind comes from."""
    return list(dict.fromkeys(grant.financier for grant in record.grants if grant.financier))


PROPERTIES: Mapping[str, Callable[[InitiativeRecord], Iterable[str]]] = {
    "area": areas_of,
    "kind": lambda record: [record.kind.value],
    "owner": lambda record: dict.fromkeys(record.owners),
    "partner": lambda record: dict.fromkeys(record.partners),
    "financier": financiers_of,
    "reach": lambda record: [record.reach.value],
    "target_group": lambda record: dict.fromkeys(record.target_groups),
}


def _text(record: InitiativeRecord, told: Iterable[str]) -> str:
    places = (place_name(code) for code in record.municipalities)
    return search_text(" ".join((record.title, record.id, record.purpose_sv, record.purpose_en, *told, *record.target_groups, *places)))
