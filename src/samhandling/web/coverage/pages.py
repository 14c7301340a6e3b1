"""What the coverage pages tell, gathered from queries: the start page's areas and rows, a focus area's initiatives and sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from samhandling.coverage.queries import Coverage, History
from samhandling.coverage.rules.attribution import is_effort, part_of_place
from samhandling.coverage.rules.conditions import Finding
from samhandling.coverage.rules.picture import Cell
from samhandling.coverage.rules.reaching import reach_said
from samhandling.coverage.rules.rulebook import Rulebook
from samhandling.coverage.rules.sentences import STATUS_WORDS, headline, horizon_said, of_cell
from samhandling.coverage.rules.status import Status
from samhandling.coverage.rules.verdict import Judged
from samhandling.drawing.charts import Series, stacked_columns
from samhandling.drawing.maps import county_map, municipality_map
from samhandling.ground.counting import in_letters
from samhandling.ground.money import ZERO, in_millions
from samhandling.ground.periods import TimeState
from samhandling.ground.places import NATION, county_of
from samhandling.ground.said import Language, Said
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.strategy.queries import FocusAreaView

SOON = 90
"""Days: what opened, what closes."""


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One focus area on the start page."""

    view: FocusAreaView
    cell: Cell
    status: Status
    word: Said
    sentence: Said
    reasons: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    judged: Judged | None
    sek: Decimal
    nation_wide: Decimal
    regional: Decimal
    closing: int
    map: str
    hangs: bool


