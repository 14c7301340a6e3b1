"""What a reading of business life looks like in the API. Sentences are in the language that the call asks for; numbers are not rounded."""

from ninja import Schema
from pydantic import Field

from samhandling.web.api.asking import AboutStrategy
from samhandling.web.api.shapes import FIRST_YEAR, LAST_YEAR, Listed, Wanted, Yes


class BusinessAsked(AboutStrategy):
    """Which year (the last unless told), and since which (the first that can be compared). The strategy: whose focus areas are touched."""

    year: int | None = Field(None, ge=FIRST_YEAR, le=LAST_YEAR)
    base_year: int | None = Field(None, ge=FIRST_YEAR, le=LAST_YEAR)


class BusinessPlace(Schema):
    """A place that figures are known of. `level`: nation, county or municipality."""

    code: str
    name: str
    level: str


class BusinessPlaces(Listed):
    """A part of the places."""

    items: list[BusinessPlace]


class BusinessWay(Schema):
    """A way to get what is missing: the command, and the tables that it reads."""

    said: str
    command: str
    tables: list[str]


class BusinessLacking(Schema):
    """Nothing to read of the place: what is missing, and how to get it."""

    place: str
    place_name: str
    missing: str
    ways: list[BusinessWay]


class BusinessUnknown(Schema):
    """A measure that cannot be computed, and why."""

    unknown: str


class BusinessSource(Schema):
    """Where the figures come from. `generated`: made for trying out, true of nobody."""

    producer: str
    table: str
    licence: str
    published: str | None
    fetched: str | None
    generated: bool
    note: str | None
    cube: str
    checksum: str


class BusinessLevel(Schema):
    """How finely industries are told apart, and the years that can be asked for."""

    name: str
    groups: int
    classification: str
    years: list[int]


class BusinessIndustry(Schema):
    """An industry of the place: jobs, shares of 1, and how many times the nation's share; null only where `reason` says why."""

    code: str
    name: str
    jobs: float | None
    share: float | None
    nation_share: float | None
    times_the_nation: float | None
    low: float | None
    high: float | None
    sureness: str | None
    reason: str | None


class BusinessLivesOn(Schema):
    """What the place lives on."""

    said: str
    industries: list[BusinessIndustry]


class BusinessGrowthRow(Schema):
    """An industry's parts of the growth, in jobs."""

    code: str
    name: str
    nation_part: float | None
    industry_part: float | None
    own_part: float | None
    total: float | None
    reason: str | None


class BusinessGrowth(Schema):
    """The growth and its three parts, in jobs; or why it is unknown."""

    said: str
    unknown: str | None = None
    unit: str | None = None
    start: float | None = None
    total: float | None = None
    nation_part: float | None = None
    industry_part: float | None = None
    own_part: float | None = None
    breaks: list[str] = Field(default_factory=list)
    industries: list[BusinessGrowthRow] = Field(default_factory=list)


class BusinessYear(Schema):
    """As many equally large industries as the jobs are spread over, here and in the nation."""

    year: int
    equivalent_number: float | None
    nation: float | None
    reason: str | None


class BusinessBreadth(Schema):
    """How spread out the jobs are."""

    said: str
    equivalent_number: float | BusinessUnknown
    entropy: float | BusinessUnknown
    hachman: float | BusinessUnknown
    related: float | BusinessUnknown
    unrelated: float | BusinessUnknown
    direction: str
    breaks: list[str]
    break_years: list[int]
    years: list[BusinessYear]


class BusinessNearRow(Schema):
    """An industry: how much of what it usually stands beside is there, and how demanding it is, both of 1."""

    code: str
    name: str
    nearness: float
    demanding: float
    present: bool
    jobs: float | None


class BusinessNear(Schema):
    """What lies near, nearest first; or why that is unknown."""

    said: str
    unknown: str | None = None
    year: int | None = None
    note: str | None = None
    industries: list[BusinessNearRow] = Field(default_factory=list)


class BusinessAlike(Schema):
    """A place with a similar structure. A municipality is named only where it has opened for it itself."""

    code: str
    name: str
    kind: str
    distance: float


class BusinessResembles(Schema):
    """What the place resembles; or why that is unknown."""

    said: str
    unknown: str | None = None
    places: list[BusinessAlike] = Field(default_factory=list)


class BusinessResilience(Schema):
    """How the place went through the nation's latest downturn; or why that is unknown."""

    unknown: str | None = None
    said: str | None = None
    peak: int | None = None
    trough: int | None = None
    recovered: int | None = None
    resistance: float | None = None
    recovery: float | None = None


class BusinessRule(Schema):
    """How something was computed."""

    name: str
    formula: str
    source: str


class BusinessLifeOut(Schema):
    """One reading of one place. `focus_areas`: those that each part of it touches."""

    place: str
    place_name: str
    year: int
    base_year: int
    jobs: float | None
    suppressed_cells: int
    comparison_open: bool
    source: BusinessSource
    level: BusinessLevel
    notes: list[str]
    lives_on: BusinessLivesOn
    growth: BusinessGrowth
    breadth: BusinessBreadth
    near: BusinessNear
    resembles: BusinessResembles
    resilience: BusinessResilience
    focus_areas: dict[str, list[str]]
    rules: list[BusinessRule]


class BusinessOut(Schema):
    """A place's business life, or what is missing to tell of it; one of the two is null."""

    life: BusinessLifeOut | None
    lacking: BusinessLacking | None


class BusinessComparison(Schema):
    """Whether other municipalities may see this one by name."""

    place: str
    is_open: bool


class BusinessComparisonChoice(Wanted):
    """Open it, or close it again."""

    is_open: Yes
