"""Written: figures fetched from their sources into the store, series by series; what could not be fetched or taken over is told."""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from samhandling.figures.actions import Outcome, store_snapshot
from samhandling.figures.business.computed import NOTHING_HELD, ComputedSeries, compute
from samhandling.figures.business.computed import REFUSED as COMPUTED_REFUSED
from samhandling.figures.business.computed import STORED as COMPUTED
from samhandling.figures.business.computed import UNCHANGED as COMPUTED_UNCHANGED
from samhandling.figures.business.from_store import is_base
from samhandling.figures.fetching.asking import Asking, Came
from samhandling.figures.indicators.files import catalogue_of
from samhandling.figures.indicators.series import code_of, is_computed, is_fetched
from samhandling.figures.releases.told import calendar_of
from samhandling.figures.rules.indicator.document import Indicator, Origin
from samhandling.figures.rules.observation import NewSeries, NewSnapshot
from samhandling.figures.sources.fetching import DiskCache, FetchFailed, Web
from samhandling.figures.store import folders
from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.people.rules.permission import CHANGES_ALL, require

STORED, UNCHANGED, REFUSED, FAILED, NOT_ASKED = "stored", "unchanged", "refused", "failed", "not_asked"
_SOURCES = {"kolada": "kolada", "scb": "scb", "tva": "tva", "tillvaxtanalys": "tva", "eurostat": "eurostat"}
_OF_THE_HOST = ("unreachable", "too_many")


@dataclass(frozen=True, slots=True)
class FetchedSeries:
    """What came of one series. `state`: stored, unchanged, refused (it breaks with the last release), failed, or not_asked.

    `snapshot`: the release in the store, also where it was refused; `counts`: cells by what happened to them; `until`: not before then.
    """

    series: str
    code: str
    state: str
    snapshot: int | None = None
    known_from: date | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    until: datetime | None = None


Ways = Callable[[], AbstractContextManager[Web]]


def way_out() -> Web:
    """The web with its answers kept on disk in the home, so that a source is not asked twice for what has not changed."""
    return Web(disk=DiskCache(folders.home() / "answers"))


def fetch(
    what: str, *, strategy: str, by: Viewer, through: Ways = way_out, asking: Callable[[Web], Asking] = Asking
) -> list[FetchedSeries]:
    """Fetch an indicator's series (its id), one series ("scb:ArbStatusM"), or all of a source ("kolada", "scb", "tva", "eurostat").

    Each is taken over by itself: one that fails or is refused leaves the others, and its own last good release, as they were. What is
    computed from employment by industry is computed, from what is held of it, else from what is fetched for it first.
    Raises NotAllowed; Refused: nothing of that name, or nothing of it can be fetched.
    """
    require(CHANGES_ALL, by)
    wanted = _wanted(what, strategy, by)
    asked, own = [one for one in wanted if is_fetched(one)], [one for one in wanted if is_computed(one)]
    computed = {code_of(one.origin): one for one in compute(own, by=by)} if own else {}
    asked += [one for origin in own if computed[code_of(origin)].state == NOTHING_HELD for one in _base_of(origin, strategy, by)]
    found = _fetch({code_of(one): one for one in asked}.values(), by, through, asking) if asked else []
    return _followed(found, list(computed.values()), by)


def compute_of(indicators: Iterable[Indicator], *, by: Viewer) -> list[FetchedSeries]:
    """Compute the series of some indicators from what is held; one that nothing is held for is left out. Raises NotAllowed."""
    own = [origin for origin in _origins(indicators) if is_computed(origin)]
    return [_as_fetched(one) for one in compute(own, by=by) if one.state != NOTHING_HELD] if own else []


def fetch_due(
    strategies: Collection[str],
    place_of: Callable[[str], str],
    *,
    by: Viewer,
    today: date | None = None,
    through: Ways = way_out,
    asking: Callable[[Web], Asking] = Asking,
) -> list[FetchedSeries]:
    """Fetch what is due: figures whose day has come, held or not. `place_of`: the place that tells what a strategy holds. Raises NotAllowed."""
    require(CHANGES_ALL, by)
    day = today or timezone.localdate()
    due = [one for strategy in strategies for one in due_indicators(strategy, place_of(strategy), seen_by=by, today=day)]
    return _followed(_fetch(_fetched_of(due), by, through, asking), [], by) if due else []


def due_indicators(strategy: str, place: str, *, seen_by: Viewer, today: date) -> list[Indicator]:
    """Indicators that can be fetched and whose next figures should be out."""
    rows = calendar_of(list(catalogue_of(strategy, seen_by=seen_by).indicators.values()), place, seen_by=seen_by, today=today, until=today)
    return [row.indicator for row in rows if row.command]


def store_came(origin: Origin, came: Came, *, by: Viewer, whole: bool = True) -> Outcome:
    """Put what a source gave into the store, as the one series that it is. Raises as `store_snapshot`."""
    code, fetched = code_of(origin), came.fetched
    snapshot = NewSnapshot(
        code,
        fetched.data,
        fetched.accessed,
        source=origin.key,
        title=came.title,
        url=fetched.url,
        licence=fetched.licence,
        producer=fetched.producer,
        published=_day(fetched.published),
        next_update=_day(fetched.next_update),
        whole=whole,
        series=[NewSeries(code, came.title, note=" ".join(came.notes)[:2000])],
        codelists=came.codelists,
    )
    return store_snapshot(snapshot, came.cells, by=by)


