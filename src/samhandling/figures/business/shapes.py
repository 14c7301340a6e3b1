"""What a reading of business life is made of: what pages, commands and the API show."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from samhandling.ground.said import Said

NATION_ITSELF = Said("riket", "the nation")


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place that can be asked about. `level`: "nation", "county" or "municipality"."""

    code: str
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where the figures come from. `marked_generated`: made by a generator for trying out, true of nobody. `checksum`: of the file read."""

    producer: str
    table: str
    licence: str
    published: date | None
    fetched: datetime | None
    marked_generated: bool
    note: Said | None
    cube: str = ""
    checksum: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """How finely the industries are told apart: "avdelningar i SNI 2007", how many there are, and the years that can be asked for."""

    name: Said
    groups: int
    classification: str = ""
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """A measure that cannot be computed, and why in a sentence."""

    reason: Said


@dataclass(frozen=True, slots=True)
class IndustryRow:
    """One industry of the place. `count`: jobs (unrounded); `share`, `nation_share`: 0 to 1; `lq`: the quotient of the two shares.

    `low`, `high`: how far a few jobs more or less could move the quotient. `None` only where `reason` says why. `sureness`: a caution.
    """

    code: str
    name: Said
    count: float | None
    share: float | None
    nation_share: float | None
    lq: float | None
    sureness: Said | None
    reason: Said | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class GrowthRow:
    """One industry's parts of the growth, in jobs; `None` only where `reason` says why. nation + industry + own = total."""

    code: str
    name: Said
    nation: float | None
    industry: float | None
    own: float | None
    total: float | None = None
    reason: Said | None = None


@dataclass(frozen=True, slots=True)
class Growth:
    """Dunn's shift-share in jobs from `base_year` to `year`: nation_part + industry_part + own_part = total.

    `start`: jobs in the base year. `broken`: breaks in the series between the two years; with any of them the parts are not comparable
    and the page says so. `by_industry`: largest own part first, whichever sign.
    """

    total: float
    nation_part: float
    industry_part: float
    own_part: float
    unit: Said
    by_industry: tuple[GrowthRow, ...]
    broken: tuple[Said, ...] = ()
    start: float = 0.0
    base_year: int = 0
    year: int = 0


@dataclass(frozen=True, slots=True)
class BreadthPoint:
    """One year: as many equally large industries as the jobs are spread over, here and in the nation."""

    year: int
    equivalent_number: float | None
    nation: float | None
    reason: Said | None = None


@dataclass(frozen=True, slots=True)
class Breadth:
    """How spread out the jobs are. `equivalent_number`: so many equally large industries would be as narrow; `entropy` in bits;

    `hachman`: 0 to 1, 1 when the structure is the nation's; `related`, `unrelated`: entropy within and between groups, bits.
    A measure that cannot be computed is `Unknown`. `direction`: broader, narrower or the same, in a sentence. `breaks`: each break of the
    series in a sentence, `break_years` its first year.
    """

    equivalent_number: "float | Unknown"
    entropy: "float | Unknown"
    hachman: "float | Unknown"
    related: "float | Unknown"
    unrelated: "float | Unknown"
    series: tuple[BreadthPoint, ...]
    direction: Said
    breaks: tuple[Said, ...] = ()
    break_years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NearRow:
    """One industry. `nearness`: 0 to 1, how much of what it usually stands beside is there; `demanding`: 0 to 1, its rank among all

    by the product complexity index (1: the most demanding). `present`: it is already a strength here.
    """

    code: str
    name: Said
    nearness: float
    demanding: float
    present: bool
    count: float | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """What lies near: industries that are not yet a strength, nearest first, then those present. `year`: whose structure was read."""

    rows: tuple[NearRow, ...]
    year: int
    note: Said | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """A place with a similar structure. `distance`: Hoover's index, the share of jobs that would have to change industry (0 to 1).

    `code` is empty for a kind of place.
    """

    code: str
    name: Said
    distance: float
    kind: str = "county"


@dataclass(frozen=True, slots=True)
class Resilience:
    """Through the nation's latest downturn: `resistance` and `recovery`, change here less change in the nation, shares of the jobs."""

    peak: int
    trough: int
    recovered: int
    resistance: float
    recovery: float
    said: Said


@dataclass(frozen=True, slots=True)
class FocusAreaRef:
    """A focus area that the reading touches; `why` tells through what."""

    code: str
    name: str
    why: Said | None = None


@dataclass(frozen=True, slots=True)
class Sentences:
    """The computed sentence over each picture."""

    lives_on: Said
    growth: Said
    breadth: Said
    near: Said
    resembles: Said


@dataclass(frozen=True, slots=True)
class Rule:
    """How something was computed: its name, the formula as text, where it comes from, and which part of the reading it belongs to.

    `part`: the field of `BusinessLife` that it explains.
    """

    name: Said
    formula: str
    source: str
    part: str


@dataclass(frozen=True, slots=True)
class BusinessLife:
    """One reading of one place. Built by `reading.business_life`; `touches` is for whoever knows the strategies to fill in.

    `beside`: what the place is compared with, the nation or, where that is not known, all places in the figures together.
    """

    place: str
    place_name: str
    year: int
    base_year: int
    source: Source
    level: Level
    lives_on: tuple[IndustryRow, ...]
    growth: Growth | Unknown
    breadth: Breadth
    near: Near | Unknown
    resembles: tuple[Alike, ...] | Unknown
    resilience: Resilience | Unknown
    sentences: Sentences
    rules: tuple[Rule, ...]
    touches: tuple[FocusAreaRef, ...] = ()
    suppressed: int = 0
    jobs: float | None = None
    comparison_open: bool = False
    notes: tuple[Said, ...] = ()
    beside: Said = NATION_ITSELF


@dataclass(frozen=True, slots=True)
class WayToFigures:
    """One way to get what is missing: what it is, the exact command, and the tables that it reads."""

    said: Said
    command: str
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lacking:
    """Nothing to read for the place: what is missing, and how to get it."""

    place: str
    place_name: str
    said: Said
    ways: tuple[WayToFigures, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class LoadedCube:
    """A cube that has been put into the product. `regions`, `industries`: how many; `breaks`: the first years of a new series."""

    code: str
    title: str
    producer: str
    table: str
    licence: str
    published: date | None
    fetched: datetime
    checksum: str
    classification: str
    level: str
    regions: int
    industries: int
    years: tuple[int, ...]
    unknown_cells: int
    generated: bool
    breaks: Sequence[int] = ()
