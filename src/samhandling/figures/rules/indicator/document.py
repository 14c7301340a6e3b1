"""What an indicator file holds. This model is the truth: a new indicator is a few lines of TOML and nothing else."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field

from samhandling.figures.rules.calendar.due import Lag
from samhandling.figures.rules.indicator.measures import OPTIONS
from samhandling.figures.rules.movement.direction import Better, Direction
from samhandling.figures.rules.movement.series import BreakMark
from samhandling.figures.rules.target_path import Path
from samhandling.strategy.rules.document import NodeId, Part, StrategyId, Text, Words

IndicatorId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Year = Annotated[int, Field(ge=1900, le=2200)]
Count = Annotated[int, Field(ge=0, le=1200)]
Decimals = Annotated[int, Field(ge=0, le=6)]
Percent = Annotated[int, Field(ge=1, le=100)]
Years = Annotated[int, Field(ge=1, le=50)]

SERVERS = {"scb": "scb", "tillvaxtanalys": "tva"}
"""Statistical databases that a table may stand in, with the first part of their series' keys."""


class Origin(Part):
    """Where a series comes from. `kind` says which of the keys it has.

    kolada: `kpi`. pxwebapi2: `server`, `table`, `select` (variable to codes or labels; "*" all; a variable left out: its total) and `path`, the folders
    of the older interface. eurostat: `dataset`, `select`. file: a file by hand, `producer` and `name`. local: the product's own
    register, `producer` and `name`. computed: `rule` and `of`, the indicator that it is computed from, and the rule's options: `level`
    of the industries, the `industries` that are meant, `base` of a logarithm, `percent` to be reached, `years` of growth, a `part` of it.
    """

    kind: Literal["kolada", "pxwebapi2", "eurostat", "file", "local", "computed"]
    kpi: str = ""
    server: Literal["", "scb", "tillvaxtanalys"] = ""
    table: str = ""
    path: str = ""
    dataset: str = ""
    select: Mapping[str, tuple[Words, ...]] = {}
    producer: Text | None = None
    name: str = ""
    url: str = ""
    licence: str = ""
    rule: str = ""
    of: str = ""
    level: Literal["", "section", "sections_joined", "division", "group", "class", "detail"] = ""
    industries: tuple[Words, ...] = ()
    base: Literal[2, 10, "e"] | None = None
    percent: Percent | None = None
    years: Years | None = None
    part: Literal["", "total", "national", "mix", "regional"] = ""

    @property
    def options(self) -> Mapping[str, Any]:
        """The options of a computed series that are stated, as plain values."""
        stated = {name: getattr(self, name) for name in OPTIONS}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in stated.items() if value}

    @property
    def key(self) -> str:
        """The series' key: "kolada:N02201", "scb:ArbStatusM"."""
        made = {
            "kolada": f"kolada:{self.kpi}",
            "pxwebapi2": f"{SERVERS.get(self.server, self.server)}:{self.table.removesuffix('.px')}",
            "eurostat": f"eurostat:{self.dataset}",
            "computed": f"computed:{self.rule}",
        }
        return made.get(self.kind, f"{self.kind}:{self.name}")


class Series(Part):
    """One series of a chain, with the first and last period that it may be used for. `also`: other keys that it is known by.

    `continues`: it counts the same as the series before it in the chain (preliminary values of a final table), so the two may be compared.
    """

    source: Origin
    first: str | None = Field(default=None, alias="from")
    last: str | None = Field(default=None, alias="to")
    status: Literal["", "preliminary", "final"] = ""
    continues: bool = False
    also: tuple[Words, ...] = ()
    note: Text | None = None


class Algebra(Part):
    """An indicator that is computed: numerator / denominator x factor, each a chain of series of its own."""

    numerator: tuple[Series, ...] = Field(min_length=1)
    denominator: tuple[Series, ...] = Field(min_length=1)
    factor: Decimal = Decimal(1)


class Break(Part):
    """From this period on, the indicator is counted another way. `comparable`: both sides may be compared, with care."""

    at: Words
    comparable: bool = False
    sv: Words
    en: str = ""


class Bounds(Part):
    """The band that the value is to lie in, both bounds included."""

    low: Decimal
    high: Decimal


class Target(Part):
    """One adopted version of the target path: level by year, when it was adopted, and where the decision stands. No `place`: every place."""

    adopted: date
    decision: Words
    place: str = ""
    levels: Mapping[Year, Decimal] = Field(min_length=1)


