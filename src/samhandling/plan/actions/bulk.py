"""Change one field of many initiatives at once, all of it in one go; and take the whole back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import Act, hold_stamp, raise_stamp, record, record_all
from samhandling.people.models import Actor
from samhandling.people.rules.permission import CHANGES_OWN, NotAllowed, require
from samhandling.plan.actions.importing import store_records
from samhandling.plan.bulk import Line, bulk_preview, may_see_batch
from samhandling.plan.models import Batch, Initiative
from samhandling.plan.queries import strategy_key
from samhandling.plan.rules.bulk_wish import GROUP_OF, Wish
from samhandling.plan.rules.merging import GROUPS
from samhandling.plan.rules.plain import Plain, from_plain, to_plain
from samhandling.plan.storing import batches, load, nodes_of

SUBJECT = "batch"
SAVED_SINCE = Said("Någon annan har sparat den sedan du förhandsgranskade.", "Somebody else has saved it since your preview.")
CHANGED_SINCE = Said("Den har ändrats sedan dess.", "It has been changed since.")
GONE = Said("Den finns inte längre.", "It is no more.")
NOT_YOURS = Said("Du svarar inte längre för den.", "You no longer answer for it.")


@dataclass(frozen=True, slots=True)
class Bulk:
    """What was done: its number (None where nothing changed), the codes that were changed, and (code, why) of those that were not."""

    number: int | None
    changed: tuple[str, ...]
    left: tuple[tuple[str, Said], ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """One of many that were stored: its values before, and its versions before and after."""

    before: Plain
    was: int
    version: int


def bulk_change(versions: Mapping[str, int], wish: Wish, *, strategy: str, by: Viewer) -> Bulk:
    """Do what was previewed. `versions`: code → version that the preview showed; one that somebody has saved since is left and told.

    Raises NotAllowed; Refused: too many, none, or a wish that is not sound. All that can be changed is changed together, or nothing.
    """
    with transaction.atomic():
        hold_stamp()
        lines = bulk_preview(list(versions), wish, strategy=strategy, by=by)
        stale = [line for line in lines if line.reason is None and line.version != versions[line.code]]
        left = [(line.code, line.reason) for line in lines if line.reason] + [(line.code, SAVED_SINCE) for line in stale]
        doing = [line for line in lines if line.changes and line not in stale]
        if not doing:
            return Bulk(None, (), tuple(left))
        stored = store_many({line.code: line.wanted for line in doing}, "initiative.bulk_changed", strategy, by)
        made = Batch.objects.create(
            strategy_id=strategy_key(strategy),
            person_id=by.person,
            field=wish.field,
            wish=asdict(wish),
            rows=_told(stored, doing, wish),
            left=_plain(left),
        )
        record(by, "batch.done", SUBJECT, str(made.pk), {"field": (None, wish.field), "initiatives": (None, len(doing))})
        raise_stamp()
    return Bulk(made.pk, tuple(line.code for line in doing), tuple(left))


def undo_bulk(number: int, *, by: Viewer) -> Bulk:
    """Take a change of many back, whole. What somebody has changed since is left as it is, and told.

    Raises NotAllowed: somebody else's, for one who may not change all; Refused: there is none, or it has been taken back.
    """
    require(CHANGES_OWN, by)
    with transaction.atomic():
        hold_stamp()
        found = Batch.objects.select_for_update().select_related("strategy").filter(pk=number).first()
        if found is None or not may_see_batch(found, by) or found.undone_at is not None:
            expected = Said("En massändring som inte redan är ångrad.", "A change of many that has not been taken back.")
            raise refusal(str(number), expected, Said("Kontrollera numret.", "Check the number."))
        if not by.may_change_all and found.person_id != by.person:
            raise NotAllowed(refusal("", GONE, GONE).faults)
        back, left = _undoable(found, by)
        if back:
            store_many(back, "initiative.bulk_undone", found.strategy.code, by)
        found.undone_at, found.undone_left = timezone.now(), _plain(left)
        found.save(update_fields=["undone_at", "undone_left"])
        record(by, "batch.undone", SUBJECT, str(number), {"initiatives": (len(found.rows), len(left))})
        raise_stamp()
    return Bulk(number, tuple(back), tuple(left))


def _undoable(found: Batch, by: Viewer) -> tuple[dict[str, Plain], list[tuple[str, Said]]]:
    codes = [row["code"] for row in found.rows]
    now = {
        record.id: to_plain(record) for _, record in load(Initiative.objects.filter(code__in=codes, merged_into=None), found.strategy_id)
    }
    own = set(codes) if by.may_change_all else set(Initiative.objects.own(by).filter(code__in=codes).values_list("code", flat=True))
    back: dict[str, Plain] = {}
    left: list[tuple[str, Said]] = []
    for row in found.rows:
        code, values = row["code"], now.get(row["code"])
        if values is None or code not in own:
            left.append((code, GONE if values is None else NOT_YOURS))
        elif any(values[name] != value for name, value in row["after"].items()):
            left.append((code, CHANGED_SINCE))
        else:
            back[code] = _unconfirmed(row["before"], values)
    return back, left


def _unconfirmed(before: Plain, now: Plain) -> Plain:
    """A contribution that comes back must be confirmed anew; one that stood all the time keeps its confirmation."""
    if "shares" not in before:
        return dict(before)
    sure = [(share["focus_area"], share["share"], share["aspects"]) for share in now["shares"] if share["confirmed"]]
    shares = [{**one, "confirmed": (one["focus_area"], one["share"], one["aspects"]) in sure} for one in before["shares"]]
    return {**before, "shares": shares}


def store_many(wanted: Mapping[str, Plain], verb: str, strategy: str, by: Viewer) -> dict[str, Stored]:
    """Store some fields of many initiatives, each with its event. Inside the caller's transaction, which raises the stamp.

    The actors must be known, and the values sound; a contribution that is changed must come unconfirmed.
    """
    key, nodes, actors = strategy_key(strategy), nodes_of(strategy_key(strategy)), dict(Actor.objects.values_list("code", "id"))
    stored: dict[str, Stored] = {}
    for codes in batches(list(wanted)):
        chosen = Initiative.objects.filter(code__in=codes)
        now = {record.id: to_plain(record) for _, record in load(chosen, key)}
        after = {one: from_plain({**now[one.code], **wanted[one.code]}) for one in chosen}
        versions = {one.code: one.version for one in after}
        store_records(after, nodes, actors)
        acts = []
        for one, made in after.items():
            values = to_plain(made)
            changes = {name: (now[one.code][name], values[name]) for name in values if values[name] != now[one.code][name]}
            acts.append(Act(verb, "initiative", one.code, changes, one.version))
            stored[one.code] = Stored(now[one.code], versions[one.code], one.version)
        record_all(by, acts)
    return stored


def _told(stored: Mapping[str, Stored], doing: Sequence[Line], wish: Wish) -> list[Plain]:
    """What the batch keeps of each: the whole group of fields, so that it can be told in words and taken back."""
    names = GROUPS[GROUP_OF[wish.field]]
    return [
        {
            "code": line.code,
            "title": line.title,
            "before": {name: stored[line.code].before[name] for name in names},
            "after": {name: {**stored[line.code].before, **line.wanted}[name] for name in names},
        }
        for line in doing
    ]


def _plain(left: Sequence[tuple[str, Said]]) -> list[list[str]]:
    return [[code, said.sv, said.en] for code, said in left]
