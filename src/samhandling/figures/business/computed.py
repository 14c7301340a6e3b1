"""Written: values of indicators that are computed from employment by industry, each measure a series of the store like any other."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

import pyarrow as pa
from django.utils import timezone

from samhandling.figures.actions import store_snapshot
from samhandling.figures.business.classifications import LEVELS, name_of
from samhandling.figures.business.computing import (
    INDUSTRY,
    Cell,
    cells_of_made,
    dimension_of,
    levels_of,
    refusal_of,
    refused_cells,
)
from samhandling.figures.business.picking import Picked, all_picked
from samhandling.figures.indicators.files import catalogue_of, strategies_with_indicators
from samhandling.figures.indicators.series import code_of, is_computed
from samhandling.figures.models import Snapshot
from samhandling.figures.rules.indicator.document import Origin
from samhandling.figures.rules.indicator.measures import MEASURES, PREFIX
from samhandling.figures.rules.observation import NewSeries, NewSnapshot
from samhandling.figures.rules.status_words import status_said
from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said
from samhandling.ground.viewer import VISITOR, Viewer, ViewerKind
from samhandling.office.jobs.ordering import enqueue
from samhandling.people.rules.permission import CHANGES_ALL, require

_JOB = Viewer(ViewerKind.JOB)
STORED, UNCHANGED, REFUSED, NOTHING_HELD = "stored", "unchanged", "refused", "nothing_held"


@dataclass(frozen=True, slots=True)
class ComputedSeries:
    """What came of one computed series. `state`: stored, unchanged, refused (it breaks with what was known), or nothing_held.

    `faults`: why places have no value: the figures are too coarse for the measure, the nation is not among them.
    """

    origin: Origin
    state: str
    snapshot: int | None = None
    known_from: date | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class _Answer:
    """The cells of a measure with the figures that they are from, and why others of those figures could not answer."""

    cells: Sequence[Cell]
    of: Sequence[Picked]
    refused: Collection[str]


def computed_origins() -> list[Origin]:
    """Every series of any strategy's indicators that is computed here, each once."""
    catalogues = [catalogue_of(strategy, seen_by=VISITOR) for strategy in strategies_with_indicators()]
    every = [series.source for one in catalogues for indicator in one.indicators.values() for series in indicator.every_series]
    return list({code_of(origin): origin for origin in every if is_computed(origin)}.values())


def compute(origins: Iterable[Origin] | None = None, *, by: Viewer) -> list[ComputedSeries]:
    """Compute series anew from the figures that are held, all where None. Doing it twice changes nothing. Raises NotAllowed.

    Each place is answered by the best real figures that can: those that the page of its business life rests on, passed over where they
    are too coarse. Invented figures are never computed from. A place that nothing can answer has no value, with the reason.
    """
    require(CHANGES_ALL, by)
    held = [picked for picked in all_picked(by) if not picked.source.marked_generated]
    return [_one(origin, held, by) for origin in (computed_origins() if origins is None else origins)]


def follow_cubes(*, by: Viewer) -> list[ComputedSeries]:
    """Let the computed series follow figures that have changed: at once where `by` may, else as a job."""
    if CHANGES_ALL.lets_in(by, ()):
        return compute(by=by)
    enqueue("figures.compute", {}, by=_JOB)
    return []


def _one(origin: Origin, held: Sequence[Picked], by: Viewer) -> ComputedSeries:
    answer = _answer(origin, held)
    faults = tuple(_fault(origin, status) for status in sorted(answer.refused))
    if not answer.cells:
        return ComputedSeries(origin, NOTHING_HELD, faults=faults)
    release = _release(origin, answer)
    known = Snapshot.objects.filter(table__code=release.table, number__isnull=False).order_by("-number").first()
    if known is not None and known.sha256 == sha256(release.content).hexdigest():
        return ComputedSeries(origin, UNCHANGED, known.pk, known.known_from, faults=faults)
    outcome = store_snapshot(release, _observations(origin, answer.cells), by=by)
    if not outcome.good:
        return ComputedSeries(
            origin, REFUSED, outcome.snapshot, outcome.known_from, faults=tuple(one.fault(origin.key) for one in outcome.breaks)
        )
    return ComputedSeries(origin, STORED if outcome.changed else UNCHANGED, outcome.snapshot, outcome.known_from, outcome.counts, faults)


def _answer(origin: Origin, held: Sequence[Picked]) -> _Answer:
    """Each place from the first figures that can answer it; then places that only such figures have as cannot, with the reason."""
    found: dict[str, list[Cell]] = {}
    used: list[Picked] = []
    refused: list[tuple[Picked, str, str]] = []
    for picked in held:
        for level in levels_of(picked.made):
            status = refusal_of(origin, picked.made, level, shares_only=picked.shares_only)
            if status:
                refused.append((picked, level, status))
            elif _add(found, cells_of_made(origin, picked.made, level)) and picked not in used:
                used.append(picked)
    told = set()
    for picked, level, status in refused:
        if dimension_of(origin):
            # No code of the open dimension to write the reason at; the fault tells it.
            told.add(status)
        elif _add(found, refused_cells(picked.made, level, status)):
            told.add(status)
            used += [picked] if picked not in used else []
    return _Answer([cell for cells in found.values() for cell in cells], used, told)


