"""A list of initiatives: what is asked for, what is found, and how many each further choice would leave."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from samhandling.ground.places import NATION, PlaceCode, counties, county_of, municipalities_of, place_name
from samhandling.ground.said import Said, same
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.strategy.queries import StrategyView
from samhandling.web.plan.index import OUTSIDE, UNJUDGED, Index, Mask, financiers_of
from samhandling.web.plan.words import GROUPS, KINDS, REACHES, STATE_WORDS, STATES, end_said, named, start_said

PAGE = 50
MOST_CHOICES = 200
"""Longer lists of names are left to the search box: nobody reads them, and they weigh the page down."""

PROPERTY_OF: Mapping[str, str] = {
    "insatsomrade": "area",
    "typ": "kind",
    "agare": "owner",
    "medverkande": "partner",
    "finansiar": "financier",
    "rackvidd": "reach",
    "malgrupp": "target_group",
}
LABELS: Mapping[str, Said] = {
    "sok": Said("Sök", "Search"),
    "plats": Said("Plats", "Place"),
    "insatsomrade": Said("Insatsområde", "Focus area"),
    "lage": Said("Läge", "Status"),
    "typ": Said("Typ", "Kind"),
    "agare": Said("Ägare", "Owner"),
    "medverkande": Said("Medverkande", "Partner"),
    "finansiar": Said("Finansiär", "Financier"),
    "rackvidd": Said("Räckvidd", "Reach"),
    "malgrupp": Said("Målgrupp", "Target group"),
}
SHOWN = ("insatsomrade", "lage", "typ", "agare", "finansiar", "rackvidd", "malgrupp")


@dataclass(frozen=True)
class Wanted:
    """What is asked for. `chosen`: filter → value, by their words in the address; `order` one of ORDERS, a minus before it turns it round."""

    place: PlaceCode
    on: date
    words: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    order: str = "namn"


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter, and how many initiatives choosing it would leave."""

    value: str
    said: Said
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its choices; none where there are too many to choose from."""

    name: str
    label: Said
    chosen: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Listed:
    """What is found: the initiatives' numbers in order, how many there are at the place in all and elsewhere, and the filters."""

    numbers: list[int]
    at_place: int
    elsewhere: int
    active: int
    facets: tuple[Facet, ...]


class Sieve:
    """The filters of one question, each as the initiatives that pass it."""

    def __init__(self, index: Index, states: Mapping[str, Mask], wanted: Wanted) -> None:
        self._index, self._states = index, states
        self.passing = {"sok": index.saying(wanted.words), "plats": index.at(wanted.place)}
        self.passing |= {name: self.of(name, value) for name, value in wanted.chosen.items()}

    def of(self, name: str, value: str) -> Mask:
        """Those that pass one filter."""
        if name == "plats":
            return self._index.at(PlaceCode(value))
        if name == "lage":
            return self._states.get(STATE_WORDS.get(value, ""), 0)
        return self._index.having(PROPERTY_OF[name], value)

    def all_but(self, name: str = "") -> Mask:
        """Those that pass every filter but one."""
        mask = self._index.all
        for other, passing in self.passing.items():
            if other != name:
                mask &= passing
        return mask


def listed(index: Index, states: Mapping[str, Mask], wanted: Wanted, view: StrategyView) -> Listed:
    """Find, count and order."""
    sieve = Sieve(index, states, wanted)
    found = sieve.all_but()
    return Listed(
        numbers=ordered(index, index.numbered(found), wanted.order),
        at_place=index.at(wanted.place).bit_count(),
        elsewhere=(sieve.all_but("plats") & ~found).bit_count(),
        active=(found & states["active"]).bit_count(),
        facets=(_places(sieve, wanted, view), *(_facet(index, sieve, name, wanted, view) for name in SHOWN)),
    )


def ordered(index: Index, numbers: list[int], order: str) -> list[int]:
    """By name in Swedish order, by start, end or granted amount; what is not known comes last whichever way the list is turned."""
    turned, name = order.startswith("-"), order.removeprefix("-")
    if name == "namn":
        return numbers[::-1] if turned else numbers
    wanted, rising = set(numbers), index.rising[name]
    known = [number for number in (reversed(rising) if turned else rising) if number in wanted]
    wanted.difference_update(known)
    return [*known, *(number for number in numbers if number in wanted)]


