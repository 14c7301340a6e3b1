"""Read: what a wish would do to many initiatives, and what acts on many have done."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from samhandling.ground.faults import Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.people.queries import actor_names
from samhandling.people.rules.permission import CHANGES_OWN, require
from samhandling.plan.models import Batch, Initiative
from samhandling.plan.queries import existing_codes, records_of, strategy_key
from samhandling.plan.rules.bulk_wish import GROUP_OF, MOST, Wish, faults_of_wish, wished
from samhandling.plan.rules.edition_comparing import named
from samhandling.plan.rules.merging import GROUPS
from samhandling.plan.rules.plain import Plain, to_plain
from samhandling.plan.rules.soundness import faults_of
from samhandling.plan.rules.words import in_words
from samhandling.plan.storing import load
from samhandling.strategy.queries import strategy as open_strategy

NOT_YOURS = Said("Du svarar inte för den.", "You do not answer for it.")
NOT_THERE = Said("Den finns inte längre.", "It is no more.")


@dataclass(frozen=True, slots=True)
class Line:
    """What a wish would do to one initiative. `wanted` is empty where nothing changes; `reason` tells why it cannot be done."""

    code: str
    title: str
    version: int
    before: Said
    after: Said
    wanted: Plain
    reason: Said | None = None

    @property
    def changes(self) -> bool:
        """It would be changed."""
        return bool(self.wanted)


def bulk_preview(codes: Sequence[str], wish: Wish, *, strategy: str, by: Viewer) -> list[Line]:
    """What a wish would do to each of the initiatives, in the order of `codes`; nothing is changed.

    Raises NotAllowed; Refused: too many, none, or a wish that is not sound.
    """
    require(CHANGES_OWN, by)
    chosen = list(dict.fromkeys(codes))
    check_number(chosen)
    view = open_strategy(strategy, seen_by=by)
    names = actor_names(seen_by=by)
    areas = {area.code: [aspect.code for aspect in area.aspects] for area in view.focus_areas}
    if faults := faults_of_wish(wish, focus_areas=areas, actors=names):
        raise Refused(faults)
    standing = Initiative.objects.filter(merged_into=None) if by.may_change_all else Initiative.objects.own(by)
    versions = dict(standing.filter(code__in=chosen).values_list("code", "version"))
    records = _values(chosen, versions, strategy, by)
    named_codes = {code for one in chosen if one in records for code in records[one]["depends_on"]}
    bounds: dict[str, Any] = {
        "focus_areas": areas,
        "codes": existing_codes([*named_codes, *filter(None, [wish.instead.strip()])], seen_by=by),
        "steps": [step.id for step in view.steps],
    }
    return [_line(code, records.get(code), versions.get(code), wish, bounds, names) for code in chosen]


def _values(chosen: Sequence[str], own: Collection[str], strategy: str, by: Viewer) -> dict[str, Plain]:
    """The values of those that one may change, as they stand now; of others as one may see them."""
    mine = Initiative.objects.filter(code__in=list(own))
    found = {record.id: to_plain(record) for _, record in load(mine, strategy_key(strategy))}
    if any(code not in own for code in chosen) and not by.may_change_all:
        others = {record.id: to_plain(record) for record in records_of(strategy, seen_by=by) if record.id in chosen}
        found = {**others, **found}
    return found


def check_number(codes: Sequence[str]) -> None:
    """Raises Refused where nothing has been chosen, or too much."""
    if not codes:
        expected = Said("Minst en vald insats.", "At least one chosen initiative.")
        raise refusal("", expected, Said("Kryssa för insatser i listan.", "Tick initiatives in the list."))
    if len(codes) > MOST:
        expected = Said(
            f"Högst {MOST} insatser åt gången; du har valt {len(codes)}.", f"At most {MOST} initiatives at a time; you chose {len(codes)}."
        )
        raise refusal(str(len(codes)), expected, Said("Begränsa urvalet.", "Narrow the choice."))


def _line(code: str, now: Plain | None, version: int | None, wish: Wish, bounds: Mapping[str, Any], names: Mapping[str, str]) -> Line:
    if now is None:
        return Line(code, code, 0, Said("", ""), Said("", ""), {}, NOT_THERE)
    group = GROUP_OF[wish.field]
    before = _words(group, now, names)
    if version is None:
        return Line(code, now["title"], 0, before, before, {}, NOT_YOURS)
    found = wished(wish, now, today=timezone.localdate())
    if isinstance(found, Said):
        return Line(code, now["title"], version, before, before, {}, found)
    after = {**now, **found}
    wanted = {name: value for name, value in found.items() if value != now[name]}
    if _same_but_for_the_day(now, wanted):
        wanted = {}
    known = faults_of(now, **bounds)
    if fresh := [fault for fault in faults_of(after, **bounds) if fault not in known]:
        return Line(code, now["title"], version, before, _words(group, after, names), {}, fresh[0].expected)
    return Line(code, now["title"], version, before, _words(group, after, names), wanted)


def _same_but_for_the_day(now: Plain, wanted: Plain) -> bool:
    """A status that was told before is not told anew."""
    told, was = wanted.get("told"), now["told"]
    return bool(told and was and {**was, "day": told["day"]} == told)


def _words(group: str, values: Plain, names: Mapping[str, str]) -> Said:
    told = named(values, names)
    return in_words(group, {name: told[name] for name in GROUPS[group]})


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A change of many. `rows`: (code, name, before, after). `left`: (code, why) of those that were not changed, or not taken back."""

    number: int
    at: datetime
    person: int | None
    field: str
    rows: tuple[tuple[str, str, Said, Said], ...]
    left: tuple[tuple[str, Said], ...]
    undone_at: datetime | None
    undone_left: tuple[tuple[str, Said], ...]


def may_see_batch(batch: Batch, viewer: Viewer) -> bool:
    """Those who see working material, and whoever did it."""
    return viewer.sees_internal or (viewer.person is not None and batch.person_id == viewer.person)


def batch(number: int, *, of_strategy: str, seen_by: Viewer) -> BatchRow | None:
    """One act on many; `None` where there is none that the viewer may see."""
    found = Batch.objects.filter(pk=number, strategy__code=of_strategy).first()
    return _row(found, seen_by) if found and may_see_batch(found, seen_by) else None


def batches_of(strategy: str, *, seen_by: Viewer, most: int = 20) -> list[BatchRow]:
    """The latest acts on many, latest first."""
    found = Batch.objects.filter(strategy__code=strategy).order_by("-id")
    if not seen_by.sees_internal:
        found = found.filter(person_id=seen_by.person) if seen_by.person is not None else found.none()
    return [_row(one, seen_by) for one in found[:most]]


def _row(found: Batch, viewer: Viewer) -> BatchRow:
    names, group = actor_names(seen_by=viewer), GROUP_OF[found.field]
    rows = tuple(
        (
            row["code"],
            row["title"],
            _part_words(group, row["before"], names),
            _part_words(group, row["after"], names),
        )
        for row in found.rows
    )
    return BatchRow(found.pk, found.at, found.person_id, found.field, rows, _left(found.left), found.undone_at, _left(found.undone_left))


def _part_words(group: str, part: Plain, names: Mapping[str, str]) -> Said:
    """Some fields of a group in words; what the change left alone is not stored, and so not told."""
    nothing: Plain = {"owners": [], "partners": [], "roles": [], "grants": []}
    told = named({**nothing, **part}, names)
    return in_words(group, {name: told[name] for name in GROUPS[group]})


def _left(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, Said], ...]:
    return tuple((code, Said(sv, en)) for code, sv, en in rows)
