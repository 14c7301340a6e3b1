"""What is chosen at the step of columns: field, unit and manner of each column, and the manners of the whole file; what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said
from samhandling.plan.rules.headings import LEFT_OUT, MONEY_FIELDS, OWN, fields
from samhandling.plan.rules.manners import ALL_AMOUNTS, ALL_DAYS, WHOLE_FILE, manners_of, throughout
from samhandling.plan.wizard.columns import Column
from samhandling.plan.wizard.looked import Looked
from samhandling.web.office.forms import typed
from samhandling.web.plan.words import field_said
from samhandling.web.request import Request

UNITS: Mapping[str, Said] = {
    "kr": Said("kronor", "kronor"),
    "tkr": Said("tusen kronor", "thousands of kronor"),
    "mnkr": Said("miljoner kronor", "millions of kronor"),
    "foreign": Said("annan valuta, räknas inte", "another currency, not counted"),
}

MANNERS: Mapping[str, Said] = {
    "comma": Said("decimalkomma", "decimal comma"),
    "point": Said("decimalpunkt", "decimal point"),
    "year_first": Said("år, månad, dag", "year, month, day"),
    "day_first": Said("dag, månad, år", "day, month, year"),
    "month_first": Said("månad, dag, år", "month, day, year"),
}


WHOLE: Mapping[str, tuple[str, Said]] = {
    ALL_AMOUNTS: ("alla-belopp", Said("Decimaler i hela filen", "Decimals in the whole file")),
    ALL_DAYS: ("alla-dagar", Said("Dagar i hela filen", "Days in the whole file")),
}
"""The key of a manner that is told of the whole file, with its name in the form and its label."""


@dataclass(frozen=True, slots=True)
class Throughout:
    """A manner of the whole file: its key, what is chosen, what can be, and what is wrong with the choice."""

    key: str
    manner: str
    faults: tuple[Fault, ...] = ()

    @property
    def id(self) -> str:
        """The id of its field on the page."""
        return WHOLE[self.key][0]

    @property
    def label(self) -> Said:
        """What it asks."""
        return WHOLE[self.key][1]

    @property
    def choices(self) -> list[tuple[str, Said]]:
        """What can be chosen."""
        return [(one.value, MANNERS[one.value]) for one in WHOLE_FILE[self.key]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A column with what is chosen for it, and what is wrong with the choice."""

    index: int
    column: Column
    field: str
    unit: str
    manner: str = ""
    faults: tuple[Fault, ...] = ()

    @property
    def id(self) -> str:
        """The id of its field on the page."""
        return f"kol-{self.index}"

    @property
    def is_amount(self) -> bool:
        """Its cells are amounts, so it has a unit."""
        return self.field in MONEY_FIELDS

    @property
    def manners(self) -> list[tuple[str, Said]]:
        """How its cells may be written, where it matters or has been told."""
        is_asked = self.column.is_open or self.column.manner or self.manner
        return [(one, MANNERS[one]) for one in manners_of(self.field)] if is_asked else []

    @property
    def manner_id(self) -> str:
        """The id of that choice on the page."""
        return f"satt-{self.index}"

    @property
    def manner_faults(self) -> tuple[Fault, ...]:
        """What is wrong with that choice."""
        return tuple(fault for fault in self.faults if fault.location.column == self.manner_id)

    @property
    def field_faults(self) -> tuple[Fault, ...]:
        """What is wrong with the choice of field and unit."""
        return tuple(fault for fault in self.faults if fault.location.column == self.id)


def chosen_now(request: Request, one: Chosen) -> Chosen:
    """The column as the form has it. A manner that was told of another sort of field is forgotten."""
    field = typed(request, one.id) or one.field
    manner = typed(request, one.manner_id) if one.manner_id in request.POST else one.manner
    if field != one.field and manner in MANNERS and manner not in manners_of(field):
        manner = ""
    return replace(one, field=field, unit=typed(request, f"enhet-{one.index}") or one.unit, manner=manner)


def whole_of(looked: Looked) -> list[Throughout]:
    """The manners of the whole file as it was read; of what it has columns of."""
    told = looked.read_by.manners
    asked = {throughout(one.field) for one in looked.columns}
    return [Throughout(key, told.get(key, "")) for key in WHOLE if key in asked or key in told]


def whole_now(request: Request, looked: Looked) -> list[Throughout]:
    """As the form has them."""
    return [replace(one, manner=typed(request, one.id)) if one.id in request.POST else one for one in whole_of(looked)]


def faults_of(chosen: list[Chosen], whole: list[Throughout]) -> list[Fault]:
    """A field that stands at two columns, and a choice that there is none of."""
    known, first, faults = {*fields(), OWN, LEFT_OUT}, dict[str, Chosen](), []
    for one in chosen:
        if one.field not in known or one.unit not in UNITS:
            expected = Said("Det är inget fält som finns.", "This is no field that exists.")
            faults.append(Fault(Location(column=one.id), one.field, expected, Said("Välj ett i listan.", "Choose one in the list.")))
        elif one.field not in (OWN, LEFT_OUT) and first.setdefault(one.field, one) is not one:
            name, other = field_said(one.field), first[one.field].column.label
            expected = Said(f"{name.sv} är redan vald för kolumnen {other}.", f"{name.en} is chosen for the column {other} already.")
            way_out = Said("Ett fält läses ur en kolumn. Ändra en av dem.", "A field is read from one column. Change one of them.")
            faults.append(Fault(Location(column=one.id), one.field, expected, way_out))
        if one.manner and one.manner not in manners_of(one.field):
            expected = Said("Det är inget sätt att skriva som finns för den här kolumnen.", "This is no manner of writing for this column.")
            faults.append(
                Fault(Location(column=one.manner_id), one.manner, expected, Said("Välj ett i listan.", "Choose one in the list."))
            )
    return [*faults, *_whole_faults(whole)]


def _whole_faults(whole: list[Throughout]) -> list[Fault]:
    """A manner that there is none of."""
    expected = Said("Det är inget sätt att skriva som finns.", "This is no manner of writing that exists.")
    way_out = Said("Välj ett i listan.", "Choose one in the list.")
    wrong = [one for one in whole if one.manner and one.manner not in dict(one.choices)]
    return [Fault(Location(column=one.id), one.manner, expected, way_out) for one in wrong]
