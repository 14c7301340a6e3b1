"""Invented portfolios for the laws: odd shares, thirds, unknown amounts, several counties, named and unnamed municipalities, ideas."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from samhandling.coverage.rules.picture import FocusArea, Question
from samhandling.coverage.rules.rulebook import Use, default_rulebook
from samhandling.ground.periods import Period
from samhandling.ground.places import NATION, PlaceCode, counties, municipalities_of
from samhandling.plan.rules.record import Basis, ContributionSource, Grant, InitiativeRecord, Kind, MoneyKind, Reach, Share, Stage

ON = date(2018, 6, 30)
AREAS = (
    FocusArea("1.1", ("a", "b", "c"), indicators=1),
    FocusArea("1.2", ("d", "e"), absent_sources=2),
    FocusArea("2.1", ()),
    FocusArea("2.2", ("f",)),
)
ASPECTS = {area.code: area.aspects for area in AREAS}

SOME_COUNTIES = tuple(PlaceCode(code) for code in ("04", "09", "18"))
"""Few enough that efforts meet; 09 has one municipality, so that a county and its only municipality are the same money."""

ACTORS = ("Almi", "Länet", "Högskolan", "Kommunen")
FUNDS = ("ERUF", "ESF", "")
ORE = st.integers(0, 3 * 10**9).map(lambda ore: Fraction(ore, 100))
SEK = st.one_of(st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(100), Fraction(10**15 + 1, 7)]), ORE)
CUTS = st.sampled_from([Fraction(1, 3), Fraction(2, 3), Fraction(1, 7), Fraction(1, 2), Fraction(15, 100), Fraction(1), Fraction(0)])

near = st.integers(-800, 800).map(lambda days: ON + timedelta(days=days))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Dated, half dated, bounded on both sides, on one, on none, or going on without an end."""
    first, second = sorted((draw(near), draw(near)))
    now = Period(ON - timedelta(days=draw(st.integers(0, 800))), ON + timedelta(days=draw(st.integers(0, 1200))))
    dated = draw(st.sampled_from(["now"] * 9 + ["both", "both", "start", "end", "bounds", "before", "after", "nothing", "open"]))
    return {
        "now": now,
        "both": Period(first, second),
        "start": Period(start=first, not_after=draw(st.sampled_from([None, second]))),
        "end": Period(end=second, not_before=draw(st.sampled_from([None, first]))),
        "bounds": Period(not_before=first, not_after=second),
        "before": Period(not_before=first),
        "after": Period(not_after=second),
        "nothing": Period(),
        "open": Period(start=first, open_ended=True),
    }[dated]


@st.composite
def whereabouts(draw: st.DrawFn) -> tuple[Reach, tuple[PlaceCode, ...], tuple[PlaceCode, ...]]:
    """(reach, counties, municipalities), always with a place: municipalities lie in the counties, or stand alone."""
    wide = draw(st.integers(0, 4)) == 4
    some = tuple(draw(st.lists(st.sampled_from(SOME_COUNTIES), min_size=1, max_size=3, unique=True).map(sorted)))
    named: set[PlaceCode] = set()
    for county in some:
        if draw(st.booleans()):
            named |= set(draw(st.lists(st.sampled_from(municipalities_of(county)[:4]), max_size=3)))
    municipalities = tuple(sorted(named))
    if wide:
        return draw(st.sampled_from([Reach.NATION, Reach.NAMED, Reach.UNKNOWN])), counties(), municipalities if draw(st.booleans()) else ()
    if municipalities and draw(st.integers(0, 4)) == 0:
        return draw(st.sampled_from([Reach.NAMED, Reach.UNKNOWN])), (), municipalities
    return draw(st.sampled_from([Reach.NAMED, Reach.COUNTY, Reach.UNKNOWN])), some, municipalities


@st.composite
def shares(draw: st.DrawFn) -> tuple[Share, ...]:
    """Shares that sum to at most 1; some not known, some without any."""
    left, found = Fraction(1), []
    for area in draw(st.lists(st.sampled_from(AREAS), max_size=2, unique_by=lambda area: area.code)):
        cut: Fraction | None = min(draw(CUTS), left)
        if draw(st.integers(0, 9)) == 9:
            cut = None
        left -= cut or 0
        some = st.lists(st.sampled_from(area.aspects), unique=True).map(tuple) if area.aspects else st.just(())
        aspects = draw(st.one_of(st.just(()), st.just(area.aspects), some))
        source = draw(st.sampled_from(ContributionSource))
        found.append(Share(area.code, cut, aspects, source, confirmed=draw(st.booleans())))
    return tuple(found)


@st.composite
def initiatives(draw: st.DrawFn, key: str = "I") -> InitiativeRecord:
    """One initiative with a place."""
    reach, in_counties, municipalities = draw(whereabouts())
    distribution = draw(shares())
    known = draw(st.integers(0, 4)) > 0
    grants = tuple(
        Grant(draw(st.sampled_from(FUNDS)), draw(st.sampled_from([MoneyKind.GRANTED, MoneyKind.GRANTED, MoneyKind.PAID_OUT])), amount)
        for amount in draw(st.lists(st.one_of(SEK, st.none()), min_size=1, max_size=2))
    )
    return InitiativeRecord(
        id=key,
        title=f"Insats {key}",
        owners=tuple(draw(st.lists(st.sampled_from(ACTORS), max_size=2, unique=True))),
        partners=tuple(draw(st.lists(st.sampled_from(ACTORS), max_size=1))),
        kind=draw(st.sampled_from([Kind.IMPLEMENTATION] * 4 + [Kind.PRE_STUDY] * 2 + [Kind.TECHNICAL_ASSISTANCE, Kind.STANDING])),
        stage=draw(st.sampled_from([Stage.SAMHANDLING] * 6 + [Stage.IDEA, Stage.SAMARBETE])),
        period=draw(periods()),
        reach=reach,
        counties=in_counties,
        municipalities=municipalities,
        basis=draw(st.sampled_from([Basis.STATED, Basis.JUDGED] * 3 + [Basis.INSUFFICIENT, Basis.NOT_READ])),
        shares=distribution,
        grants=grants if known else (),
        target_groups=tuple(draw(st.lists(st.sampled_from(["SMF", "unga"]), max_size=1))),
    )


@st.composite
def portfolios(draw: st.DrawFn, most: int = 14) -> tuple[InitiativeRecord, ...]:
    """Some initiatives with ids of their own."""
    return tuple(draw(initiatives(key=f"I{number}")) for number in range(draw(st.integers(0, most))))


def question(place: str = NATION, **changed: object) -> Question:
    """A question of the usual day and rules."""
    return Question(ON, PlaceCode(place), default_rulebook(), **changed)  # type: ignore[arg-type]


@st.composite
def rulebooks(draw: st.DrawFn) -> object:
    """The usual rules with any of them counted, noted or off."""
    book = default_rulebook()
    for rule in book.rules:
        book = book.with_use(rule.id, draw(st.sampled_from(list(Use))))
    return book


PLACES = (
    NATION,
    *SOME_COUNTIES,
    PlaceCode("20"),
    *(code for county in SOME_COUNTIES for code in municipalities_of(county)[:5]),
    PlaceCode("2080"),
)
"""Places where invented efforts are, and some where none are but those of the whole nation."""
