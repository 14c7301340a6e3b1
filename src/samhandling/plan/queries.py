"""Read: initiatives as records, the world that a file is read in, doubts, where a value came from."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from samhandling.ground.faults import refusal
from samhandling.ground.places import PlaceCode
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR, Viewer
from samhandling.language.stems import is_found, search_stems, search_text
from samhandling.language.text import sort_key
from samhandling.office.models import ImportRun
from samhandling.office.queries import events_of
from samhandling.people.queries import actors
from samhandling.plan.models import Chain, ImportedRow, Initiative, InitiativeQuerySet, StoredDoubt
from samhandling.plan.remembered import working_records
from samhandling.plan.rules.intake import Known
from samhandling.plan.rules.plain import Plain, from_plain, to_plain
from samhandling.plan.rules.record import Basis, InitiativeRecord
from samhandling.plan.rules.world import ActorName, FocusAreaName, FrameworkName, World
from samhandling.plan.showing import changes_after, shown_initiative, shown_records, shown_until, taken_back
from samhandling.plan.storing import batches, load
from samhandling.strategy.models import Strategy
from samhandling.strategy.queries import strategies, strategy


def strategy_key(code: str) -> int:
    """The database id of a loaded strategy. Raises Refused where it is not loaded."""
    found = Strategy.objects.filter(code=code).values_list("id", flat=True).first()
    if found is None:
        loaded = ", ".join(Strategy.objects.order_by("code").values_list("code", flat=True)) or "–"
        raise refusal(
            code,
            Said(f"Strategin är inte inläst. Inlästa: {loaded}.", f"The strategy is not loaded. Loaded: {loaded}."),
            Said("Läs in den med: samhandling strategy load.", "Load it with: samhandling strategy load."),
        )
    return found


def open_world(code: str, *, seen_by: Viewer) -> World:
    """What is known before a file is read: the strategy's focus areas, actors, the owner's county, other frameworks."""
    found = strategy(code, seen_by=seen_by)
    return World(
        focus_areas=tuple(
            FocusAreaName(area.code, tuple(dict.fromkeys((area.name.sv, area.name.en, *area.aliases)))) for area in found.focus_areas
        ),
        # Also those that the asker may not see: a name leads to the same actor whoever writes it.
        actors=tuple(ActorName(actor.code, actor.names) for actor in actors(seen_by=OPERATOR)),
        default_county=PlaceCode(found.place) if found.place else None,
        frameworks=tuple(
            FrameworkName(other.code, (other.title.sv, other.title.en))
            for other in strategies(seen_by=seen_by)
            if other.kind == "framework"
        ),
    )


def records_of(code: str, *, seen_by: Viewer, known_on: date | None = None) -> list[InitiativeRecord]:
    """Every initiative that the viewer may see, distributed on one strategy's focus areas, as it was known on a day.

    Working material for those who may see it; to others the latest picture of their level, and their own as it stands now.
    What was changed after `known_on` is taken back by the events that tell of it.
    """
    key = strategy_key(code)
    if seen_by.sees_internal and known_on is None:
        return working_records(key, strategy(code, seen_by=seen_by).version)
    if seen_by.sees_internal:
        return _working(Initiative.objects.all(), key, known_on)
    shown = shown_records(key, seen_by.level, known_on=known_on)
    if not seen_by.actors:
        return shown
    own = {record.id: record for record in _working(Initiative.objects.own(seen_by), key, known_on)}
    return [*own.values(), *(record for record in shown if record.id not in own)]


def _working(chosen: InitiativeQuerySet, key: int, known_on: date | None) -> list[InitiativeRecord]:
    apart = chosen.filter(merged_into=None)
    if known_on is None:
        return [record for _, record in load(apart, key)]
    later = changes_after(known_on)
    found = [record for some in _then_apart(chosen, later) for _, record in load(some.known_on(known_on), key)]
    return [from_plain(taken_back(to_plain(record), later[record.id])) if record.id in later else record for record in found]


def _then_apart(chosen: InitiativeQuerySet, later: Mapping[str, Sequence[dict[str, list[Any]]]]) -> list[InitiativeQuerySet]:
    """What stood for itself before `later` happened: merges of then, not those of now."""
    merges = {code: [change["merged_into"] for change in changes if "merged_into" in change] for code, changes in later.items()}
    hidden = [code for code, pairs in merges.items() if pairs and pairs[0][0] is not None]
    apart = chosen.filter(code__in=[code for code, pairs in merges.items() if pairs and pairs[0][0] is None])
    return [chosen.filter(merged_into=None).exclude(code__in=hidden), apart.exclude(merged_into=None)]


def strategies_of_runs(*, seen_by: Viewer) -> dict[int, str]:
    """The strategy that each import was read against, as its event tells."""
    told = events_of("import", changing=True, seen_by=seen_by)
    return {int(event.subject_id): event.changes["strategy"][1] for event in told if "strategy" in event.changes}


def known_for(ids: Sequence[str], lineage: str, *, strategy: str, seen_by: Viewer) -> tuple[dict[str, Known], dict[str, str]]:
    """(initiatives that a register's rows may be about, by code; the register's own ids → codes from its earlier imports)."""
    last: dict[str, Plain] = {}
    held: dict[str, str] = {}
    strategies_read = strategies_of_runs(seen_by=seen_by)
    rows = (
        ImportedRow.objects.filter(run__lineage=lineage, initiative__isnull=False)
        .exclude(run__state=ImportRun.State.UNDONE)
        .order_by("id")
        .values_list("initiative__code", "run_id", "values")
    )
    for code, run, values in rows:
        held[values["id"]] = code
        # What a file said of another strategy's focus areas it has not said of this one's.
        distribution = last.get(code, _NOT_SAID) if strategies_read.get(run) != strategy else values
        last[code] = {**values, "basis": distribution["basis"], "shares": distribution["shares"]}
    # A project that was merged into another is still what its own register speaks of: its rows must find it, not make it anew.
    every = dict(Initiative.objects.order_by().values_list("code", "id"))
    wanted = {every[code] for key in ids for code in (key, f"{key}@{lineage}") if code in every}
    wanted |= {every[code] for code in held.values()}
    key = strategy_key(strategy)
    known: dict[str, Known] = {}
    for some in batches(sorted(wanted)):
        for _, record in load(Initiative.objects.filter(id__in=some), key):
            known[record.id] = Known(to_plain(record), last.get(record.id))
    return known, held


_NOT_SAID: Plain = {"basis": Basis.NOT_READ.value, "shares": []}


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """A doubt as a person meets it."""

    id: int
    kind: str
    field: str
    initiative: str
    said: Said
    read: str
    answers: tuple[str, ...]
    state: str
    answer: str
    run: int | None


def doubts(*, seen_by: Viewer, settled: bool = False, run: int | None = None, initiative: str | None = None) -> list[DoubtRow]:
    """Doubts in the order that they arose; open ones, or settled ones. Only for those who see working material."""
    if not seen_by.sees_internal:
        return []
    found = StoredDoubt.objects.filter(state=StoredDoubt.State.SETTLED if settled else StoredDoubt.State.OPEN)
    if run is not None:
        found = found.filter(run_id=run)
    if initiative is not None:
        found = found.filter(initiative__code=initiative)
    columns = ("id", "kind", "field", "initiative__code", "said_sv", "said_en", "read", "answers", "state", "answer", "run_id")
    return [
        DoubtRow(key, kind, field, code or "", Said(sv, en), read, tuple(answers), state, answer, of_run)
        for key, kind, field, code, sv, en, read, answers, state, answer, of_run in found.order_by("id").values_list(*columns)
    ]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where an initiative's values came from: a row of a file."""

    run: int
    file: str
    sheet: str
    row: int
    raw: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A link of a chain, seen from either end."""

    before: str
    after: str
    kind: str
    reason: Said
    state: str


@dataclass(frozen=True, slots=True)
class InitiativePage:
    """All that is known of one initiative. `is_working`: as it stands now, not as it was last shown."""

    record: InitiativeRecord
    version: int
    known_since: date
    is_working: bool
    sources: tuple[SourceRow, ...]
    chains: tuple[ChainRow, ...]
    doubts: tuple[DoubtRow, ...]


def initiative(code: str, *, of_strategy: str, seen_by: Viewer) -> InitiativePage:
    """One initiative: as it stands now for those who may see working material and for its own actors, else as it was last shown.

    Raises Refused where there is none that the viewer may see.
    """
    key = strategy_key(of_strategy)
    chosen = Initiative.objects.filter(code=code)
    mine = chosen.filter(merged_into=None) if seen_by.sees_internal else chosen.own(seen_by) if seen_by.actors else chosen.none()
    # The version first: if somebody saves while we read, our version is too old, and never the values.
    told_version = mine.values_list("version", "known_since").first()
    found = load(mine, key)
    if found and told_version:
        pk, record = found[0]
        version, since = told_version
        told = tuple(doubts(seen_by=seen_by, initiative=code))
        return InitiativePage(record, version, since, True, _sources(pk, raw=True), _chains(pk, seen_by), told)
    shown = None if seen_by.sees_internal else shown_initiative(code, key, seen_by.level)
    if shown is None:
        raise refusal(
            code,
            Said("Det finns ingen insats med det ärendenumret.", "There is no initiative with that case number."),
            Said("Sök med: samhandling initiative list.", "Search with: samhandling initiative list."),
        )
    now = chosen.values_list("id", flat=True).first()
    sources = _sources(now, raw=False, until=shown_until(seen_by)) if now else ()
    return InitiativePage(shown.record, shown.version, shown.known_since, False, sources, _chains(now, seen_by) if now else (), ())


def _sources(key: int, *, raw: bool, until: datetime | None = None) -> tuple[SourceRow, ...]:
    """The rows that it came from; what stood in their cells is working material."""
    rows = ImportedRow.objects.filter(initiative_id=key).exclude(run__state=ImportRun.State.UNDONE).order_by("id")
    if until is not None:
        rows = rows.filter(run__at__lte=until)
    return tuple(
        SourceRow(run, file, sheet, row, tuple((field, heading, text) for field, heading, text in cells) if raw else ())
        for run, file, sheet, row, cells in rows.values_list("run_id", "run__file", "sheet", "row", "raw")
    )


def _chains(key: int, viewer: Viewer) -> tuple[ChainRow, ...]:
    visible = Initiative.objects.visible_to(viewer).values("id")
    found = Chain.objects.filter(Q(before_id=key) | Q(after_id=key), before__in=visible, after__in=visible)
    columns = ("before__code", "after__code", "kind", "reason_sv", "reason_en", "state")
    return tuple(
        ChainRow(before, after, kind, Said(sv, en), state)
        for before, after, kind, sv, en, state in found.exclude(state=Chain.State.DECLINED).order_by("id").values_list(*columns)
    )


@dataclass(frozen=True, slots=True)
class ScopeRow:
    """How far a loaded source reaches, and how many of the counted initiatives it gave."""

    file: str
    run: int
    scope: dict[str, Any]
    initiatives: int


def scopes(*, seen_by: Viewer, known_on: date | None = None) -> list[ScopeRow]:
    """The declared scopes of all imports that stand, with how many initiatives each gave that were known by a day.

    An import without a declared scope is listed with an empty one; an import that gave nothing known is not listed.
    """
    until = None if seen_by.sees_internal else shown_until(seen_by)
    if not seen_by.sees_internal and until is None:
        return []
    counts: dict[tuple[int, int | None], set[int]] = defaultdict(set)
    visible = Initiative.objects.visible_to(seen_by).known_on(known_on).values("id")
    rows = ImportedRow.objects.filter(initiative__in=visible).exclude(run__state=ImportRun.State.UNDONE)
    for run, scope, key in rows.values_list("run_id", "scope", "initiative_id"):
        counts[run, scope].add(key)
    latest: dict[tuple[str, str], ScopeRow] = {}
    runs = ImportRun.objects.exclude(state=ImportRun.State.UNDONE).order_by("id")
    for one in runs.filter(at__lte=until) if until else runs:
        listed: list[tuple[int | None, dict[str, Any]]] = [*enumerate(one.scopes), (None, {})]
        for index, declared in listed:
            if found := counts.get((one.pk, index)):
                latest[one.lineage, str(declared.get("source", ""))] = ScopeRow(one.file, one.pk, declared, len(found))
    return list(latest.values())


def existing_codes(codes: Sequence[str], *, seen_by: Viewer) -> set[str]:
    """Those of `codes` that are initiatives that the viewer may see."""
    return set(Initiative.objects.visible_to(seen_by).filter(code__in=codes).values_list("code", flat=True))


@dataclass(frozen=True, slots=True)
class Found:
    """An initiative in a list."""

    code: str
    title: str
    start: date | None
    end: date | None


def search(words: str, *, seen_by: Viewer) -> list[Found]:
    """Initiatives whose name, case number or description holds every word in some form, in Swedish order."""
    needles = search_stems(words)
    if not seen_by.sees_internal:
        return _search_shown(needles, seen_by)
    rows = Initiative.objects.visible_to(seen_by).order_by("sort_key", "code").values_list("code", "title", "start", "end", "search_text")
    return [Found(code, title, start, end) for code, title, start, end, text in rows if is_found(needles, text)]


def _search_shown(needles: tuple[str, ...], viewer: Viewer) -> list[Found]:
    """Among what is shown: a new title that is still working material is neither told nor found."""
    found = {}
    for key in Strategy.objects.values_list("id", flat=True):
        for record in shown_records(key, viewer.level):
            if is_found(needles, search_text(record.title, record.id, record.purpose_sv, record.purpose_en)):
                found[record.id] = Found(record.id, record.title, record.period.start, record.period.end)
    return sorted(found.values(), key=lambda one: (sort_key(one.title), one.code))


def chains(*, seen_by: Viewer) -> list[ChainRow]:
    """Proposed and confirmed chains between initiatives that the viewer may see."""
    visible = Initiative.objects.visible_to(seen_by).values("id")
    found = Chain.objects.filter(before__in=visible, after__in=visible).exclude(state=Chain.State.DECLINED)
    columns = ("before__code", "after__code", "kind", "reason_sv", "reason_en", "state")
    return [
        ChainRow(before, after, kind, Said(sv, en), state)
        for before, after, kind, sv, en, state in found.order_by("id").values_list(*columns)
    ]
