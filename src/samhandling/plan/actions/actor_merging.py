"""Two actors that are one: every initiative names the one that is kept, and the merge can be taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import hold_stamp, raise_stamp, record
from samhandling.people.merging import Opening, belongings, move_back, move_over, opening, standing_actor
from samhandling.people.models import Actor
from samhandling.people.rules.permission import CHANGES_ALL, require
from samhandling.plan.actions.bulk import store_many
from samhandling.plan.models import ActorMerge, Comment, EditionComment, Initiative, Judged, Shown
from samhandling.plan.queries import strategy_key
from samhandling.plan.rules.actor_parts import changed_parts, parts_of, with_codes
from samhandling.plan.rules.plain import Plain, to_plain
from samhandling.plan.storing import batches, load
from samhandling.strategy.models import Strategy

Versions = dict[str, tuple[int, int]]
"""Code of an initiative → its version before and after the act."""

CHANGED = Said("har ändrats sedan dess", "has been changed since")
GONE = Said("finns inte längre", "is no more")


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do: (code, name) of each initiative, the names that go over, persons, links and keys; and whom it tells of what."""

    code: str
    into: str
    name: str
    kept_name: str
    initiatives: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    persons: int
    ways_in: int
    opening: Opening


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: the initiatives that were rewritten."""

    initiatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parted:
    """What a parting did: initiatives taken back, and (code, why) of those that stay as they are."""

    restored: tuple[str, ...]
    left: tuple[tuple[str, Said], ...]


def merge_preview(code: str, into: str, *, by: Viewer) -> MergePreview:
    """What merging `code` into `into` would do. Raises NotAllowed, Refused."""
    require(CHANGES_ALL, by)
    one, kept = _pair(code, into)
    had = belongings(code)
    rows = _initiatives_of(one).filter(merged_into=None).order_by("sort_key", "code").values_list("code", "title")
    return MergePreview(code, into, one.name, kept.name, tuple(rows), had.names, had.persons, had.ways_in, opening(code, into))


def merge_actors(code: str, into: str, *, by: Viewer, with_names: bool = True) -> Merged:
    """`code` and `into` are one organisation: `into` is kept. `part_actors` takes it back.

    `with_names`: the names of `code` are shown beside `into`, to all who see it; `merge_preview` tells whether they know them today.

    Raises NotAllowed; Refused: one of them is not there, stands behind another, or they are the same.
    """
    require(CHANGES_ALL, by)
    with transaction.atomic():
        hold_stamp()
        one, kept = _pair(code, into)
        rows, versions = _rewrite(_initiatives_of(one), {code: into}, by)
        moved = move_over(one, kept, with_names=with_names)
        moved["comments"] = _comments_over(Comment.objects.filter(actor=one), kept)
        moved["edition_comments"] = _comments_over(EditionComment.objects.filter(actor=one), kept)
        shown = _rewrite_shown({code: into}, versions)
        ActorMerge.objects.create(actor=one, into=kept, person_id=by.person, moved=moved, rows=rows, shown=shown)
        record(by, "actor.merged", "actor", code, {"merged_into": (None, into)}, version=one.version + 1)
        record(by, "actor.merge_taken", "actor", into, {"aliases": (None, moved["aliases"])}, version=kept.version)
        raise_stamp(public=True)
    return Merged(tuple(row["code"] for row in rows))


def part_actors(code: str, *, by: Viewer) -> Parted:
    """Two organisations after all: take a merge back. What somebody has changed since is left as it is, and told.

    Raises NotAllowed; Refused: the actor has not been merged.
    """
    require(CHANGES_ALL, by)
    with transaction.atomic():
        hold_stamp()
        merge = ActorMerge.objects.select_related("actor", "into").filter(actor__code=code, parted_at=None).order_by("-id").first()
        if merge is None:
            expected = Said("En aktör som har slagits ihop med en annan.", "An actor that has been merged into another.")
            raise refusal(code, expected, Said("Kontrollera koden.", "Check the code."))
        _still_kept(merge)
        move_back(merge.actor, merge.into, merge.moved)
        restored, left, versions = _take_back(merge.rows, by)
        Comment.objects.filter(pk__in=merge.moved["comments"], actor=merge.into).update(actor=merge.actor)
        EditionComment.objects.filter(pk__in=merge.moved["edition_comments"], actor=merge.into).update(actor=merge.actor)
        _take_back_shown(merge.shown, versions)
        merge.parted_at = timezone.now()
        merge.save(update_fields=["parted_at"])
        record(by, "actor.parted", "actor", code, {"merged_into": (merge.into.code, None)}, version=merge.actor.version + 1)
        raise_stamp(public=True)
    return Parted(tuple(restored), tuple(left))


def _pair(code: str, into: str) -> tuple[Actor, Actor]:
    one, kept = standing_actor(code), standing_actor(into)
    if one.pk == kept.pk:
        raise refusal(code, Said("Två olika aktörer.", "Two different actors."), Said("Välj en annan.", "Choose another."))
    return one, kept


def _still_kept(merge: ActorMerge) -> None:
    into = merge.into.merged_into
    if into is not None:
        expected = Said(
            f"{merge.into.code} är i sin tur sammanslagen med {into.code}.", f"{merge.into.code} is itself merged with {into.code}."
        )
        way_out = Said(f"Ta först tillbaka den: {merge.into.code}.", f"Take that back first: {merge.into.code}.")
        raise refusal(merge.actor.code, expected, way_out)


def _initiatives_of(actor: Actor) -> QuerySet[Initiative]:
    """Those that name it, also those that stand behind another initiative."""
    chosen = Initiative.objects.filter(Q(participations__actor=actor) | Q(grants__financier=actor.code))
    return Initiative.objects.filter(pk__in=chosen.values("pk"))


def _by_strategy(found: QuerySet[Initiative]) -> dict[str, dict[str, Plain]]:
    """Strategy → the values of the initiatives that have been judged against it; the parts of actors are the same whichever is asked."""
    codes = dict(found.order_by().values_list("id", "code"))
    judged: dict[int, str] = {}
    told = Judged.objects.filter(initiative__in=found.order_by().values("pk")).order_by("strategy__code")
    for key, strategy in told.values_list("initiative_id", "strategy__code"):
        judged.setdefault(key, strategy)
    any_one = Strategy.objects.filter(kind="strategy").order_by("code").values_list("code", flat=True).first() or ""
    groups: dict[str, list[int]] = {}
    for key in codes:
        groups.setdefault(judged.get(key, any_one), []).append(key)
    return {
        strategy: {
            record.id: to_plain(record)
            for some in batches(keys)
            for _, record in load(Initiative.objects.filter(pk__in=some), strategy_key(strategy))
        }
        for strategy, keys in groups.items()
    }


def _rewrite(found: QuerySet[Initiative], codes: Mapping[str, str], by: Viewer) -> tuple[list[Plain], Versions]:
    rows: list[Plain] = []
    versions: Versions = {}
    for strategy, values in _by_strategy(found).items():
        parts = {code: changed_parts(now, with_codes(now, codes)) for code, now in values.items()}
        named = {code: pair for code, pair in parts.items() if pair[1]}
        stored = store_many({code: after for code, (_, after) in named.items()}, "initiative.actor_merged", strategy, by)
        versions |= {code: (one.was, one.version) for code, one in stored.items()}
        rows += [{"code": code, "before": before, "after": after} for code, (before, after) in named.items()]
    return rows, versions


def _take_back(rows: Sequence[Plain], by: Viewer) -> tuple[list[str], list[tuple[str, Said]], Versions]:
    wanted = {row["code"]: row for row in rows}
    restored: list[str] = []
    left: list[tuple[str, Said]] = []
    versions: Versions = {}
    for strategy, values in _by_strategy(Initiative.objects.filter(code__in=list(wanted))).items():
        back: dict[str, Plain] = {}
        for code, now in values.items():
            row = wanted.pop(code)
            same = {name: value for name, value in row["before"].items() if now[name] == row["after"][name]}
            if same:
                back[code] = same
            if len(same) < len(row["before"]):
                left.append((code, CHANGED))
        stored = store_many(back, "initiative.actor_parted", strategy, by)
        versions |= {code: (one.was, one.version) for code, one in stored.items()}
        restored += list(back)
    return restored, [*left, *((code, GONE) for code in wanted)], versions


def _comments_over(found: "QuerySet[Comment] | QuerySet[EditionComment]", into: Actor) -> list[int]:
    ids = list(found.values_list("id", flat=True))
    found.model._default_manager.filter(pk__in=ids).update(actor=into)
    return ids


def _rewrite_shown(codes: Mapping[str, str], versions: Versions) -> list[Plain]:
    """What others see names the same actors as the working material does: a merge is no news of the initiatives."""
    found = []
    for row in Shown.objects.all().iterator():
        wanted = with_codes(row.values, codes)
        before, after = changed_parts(row.values, wanted)
        if after:
            found.append({"level": row.level, "strategy": row.strategy_id, "code": row.code, "before": before, "after": after})
            row.values = wanted
        _follow(row, versions, changed=bool(after))
    return found


def _take_back_shown(rows: Iterable[Plain], versions: Versions) -> None:
    wanted = {(row["level"], row["strategy"], row["code"]): row for row in rows}
    for row in Shown.objects.filter(code__in=[code for _, _, code in wanted]):
        told = wanted.get((row.level, row.strategy_id, row.code))
        now = parts_of(row.values)
        back = {name: value for name, value in told["before"].items() if now[name] == told["after"][name]} if told else {}
        row.values = {**row.values, **back}
        _follow(row, versions, changed=bool(back))


def _follow(row: Shown, versions: Versions, *, changed: bool) -> None:
    """A picture that held the latest version of an initiative still does."""
    was, now = versions.get(row.code, (0, 0))
    same = was == row.version
    if same:
        row.version = now
    if same or changed:
        row.save(update_fields=["values", "version"])
