"""What is answered of indicators: values with where they come from, comparators, source lines, what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from samhandling.figures.rules.calendar.due import Due
from samhandling.figures.rules.changes import Change
from samhandling.figures.rules.comparing.statements import StillHolds
from samhandling.figures.rules.indicator.document import Indicator, Statement
from samhandling.figures.rules.movement.series import BreakMark, Point
from samhandling.figures.rules.movement.told import Told
from samhandling.figures.rules.revision_words import Revised
from samhandling.ground.said import Said


@dataclass(frozen=True, slots=True)
class Value:
    """A value of one place and period. `value` None: nothing is known, and `status` has the source's sign for why; never 0.

    `series`: the source's key ("scb:ArbStatusM"). `known_from`: the day that it was published or first seen. `preliminary`: the
    series' file says that such values are replaced by final ones.
    """

    period: str
    value: Decimal | None
    status: str
    series: str
    known_from: date
    preliminary: bool = False

    @property
    def point(self) -> Point:
        """The same for the rules of movement."""
        return Point(self.period, self.value, self.status)


@dataclass(frozen=True, slots=True)
class Line:
    """The values of a place in order of time, joined of the chain's series; `breaks` are the joints' marks, beside the file's own."""

    values: tuple[Value, ...] = ()
    breaks: tuple[BreakMark, ...] = ()

    @property
    def points(self) -> tuple[Point, ...]:
        """The same for the rules of movement."""
        return tuple(value.point for value in self.values)

    @property
    def latest(self) -> Value | None:
        """The last known value."""
        return next((value for value in reversed(self.values) if value.value is not None), None)


@dataclass(frozen=True, slots=True)
class Across:
    """The values of many places; `sources`: what each series that is held is called, by its key ("SCB, ArbStatusM")."""

    lines: Mapping[str, Line]
    sources: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """One member of what stays open beside place and sex (an industry): its codes by dimension, its name, its values."""

    codes: tuple[tuple[str, str], ...]
    name: str
    line: Line


@dataclass(frozen=True, slots=True)
class Beside:
    """Whom the place is compared with. `key`: nation, neighbours, similar. `places`: whose values it is made of; of several, the median.

    A period where fewer than half of them have a value has none.
    """

    key: str
    name: Said
    places: tuple[str, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where a series' figures are from, with what stands under a chart (`said`).

    `period`: the last one of this place, and `known_from` the day from which that value is known; both of the day asked about.
    `published` and `fetched` are the latest release's.
    """

    series: str
    code: str
    producer: str
    title: str
    period: str | None
    known_from: date | None
    published: date | None
    fetched: datetime
    licence: str
    url: str
    preliminary: bool
    stale_since: date | None
    note: str
    said: Said


@dataclass(frozen=True, slots=True)
class Missing:
    """A series that nothing is held of, or nothing for this place. `command`: what fetches it; "" where it cannot be fetched."""

    series: str
    said: Said
    command: str


@dataclass(frozen=True, slots=True)
class RevisedCell:
    """A value that a release changed: of which place, period and series, what kind of change, and the sentence (`revised.said`)."""

    series: str
    place: str
    period: str
    change: Change
    known_before: date
    revised: Revised


@dataclass(frozen=True, slots=True)
class IndicatorAnswer:
    """All that is known of an indicator for a place, as known on a day.

    `line`: the values that the sentence is about (everyone, where there are sexes); `women`, `men`: theirs, empty where not held;
    `parts`: one for each member where the indicator stays open beside place and sex. `known_on`: None where it is today's picture.
    """

    strategy: str
    indicator: Indicator
    place: str
    on: date
    known_on: date | None
    line: Line
    women: Line
    men: Line
    parts: tuple[Part, ...]
    beside: tuple[Beside, ...]
    told: Told
    revisions: tuple[RevisedCell, ...]
    sources: tuple[SourceLine, ...]
    missing: tuple[Missing, ...]
    notes: tuple[Said, ...]
    due: Due

    @property
    def is_held(self) -> bool:
        """There is a value to show."""
        return self.line.latest is not None or any(part.line.latest for part in self.parts)


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """An indicator in the list: whether figures are held, the latest value for the place, and when the next come."""

    indicator: Indicator
    series: tuple[str, ...]
    held: tuple[str, ...]
    latest: Value | None
    latest_period: str | None
    stale_since: date | None
    due: Due
    command: str

    @property
    def is_held(self) -> bool:
        """Figures are held of one of its series at least."""
        return bool(self.held)


@dataclass(frozen=True, slots=True)
class StatementAnswer:
    """A statement of the strategy and whether it still holds. `file`: the title of the picture that it is part of; `source`: its document.

    `said_of_place`: whom the strategy said it of; `place`: whom it is held against here, as a rule the same. `instead_of`: the indicator
    that the statement names, where it has no figures and `indicator` is the one that answers in its place.
    """

    statement: Statement
    file: Said
    source: str
    said_of_place: str
    place: str
    indicator: Indicator
    answer: StillHolds
    missing: tuple[Missing, ...]
    instead_of: Indicator | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """One good release of a series as it changed what was known."""

    series: str
    known_from: date
    published: date | None
    fetched: datetime
    counts: Mapping[Change, int]