def _fetch(origins: Iterable[Origin], by: Viewer, through: Ways, asking: Callable[[Web], Asking]) -> list[FetchedSeries]:
    found: list[FetchedSeries] = []
    silent: dict[str, FetchFailed] = {}
    with through() as web:
        source = asking(web)
        for origin in origins:
            known = silent.get(_host(origin))
            if known is not None:
                found.append(FetchedSeries(origin.key, code_of(origin), NOT_ASKED, faults=tuple(known.faults), until=known.until))
                continue
            try:
                found.append(_one(origin, source, by))
            except FetchFailed as failure:
                if failure.reason in _OF_THE_HOST:
                    # The same host would keep each of the others waiting as long, to no avail.
                    silent[_host(origin)] = failure
                found.append(FetchedSeries(origin.key, code_of(origin), FAILED, faults=tuple(failure.faults), until=failure.until))
            except Refused as refused:
                found.append(FetchedSeries(origin.key, code_of(origin), FAILED, faults=tuple(refused.faults)))
    return found


def _followed(found: list[FetchedSeries], computed: list[ComputedSeries], by: Viewer) -> list[FetchedSeries]:
    """What was fetched, and what was computed: anew where employment by industry has come in."""
    if any(one.state == STORED and is_base(one.series) for one in found):
        asked = {code_of(one.origin) for one in computed}
        told = [one for one in compute(by=by) if one.state != COMPUTED_UNCHANGED or code_of(one.origin) in asked]
    else:
        told = computed
    return [*found, *map(_as_fetched, told)]


def _as_fetched(one: ComputedSeries) -> FetchedSeries:
    states = {COMPUTED: STORED, COMPUTED_UNCHANGED: UNCHANGED, COMPUTED_REFUSED: REFUSED}
    state = FAILED if one.faults and not one.counts else states.get(one.state, FAILED)
    faults = one.faults or ((_nothing_to_compute_from(one.origin),) if one.state == NOTHING_HELD else ())
    return FetchedSeries(one.origin.key, code_of(one.origin), state, one.snapshot, one.known_from, one.counts, faults)


def _nothing_to_compute_from(origin: Origin) -> Fault:
    return Fault(
        Location(file=origin.key),
        origin.of,
        Said("Sysselsatta efter bransch, hämtade eller ur en fil.", "Employed by industry, fetched or from a file."),
        Said(
            f"Hämta med: samhandling figures fetch {origin.of}. Eller läs in en fil: samhandling economy load FIL.",
            f"Fetch with: samhandling figures fetch {origin.of}. Or load a file: samhandling economy load FILE.",
        ),
    )


def _base_of(origin: Origin, strategy: str, by: Viewer) -> list[Origin]:
    """What a computed series is computed from, as far as it is fetched."""
    base = catalogue_of(strategy, seen_by=by).indicators.get(origin.of)
    return _fetched_of([base]) if base else []


def _one(origin: Origin, source: Asking, by: Viewer) -> FetchedSeries:
    outcome = store_came(origin, source.ask(origin), by=by)
    code = code_of(origin)
    if not outcome.good:
        faults = tuple(one.fault(origin.key) for one in outcome.breaks)
        return FetchedSeries(origin.key, code, REFUSED, outcome.snapshot, outcome.known_from, faults=faults)
    state = STORED if outcome.changed else UNCHANGED
    return FetchedSeries(origin.key, code, state, outcome.snapshot, outcome.known_from, outcome.counts)


def _wanted(what: str, strategy: str, by: Viewer) -> list[Origin]:
    catalogue = catalogue_of(strategy, seen_by=by)
    every = list(catalogue.indicators.values())
    if what in catalogue.indicators:
        chosen = _origins([catalogue.indicators[what]])
    elif what in _SOURCES:
        chosen = [origin for origin in _origins(every) if origin.key.split(":")[0] == _SOURCES[what]]
    else:
        chosen = [origin for origin in _origins(every) if what in (origin.key, code_of(origin))]
    if chosen:
        return chosen
    if what in catalogue.indicators:
        raise refusal(
            what,
            Said("En indikator som har en källa att hämta ur.", "An indicator that has a source to fetch from."),
            Said("Läs in en fil med: samhandling figures load FIL.", "Read in a file with: samhandling figures load FILE."),
            Location(column="indicator"),
        )
    raise refusal(
        what,
        Said(
            "En indikator, en serie som scb:ArbStatusM, eller en källa: kolada, scb, tva, eurostat.",
            "An indicator, a series such as scb:ArbStatusM, or a source: kolada, scb, tva, eurostat.",
        ),
        Said("Se vad som finns: samhandling figures list.", "See what there is: samhandling figures list."),
    )


def _origins(indicators: Iterable[Indicator]) -> list[Origin]:
    """The series of some indicators that can be fetched or computed, each once."""
    every = (series.source for one in indicators for series in one.every_series)
    return list({code_of(origin): origin for origin in every if is_fetched(origin) or is_computed(origin)}.values())


def _fetched_of(indicators: Iterable[Indicator]) -> list[Origin]:
    """Those that are fetched."""
    return [origin for origin in _origins(indicators) if is_fetched(origin)]


def _host(origin: Origin) -> str:
    return f"{origin.kind}:{origin.server}:{bool(origin.path)}"


def _day(moment: date | datetime | None) -> date | None:
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment
