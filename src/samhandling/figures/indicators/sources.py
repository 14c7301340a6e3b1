"""Where an indicator's figures are from, when the next come, and what is not held with the way to get it."""

from collections.abc import Collection, Mapping
from datetime import date

from django.utils import timezone

from samhandling.figures.indicators.rows import Missing, SourceLine
from samhandling.figures.indicators.series import code_of, is_computed, is_fetched, period_read
from samhandling.figures.indicators.values import Cells, codes_of
from samhandling.figures.queries import Observation, SeriesRow
from samhandling.figures.rules.calendar.awaited import Held, awaited_of
from samhandling.figures.rules.calendar.due import Awaited, Due
from samhandling.figures.rules.calendar.periods import period_said, span_of
from samhandling.figures.rules.indicator.document import Indicator, Series
from samhandling.figures.rules.status_words import BREAK, status_said
from samhandling.ground.counting import day_said
from samhandling.ground.places import NATION, PlaceCode, place_name
from samhandling.ground.said import Said


def _latest_cells(cells: Cells, codes: Collection[str], places: Collection[str]) -> Mapping[str, Observation]:
    """The cell of the last period with a value of each series, among some places."""
    found: dict[str, Observation] = {}
    for (code, place, _, _), rows in cells.by_key.items():
        if code not in codes or place not in places:
            continue
        for row in rows:
            if row.value is not None and (code not in found or _last(row) > _last(found[code])):
                found[code] = row
    return found


def _last(row: Observation) -> date:
    return span_of(period_read(row.period)).last


def latest_periods(cells: Cells, codes: Collection[str], places: Collection[str]) -> Mapping[str, str]:
    """The last period with a value of each series, among some places, as the rules of movement read it."""
    return {code: period_read(row.period) for code, row in _latest_cells(cells, codes, places).items()}


def awaited(indicator: Indicator, cells: Cells, places: Collection[str]) -> Awaited:
    """What the indicator waits for, from what is held of its series for some places."""
    latest = latest_periods(cells, codes_of(indicator), places)
    held = {}
    for series in indicator.every_series:
        row = cells.series.get(code_of(series.source))
        if row is not None:
            held[series.source.key] = Held(latest.get(row.code), row.next_update, timezone.localdate(row.fetched))
    return awaited_of(indicator, held)


def source_lines(indicator: Indicator, cells: Cells, place: str, due: Due | None) -> tuple[SourceLine, ...]:
    """One line for each series that is held, in the chain's order. `due`: None where the picture is of an earlier day."""
    latest = _latest_cells(cells, codes_of(indicator), {place})
    found: dict[str, SourceLine] = {}
    for series in indicator.every_series:
        row = cells.series.get(code_of(series.source))
        if row is not None and row.code not in found:
            found[row.code] = _line(series, row, latest.get(row.code), due)
    return tuple(found.values())


def source_names(indicator: Indicator, cells: Cells) -> Mapping[str, str]:
    """Producer and name of each series that is held, by its key: "SCB, ArbStatusM"."""
    held = ((series, cells.series.get(code_of(series.source))) for series in indicator.every_series)
    return {series.source.key: _name(series, row) for series, row in held if row is not None}


def missing(indicator: Indicator, cells: Cells, place: str) -> tuple[Missing, ...]:
    """Series that nothing is held of, nothing for the place, or less for the place than for the nation."""
    latest, nation = (latest_periods(cells, codes_of(indicator), {where}) for where in (place, NATION))
    found = []
    for series in indicator.every_series:
        code = code_of(series.source)
        if code not in cells.series:
            found.append(_not_held(indicator, series))
        elif code not in latest:
            found.append(_not_of_place(indicator, series, place, cells))
        elif code in nation and span_of(nation[code]).last > span_of(latest[code]).last:
            found.append(_behind(indicator, series, place, latest[code], nation[code]))
    return tuple(dict.fromkeys(found))


def fetching_command(indicator: Indicator) -> str:
    """What fetches or computes the indicator; "" where none of its series can be."""
    can = any(is_fetched(series.source) or is_computed(series.source) for series in indicator.every_series)
    return f"samhandling figures fetch {indicator.id}" if can else ""


def _line(series: Series, row: SeriesRow, latest: Observation | None, due: Due | None) -> SourceLine:
    preliminary = series.status == "preliminary"
    return SourceLine(
        series.source.key,
        row.code,
        row.producer,
        row.title,
        period_read(latest.period) if latest else None,
        latest.known_from if latest else None,
        row.published,
        row.fetched,
        row.licence,
        row.url,
        preliminary,
        row.stale_since,
        row.note,
        _said(series, row, latest, due, preliminary=preliminary),
    )