class Comparators(Part):
    """Whom to compare with. `similar`: how the names of Kolada's groups of similar regions or municipalities begin."""

    nation: bool = True
    neighbours: bool = False
    similar: tuple[Words, ...] = ()


class Release(Part):
    """When figures come. `lag`: after the end of the period, as a rule; `declared`: days that the source has named, by period."""

    months: Count | None = None
    days: Count | None = None
    product: str = ""
    declared: Mapping[str, date] = {}
    sv: str = ""
    en: str = ""

    @property
    def lag(self) -> Lag | None:
        """The rule, where one is stated."""
        return None if self.months is None and self.days is None else Lag(self.months or 0, self.days or 0)


class Indicator(Part):
    """A defined quantity. `direction` is required and never guessed; "neither" is for what only tells of the surroundings.

    `persons`: the unit counted is people, and `by_sex` says whether the source publishes them by sex.
    `by`: variables of the table that stay open beside place and sex, so that there is one value for each of their members.
    `unsure`: what has not been checked against the source. No `targets` is a normal state.
    """

    id: IndicatorId
    title: Text
    definition: Text
    unit: Text
    decimals: Decimals = 1
    direction: Literal["higher", "lower", "band", "neither"]
    band: Bounds | None = None
    role: Literal["context", "outcome", "result"]
    levels: tuple[Literal["nation", "county", "municipality", "functional"], ...] = Field(min_length=1)
    frequency: Literal["month", "quarter", "half_year", "year", "two_years", "irregular"]
    focus_areas: tuple[NodeId, ...] = ()
    prerequisites: tuple[NodeId, ...] = ()
    by: tuple[Words, ...] = ()
    persons: bool = False
    by_sex: bool | None = None
    baseline: Year | None = None
    targets: tuple[Target, ...] = ()
    series: tuple[Series, ...] = ()
    algebra: Algebra | None = None
    breaks: tuple[Break, ...] = ()
    comparators: Comparators = Comparators()
    release: Release | None = None
    note: Text | None = None
    unsure: Text | None = None

    @property
    def stated(self) -> Direction:
        """The direction, for the rules of movement."""
        return Direction(Better(self.direction), self.band.low if self.band else None, self.band.high if self.band else None)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The target paths, for the rules of movement."""
        return tuple(Path(dict(target.levels), target.adopted, target.decision, target.place) for target in self.targets)

    @property
    def break_marks(self) -> tuple[BreakMark, ...]:
        """The break marks, for the rules of movement."""
        return tuple(BreakMark(mark.at, Text(sv=mark.sv, en=mark.en).said, mark.comparable) for mark in self.breaks)

    @property
    def every_series(self) -> tuple[Series, ...]:
        """The chain, or the chains of numerator and denominator."""
        return (*self.series, *((*self.algebra.numerator, *self.algebra.denominator) if self.algebra else ()))

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that its series are known by."""
        return tuple(key for series in self.every_series for key in (series.source.key, *series.also))


class Statement(Part):
    """Something that a strategy says of its region, in our words, with the page where it stands and how to see whether it still holds.

    `number`: the figure that the strategy gives, where it gives one. `holds`: what must be so of the indicator; `years`: over how many
    years a movement is looked at; `than`: the level of above and below; `within`: how near similar is. `as_of`: the year that it was said of.
    `otherwise`: another indicator that tells nearly the same, asked where the first one has no figures.
    """

    id: IndicatorId
    said: Text
    page: Annotated[int, Field(ge=1, le=10_000)]
    section: Words
    number: Decimal | None = None
    number_of: Text | None = None
    indicator: IndicatorId
    otherwise: IndicatorId | None = None
    holds: Literal["higher", "lower", "similar", "rising", "falling", "above", "below", "faster", "slower"]
    than: Decimal | None = None
    within: Decimal | None = None
    years: Annotated[int, Field(ge=1, le=50)] | None = None
    as_of: Words
    note: Text | None = None


class IndicatorFile(Part):
    """A file of indicators, of statements, or of both, that belong to one strategy."""

    id: NodeId
    strategy: StrategyId
    title: Text
    note: Text | None = None
    source: str = ""
    place: str | None = None
    indicators: tuple[Indicator, ...] = ()
    statements: tuple[Statement, ...] = ()