def _places(sieve: Sieve, wanted: Wanted, view: StrategyView) -> Facet:
    """The nation; the strategy's county and the asked one with their municipalities; other counties that something is known of."""
    others, own = sieve.all_but("plats"), view.place
    near = dict.fromkeys(county_of(PlaceCode(code)) for code in (own, wanted.place) if code and code != NATION)
    codes = [place for county in near for place in (county, *municipalities_of(county))]
    codes += [NATION, *(code for code in counties() if code not in near)]
    choices = [Choice(code, place_said(code), (others & sieve.of("plats", code)).bit_count()) for code in codes]
    shown = tuple(one for one in choices if one.count or one.value in (NATION, wanted.place) or county_of(PlaceCode(one.value)) in near)
    return Facet("plats", LABELS["plats"], wanted.place, shown)


def place_said(code: PlaceCode) -> Said:
    """The place's name; the nation as a reader says it."""
    return Said("Hela landet", "The whole nation") if code == NATION else same(place_name(code))


def _facet(index: Index, sieve: Sieve, name: str, wanted: Wanted, view: StrategyView) -> Facet:
    others, chosen = sieve.all_but(name), wanted.chosen.get(name, "")
    counted = ((value, said, (others & sieve.of(name, value)).bit_count()) for value, said in _values(index, name, view))
    choices = tuple(
        Choice(value, said, count) for value, said, count in counted if count or value == chosen or name in ("insatsomrade", "lage")
    )
    if len(choices) > MOST_CHOICES:
        choices = tuple(one for one in choices if one.value == chosen)
    return Facet(name, LABELS[name], chosen, choices)


def _values(index: Index, name: str, view: StrategyView) -> Iterator[tuple[str, Said]]:
    """Every value of a filter, in the order that it is read in."""
    if name == "lage":
        yield from ((word, GROUPS[state]) for word, state in STATE_WORDS.items())
    elif name == "insatsomrade":
        yield from ((area.code, Said(f"{area.code} {area.short.sv}", f"{area.code} {area.short.en}")) for area in view.focus_areas)
        yield OUTSIDE, Said("Utanför insatsområdena", "Outside the focus areas")
        yield UNJUDGED, Said("Inte bedömda", "Not judged")
    elif name in ("typ", "rackvidd"):
        words = KINDS if name == "typ" else REACHES
        yield from ((value, said) for value, said in words.items() if value in index.properties[PROPERTY_OF[name]])
    else:
        yield from ((value, same(index.actor_name(value))) for value in index.values[PROPERTY_OF[name]])


def chosen_said(index: Index, name: str, value: str, view: StrategyView) -> Said:
    """The name of a chosen value, also where nothing has it."""
    return dict(_values(index, name, view)).get(value, same(index.actor_name(value)))


@dataclass(frozen=True, slots=True)
class ListRow:
    """One initiative in a list, as page, JSON, CSV and workbook tell it."""

    record: InitiativeRecord
    state: str
    owners: tuple[tuple[str, str], ...]
    partners: tuple[str, ...]
    financiers: tuple[str, ...]
    granted: Fraction | None

    @property
    def said(self) -> Said:
        """Its state in words."""
        return named(STATES, self.state)

    @property
    def start(self) -> Said:
        """When it starts, as far as is known."""
        return start_said(self.record.period)

    @property
    def end(self) -> Said:
        """When it ends, as far as is known."""
        return end_said(self.record.period)


def row_of(index: Index, number: int, states: Mapping[str, Mask]) -> ListRow:
    """An initiative as the list tells it."""
    record, bit = index.records[number], 1 << number
    return ListRow(
        record=record,
        state=next(state for state, mask in states.items() if mask & bit),
        owners=tuple((code, index.actor_name(code)) for code in record.owners),
        partners=tuple(index.actor_name(code) for code in record.partners),
        financiers=tuple(index.actor_name(code) for code in financiers_of(record)),
        granted=record.granted,
    )