def _said(series: Series, row: SeriesRow, latest: Observation | None, due: Due | None, *, preliminary: bool) -> Said:
    # Where the source names no day of publication, a value is known from when it was first seen.
    verb = ("publicerad", "published") if row.published else ("hämtad", "fetched")
    name = _name(series, row)
    sv, en = [f"Källa: {name}."], [f"Source: {name}."]
    if latest:
        of, on = period_said(period_read(latest.period)), day_said(latest.known_from)
        sv.append(f"Avser {of.sv}, {verb[0]} {on.sv}{', preliminär' if preliminary else ''}.")
        en.append(f"Of {of.en}, {verb[1]} {on.en}{', preliminary' if preliminary else ''}.")
    if due and due.day and not due.late_days:
        coming = day_said(due.day)
        sv.append(f"Nästa publicering {coming.sv}.")
        en.append(f"Next release {coming.en}.")
    if row.stale_since is not None:
        since = day_said(row.stale_since)
        sv.append(f"Den senaste hämtningen underkändes {since.sv}; de värden som visas är äldre.")
        en.append(f"The latest fetch was refused on {since.en}; the values shown are older.")
    return Said(" ".join(sv), " ".join(en))


def _name(series: Series, row: SeriesRow) -> str:
    source = series.source
    name = source.table.removesuffix(".px") or source.kpi or source.dataset or source.name or row.title
    return f"{row.producer or source.key}, {name}"


def _not_held(indicator: Indicator, series: Series) -> Missing:
    source, key = series.source, series.source.key
    if is_fetched(source):
        said = Said(f"Inget är hämtat ur {key} ännu.", f"Nothing has been fetched of {key} yet.")
        return Missing(key, said, fetching_command(indicator))
    if source.kind == "file":
        producer = source.producer.said if source.producer else Said(key, key)
        at = f" ({source.url})" if source.url else ""
        said = Said(
            f"{producer.sv} ger ut värdena i en fil som läses in för hand{at}.",
            f"{producer.en} gives out the values in a file that is read in by hand{at}.",
        )
        return Missing(key, said, f"samhandling figures load FIL --indicator {indicator.id}")
    if source.kind == "computed":
        said = Said(
            f"Värdet räknas fram ur {source.of} ({source.rule}) så snart det finns sysselsatta efter bransch, hämtade eller ur en fil.",
            f"The value is computed from {source.of} ({source.rule}) as soon as there is employment by industry, fetched or from a file.",
        )
        return Missing(key, said, f"samhandling figures fetch {source.of}")
    said = Said(
        "Värdet räknas i produktens eget register, och den räkningen är inte gjord.",
        "The value is counted in the product's own register, and that has not been done.",
    )
    return Missing(key, said, "")


def _not_of_place(indicator: Indicator, series: Series, place: str, cells: Cells) -> Missing:
    name, key = place_name(PlaceCode(place)), series.source.key
    if is_computed(series.source):
        return Missing(key, _not_computed(name, code_of(series.source), place, cells), "")
    said = Said(
        f"Det som är hämtat ur {key} har inga värden för {name}.",
        f"What has been fetched of {key} has no values for {name}.",
    )
    return Missing(key, said, fetching_command(indicator))


def _not_computed(name: str, code: str, place: str, cells: Cells) -> Said:
    """Why nothing could be computed for a place: the status of its last cell."""
    rows = [row for (series, where, _, _), found in cells.by_key.items() if (series, where) == (code, place) for row in found]
    if not rows:
        return Said(
            f"Siffrorna över sysselsatta efter bransch har inte {name}.", f"The figures on employment by industry do not have {name}."
        )
    last = max(rows, key=_last)
    of, why = period_said(period_read(last.period)), status_said(last.status.removesuffix(BREAK).strip())
    return Said(
        f"Värdet för {name} ({of.sv}) gick inte att räkna fram: {why.sv}.",
        f"The value for {name} ({of.en}) could not be computed: {why.en}.",
    )


def _behind(indicator: Indicator, series: Series, place: str, own: str, nation: str) -> Missing:
    name, until, further = place_name(PlaceCode(place)), period_said(own), period_said(nation)
    said = Said(
        f"Värden för {name} finns till och med {until.sv}, för riket till och med {further.sv}.",
        f"Figures for {name} are held to {until.en}, for the nation to {further.en}.",
    )
    return Missing(series.source.key, said, fetching_command(indicator))