def _add(found: dict[str, list[Cell]], cells: Iterable[Cell]) -> bool:
    """Places that are not answered yet; whether there was any."""
    fresh: dict[str, list[Cell]] = {}
    for cell in cells:
        if cell.place not in found:
            fresh.setdefault(cell.place, []).append(cell)
    found |= fresh
    return bool(fresh)


def _observations(origin: Origin, cells: Sequence[Cell]) -> pa.Table:
    columns = {
        "place": pa.array([cell.place for cell in cells], pa.string()),
        "period": pa.array([cell.period for cell in cells], pa.string()),
        "value": pa.array([cell.value for cell in cells], pa.float64()),
        "status": pa.array([cell.status for cell in cells], pa.string()),
    }
    dimension = dimension_of(origin)
    return pa.table(columns | ({dimension: pa.array([cell.code for cell in cells], pa.string())} if dimension else {}))


def _release(origin: Origin, answer: _Answer) -> NewSnapshot:
    code, sources = code_of(origin), [picked.source for picked in answer.of]
    tables = [source.table for source in sources]
    days = [source.published for source in sources]
    rule = MEASURES[origin.rule.removeprefix(PREFIX)]
    note = _note(origin, answer)
    title = f"{', '.join(dict.fromkeys(tables))} ({origin.rule})"[:400]
    return NewSnapshot(
        code,
        _content(origin, answer),
        timezone.now(),
        source=origin.key,
        title=title,
        licence=", ".join(dict.fromkeys(source.licence for source in sources if source.licence)),
        producer=", ".join(dict.fromkeys(source.producer for source in sources if source.producer)),
        published=max((day for day in days if day), default=None) if all(days) else None,
        series=[NewSeries(code, title, decimals=rule.decimals, note=note)],
        codelists=_words(origin, answer),
    )


def _content(origin: Origin, answer: _Answer) -> bytes:
    """What the values were made of and how, and a checksum of them: the bytes that are kept as the release's own."""
    values = [[cell.place, cell.period, cell.code, cell.value, cell.status] for cell in answer.cells]
    told = {
        "rule": origin.rule,
        "options": dict(origin.options),
        "of": [
            {
                "cube": picked.source.cube,
                "producer": picked.source.producer,
                "table": picked.source.table,
                "sha256": picked.source.checksum,
                "published": picked.source.published.isoformat() if picked.source.published else None,
                "fetched": picked.source.fetched.isoformat() if picked.source.fetched else None,
                "level": picked.made.level,
                "breaks": list(picked.made.breaks),
            }
            for picked in answer.of
        ],
        "values": sha256(json.dumps(values).encode()).hexdigest(),
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1).encode()


def _note(origin: Origin, answer: _Answer) -> str:
    """Where the values come from, for a reader of the series: figures, level, breaks."""
    parts = []
    for picked in answer.of:
        source = picked.source
        day = f", hämtad {timezone.localdate(source.fetched).isoformat()}" if source.fetched else ""
        mark = f", kontrollsumma {source.checksum[:12]}" if source.checksum else ""
        parts.append(f"Beräknat ur {source.producer or source.table}: {source.table}{day}{mark}.")
        parts += [picked.break_said(year).sv for year in picked.made.breaks]
    if origin.level:
        parts.append(f"Branscher: {LEVELS[origin.level].sv}.")
    return " ".join(dict.fromkeys(parts))[:2000]


def _words(origin: Origin, answer: _Answer) -> dict[str, dict[str, str]]:
    dimension = dimension_of(origin)
    codes = sorted({cell.code for cell in answer.cells})
    if dimension == INDUSTRY:
        labels = {code: word for picked in reversed(answer.of) for code, word in picked.made.labels.items()}
        return {INDUSTRY: {code: name_of(code, labels.get(code, "")).sv for code in codes if code}}
    return {dimension: {code: _PARTS.get(code, code) for code in codes if code}} if dimension else {}


_PARTS = {"total": "hela förändringen", "national": "som i riket", "mix": "branscherna som finns", "regional": "det egna"}


def _fault(origin: Origin, status: str) -> Fault:
    why = status_said(status)
    level = LEVELS[origin.level] if origin.level else Said("branscherna", "the industries")
    return Fault(
        Location(file=origin.key),
        status,
        Said(
            f"Siffror som räcker till måttet ({level.sv}); här gäller: {why.sv}.",
            f"Figures that suffice for the measure ({level.en}); here: {why.en}.",
        ),
        Said(
            "Läs in finare siffror, eller med riket: samhandling economy load FIL.",
            "Load finer figures, or with the nation: samhandling economy load FILE.",
        ),
    )