@dataclass(frozen=True, slots=True)
class AreaBlock:
    """A strategic area with its focus areas. `number` picks its accent."""

    code: str
    name: Said
    goal: Said
    number: int
    rows: tuple[AreaRow, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """An initiative that opened lately or closes soon."""

    record: InitiativeRecord
    day: date


def sentences(found: Coverage) -> tuple[list[Said], list[Said]]:
    """(what is missing, how far the material reaches)."""
    areas = {area.code: area.name for area in found.strategy.areas}
    area_of = {area.code: areas[area.area] for area in found.strategy.focus_areas if area.area in areas}
    scopes = [{**row.scope, "initiatives": row.initiatives} for row in found.scopes]
    reach = reach_said(scopes, len(found.records), found.asked.on, found.strategy.valid_from, found.picture.totals.waiting.value)
    return headline(found.picture, area_of), reach


def blocks(found: Coverage, language: Language) -> list[AreaBlock]:
    """The strategy's areas in order; focus areas that stand under none come in a block of their own."""
    rows = {area.code: _row(found, area, language) for area in found.strategy.focus_areas}
    listed = []
    for number, area in enumerate(found.strategy.areas, 1):
        mine = tuple(rows[one.code] for one in found.strategy.focus_areas if one.area == area.code)
        if mine:
            listed.append(AreaBlock(area.code, area.name, area.goal, (number - 1) % 3 + 1, mine))
    alone = tuple(rows[one.code] for one in found.strategy.focus_areas if not one.area)
    return [*listed, *([AreaBlock("", Said("", ""), Said("", ""), 1, alone)] if alone else [])]


def _row(found: Coverage, area: FocusAreaView, language: Language) -> AreaRow:
    cell = found.picture.cell(area.code)
    sek, wide = found.money.focus_areas[area.code], found.money.nation_wide[area.code]
    last = found.asked.on + timedelta(days=SOON)
    ends = [found.records[row.id].period.end for row in cell.active.rows]
    return AreaRow(
        view=area,
        cell=cell,
        status=cell.status,
        word=STATUS_WORDS[cell.status],
        sentence=of_cell(cell, found.records, found.asked.on, found.picture.question.rulebook.months_left),
        reasons=cell.reasons,
        notes=cell.notes,
        judged=found.judged.get(area.code),
        sek=sek,
        nation_wide=wide,
        regional=found.money.regional[area.code],
        closing=sum(end is not None and end <= last for end in ends),
        map=reach_map(found, cell, language),
        hangs=bool(found.robustness.of(area.code)),
    )


def reach_map(found: Coverage, cell: Cell, language: Language, width: int = 64) -> str:
    """Which municipalities of the place's county the active efforts name; the nation's counties where the place is the nation."""
    title = Said("Kommuner som insatserna nämner", "Municipalities that the efforts name").in_(language)
    key = f"map-{cell.focus_area.replace('.', '-')}-{width}"
    if found.place == NATION:
        counties = {county for row in cell.active.rows for county in found.records[row.id].counties}
        return county_map(counties, title=title, key=key, language=language, width=width)
    wide = cell.active.value > cell.numbers.active_named
    return municipality_map(county_of(found.place), cell.municipalities_named, wide, title=title, key=key, language=language, width=width)


def opened_and_closing(found: Coverage) -> tuple[list[Near], list[Near]]:
    """(efforts at the place that opened in the last 90 days, those that close in the next 90)."""
    on = found.asked.on
    here = [one.record for one in found.picture.placed if is_effort(one.record)]
    opened = [
        Near(record, record.period.start)
        for record in here
        if record.period.start and on - timedelta(days=SOON) < record.period.start <= on
    ]
    closing = [
        Near(record, record.period.end) for record in here if record.period.end and on <= record.period.end <= on + timedelta(days=SOON)
    ]
    return sorted(opened, key=lambda near: near.day, reverse=True), sorted(closing, key=lambda near: near.day)


def picture_counts(kept: History) -> list[dict[str, int]]:
    """How many focus areas had each status, day by day, by the status's word in code."""
    return [{status.value: count for status, count in counts.items()} for counts in kept.counts()]


@dataclass(frozen=True, slots=True)
class InArea:
    """An initiative that contributes to a focus area."""

    record: InitiativeRecord
    owners: str
    share: Fraction | None
    aspects: tuple[str, ...]
    is_main: bool
    confirmed: bool
    money: Fraction | None


GROUPS: tuple[tuple[TimeState, Said], ...] = (
    (TimeState.ACTIVE, Said("Pågår", "Under way")),
    (TimeState.POSSIBLY_ACTIVE, Said("Kan pågå", "Possibly under way")),
    (TimeState.COMING, Said("Kommande", "Coming")),
    (TimeState.ENDED, Said("Avslutade", "Ended")),
    (TimeState.UNDATED, Said("Utan datum", "Undated")),
)


def grouped(found: Coverage, cell: Cell) -> list[tuple[TimeState, Said, list[InArea]]]:
    """The focus area's initiatives by where they stand on the day; empty groups are left out."""
    wanted = {
        TimeState.ACTIVE: cell.active,
        TimeState.POSSIBLY_ACTIVE: cell.possibly_active,
        TimeState.COMING: cell.coming,
        TimeState.ENDED: cell.ended,
        TimeState.UNDATED: cell.undated,
    }
    main = {here.id: here.main for here in found.picture.placed}
    return [
        (state, said, [_in_area(found, cell.focus_area, row.id, main[row.id]) for row in wanted[state].rows])
        for state, said in GROUPS
        if wanted[state].rows
    ]


def _in_area(found: Coverage, area: str, key: str, main: str | None) -> InArea:
    record = found.records[key]
    share = next(share for share in record.shares if share.focus_area == area)
    part = part_of_place(record, found.place, found.asked.split)
    money = None if record.granted is None or share.share is None else record.granted * part * share.share
    return InArea(record, owners_said(found, record), share.share, share.aspects, main == area, share.confirmed, money)


def owners_said(found: Coverage, record: InitiativeRecord) -> str:
    """The owners' names."""
    return ", ".join(found.actors.get(owner, owner) for owner in record.owners)


@dataclass(frozen=True, slots=True)
class Doer:
    """An actor in a focus area, and which of its initiatives."""

    code: str
    name: str
    owns: tuple[InitiativeRecord, ...]
    takes_part: tuple[InitiativeRecord, ...]


def doers(found: Coverage, records: Sequence[InitiativeRecord]) -> list[Doer]:
    """Who does what: owners and partners of the given initiatives, most first."""
    codes = sorted({code for record in records for code in (*record.owners, *record.partners)})
    listed = [
        Doer(
            code,
            found.actors.get(code, code),
            tuple(record for record in records if code in record.owners),
            tuple(record for record in records if code in record.partners),
        )
        for code in codes
    ]
    return sorted(listed, key=lambda doer: (-len(doer.owns), -len(doer.takes_part), doer.name))


@dataclass(frozen=True, slots=True)
class YearMoney:
    """A focus area's computed part in one year, SEK: of regional efforts and of nation-wide ones."""

    year: int
    regional: Fraction
    nation_wide: Fraction


def money_by_year(found: Coverage, area: str) -> list[YearMoney]:
    """The focus area's computed part by year: an effort's money is spread evenly over its days. Undated efforts are left out."""
    parts: dict[tuple[int, bool], Fraction] = {}
    for here in found.picture.placed:
        share = here.distribution.focus_areas.get(area)
        start, end = here.record.period.start, here.record.period.end
        if share is None or here.record.granted is None or not is_effort(here.record) or not (start and end):
            continue
        for year in range(start.year, end.year + 1):
            days = here.record.period.days_within(date(year, 1, 1), date(year, 12, 31))
            if days:
                key = (year, here.wide)
                parts[key] = parts.get(key, ZERO) + here.record.granted * here.part * share * Fraction(*days)
    years = [year for year, _ in parts]
    return (
        [YearMoney(year, parts.get((year, False), ZERO), parts.get((year, True), ZERO)) for year in range(min(years), max(years) + 1)]
        if years
        else []
    )


def money_chart(years: Sequence[YearMoney], language: Language) -> str:
    """The years as a chart; "" without any."""
    if not years:
        return ""
    title = Said("Beräknad del per år, mnkr", "Computed part by year, SEK m").in_(language)
    most = max(years, key=lambda one: one.regional + one.nation_wide)
    said = Said(
        f"Från {years[0].year} till {years[-1].year}, mest {most.year} med {in_millions(most.regional + most.nation_wide)} mnkr".replace(
            ".", ","
        ),
        f"From {years[0].year} to {years[-1].year}, most in {most.year} with SEK {in_millions(most.regional + most.nation_wide)} m",
    )
    regional, wide = Said("Län och kommuner", "Counties and municipalities"), Said("Rikstäckande", "Nation-wide")
    series = [
        Series(regional.in_(language), tuple(float(in_millions(one.regional)) for one in years)),
        Series(wide.in_(language), tuple(float(in_millions(one.nation_wide)) for one in years)),
    ]
    return stacked_columns([str(one.year) for one in years], series, title=title, description=said.in_(language), language=language)


def what_would_change(row: AreaRow, found: Coverage) -> list[Said]:
    """What would change the status, in sentences: the reasons turned round, and the thresholds that it hangs on."""
    area = row.view.name
    book = found.picture.question.rulebook
    said = [_goes_on(book) if finding.rule == "few_left" else CHANGES[finding.rule] for finding in row.reasons if finding.rule in CHANGES]
    if row.status is Status.MISSING:
        said.append(
            Said(
                f"En känd insats som bidrar till {row.view.code} {area.sv} och pågår den här dagen.",
                f"A known effort that contributes to {row.view.code} {area.en} and is under way on this day.",
            )
        )
    if row.status is Status.INSUFFICIENT:
        said.append(Said("Start- och slutdatum för de insatser som kan pågå.", "Start and end dates of the efforts that may be under way."))
    for flip in found.robustness.of(row.view.code):
        word = STATUS_WORDS[flip.status]
        name = THRESHOLDS.get(flip.threshold, Said(flip.threshold, flip.threshold))
        said.append(
            Said(
                f"Med en annan gräns för {name.sv} ({_shown(flip.tried)} i stället för {_shown(flip.stands)}) skulle läget vara: {word.sv}.",
                f"With another limit for {name.en} ({_shown(flip.tried)} instead of {_shown(flip.stands)}) the status would be: {word.en}.",
            )
        )
    return said


def _goes_on(book: Rulebook) -> Said:
    number, ahead = in_letters(int(book.rule("few_left").threshold)), horizon_said(book.months_left)
    one = number.sv == "en"
    return Said(
        f"Minst {number.sv} insats{'' if one else 'er'} som fortsätter längre än {ahead.sv}.",
        f"At least {number.en} effort{' that goes' if one else 's that go'} on for more than {ahead.en}.",
    )


def _shown(number: Fraction) -> str:
    return f"{float(number):g}".replace(".", ",")


CHANGES: dict[str, Said] = {
    "no_main": Said("En insats som har området som huvudinriktning.", "An effort that has this focus area as its main one."),
    "one_owner": Said("En insats med en annan ägare.", "An effort with another owner."),
    "pre_studies_only": Said("Att en förstudie leder till ett genomförande.", "That a pre-study leads to an implementation."),
    "few_left": Said("Fler insatser som fortsätter.", "More efforts that go on."),
    "aspect_without_effort": Said("Insatser inom de delområden som saknar.", "Efforts in the aspects that lack one."),
    "one_financier": Said("En insats med en annan finansiär.", "An effort with another financier."),
    "only_wide": Said("En insats som nämner en kommun.", "An effort that names a municipality."),
}

THRESHOLDS: dict[str, Said] = {
    "aspect_without_effort": Said("hur många delområden som ska ha en insats", "how many aspects should have an effort"),
    "no_main": Said("antal insatser med området som huvudinriktning", "the number of main efforts"),
    "one_owner": Said("antal ägare", "the number of owners"),
    "pre_studies_only": Said("andel förstudier", "the share of pre-studies"),
    "few_left": Said("antal insatser som fortsätter", "the number of efforts that go on"),
    "months_left": Said("hur långt framåt vi ser, i månader", "how far ahead we look, in months"),
    "max_unjudged": Said("andel insatser som inte är bedömda", "the share of unjudged efforts"),
}
