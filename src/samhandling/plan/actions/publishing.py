"""Working material → shared with the actors → published: the picture that others see is written anew, all of it or nothing."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Level, Viewer
from samhandling.office.actions import hold_stamp, raise_stamp, record
from samhandling.office.models import Event
from samhandling.office.outbox.queries import is_mail_sent
from samhandling.office.queries import last_event
from samhandling.people.actions import list_actors
from samhandling.people.rules.permission import CHANGES_ALL, require
from samhandling.plan.actions.publishing_letters import reached, tell_readers
from samhandling.plan.models import Initiative, Publication, Shown
from samhandling.plan.queries import scopes, strategy_key
from samhandling.plan.rules.plain import Plain, to_plain
from samhandling.plan.showing import PublicationRow, latest, may_be_shown
from samhandling.plan.storing import batches, load
from samhandling.plan.twice import since
from samhandling.strategy.queries import strategy as open_strategy

PRIVATE: Plain = {"note": ""}
"""What stays with those who work with the plan, and what stands instead."""


def share(strategy: str, *, by: Viewer, note: str = "", address: str = "") -> PublicationRow:
    """Show the working material to the actors, so that they can confirm, correct and comment before it is published.

    Each who answers for an actor in it gets a letter, which leads to `address`; none where none is told, or where no mail is sent. Pressed
    twice, with nothing changed in between, it is one picture and one letter to each.
    """
    with transaction.atomic():
        made, is_new = _show(strategy, Publication.State.SHARED, (Level.SHARED,), by, note)
        if is_new and address and is_mail_sent():
            view = open_strategy(strategy, seen_by=by)
            tell_readers(reached(view, seen_by=by).readers, made, view, address, timezone.localdate())
    return made


def publish(strategy: str, *, by: Viewer, note: str = "") -> PublicationRow:
    """Show the working material to everyone, until the next time. Pressed twice, with nothing changed in between, it is one picture."""
    return _show(strategy, Publication.State.PUBLISHED, (Level.SHARED, Level.PUBLISHED), by, note)[0]


def withdraw(code: str, *, by: Viewer, reason: str) -> None:
    """Take one initiative out of what is shared and published, at once; it stays as working material.

    Raises Refused: no reason told, or nothing of it is shown.
    """
    require(CHANGES_ALL, by)
    if not reason.strip():
        raise refusal("", Said("Ett skäl.", "A reason."), Said("Skriv varför den ska döljas.", "Write why it is to be hidden."))
    with transaction.atomic():
        hold_stamp()
        hidden, _ = Shown.objects.filter(code=code).delete()
        before = Initiative.objects.filter(code=code).values_list("visibility", "version").first()
        changed = Initiative.objects.filter(code=code).update(visibility="internal", version=F("version") + 1)
        if not hidden and not changed:
            raise refusal(
                code, Said("En insats som visas.", "An initiative that is shown."), Said("Kontrollera numret.", "Check the number.")
            )
        visibility, version = before or ("public", 0)
        told = {"openness": (visibility, "internal"), "reason": (None, reason.strip())}
        record(by, "initiative.withdrawn", "initiative", code, told, version=version + 1 if before else None)
        raise_stamp(public=True)


def _show(strategy: str, state: str, levels: Sequence[Level], by: Viewer, note: str) -> tuple[PublicationRow, bool]:
    """The picture, and whether it is a new one."""
    require(CHANGES_ALL, by)
    key = strategy_key(strategy)
    with transaction.atomic():
        hold_stamp()
        if twin := _just_made(key, state, by, note):
            return twin, False
        changed = [_write(key, level) for level in levels][-1]
        made = Publication.objects.create(
            strategy_id=key,
            state=state,
            at=timezone.now(),
            person_id=by.person,
            note=note.strip(),
            last_event=last_event(),
            initiatives=Shown.objects.filter(strategy_id=key, level=levels[-1].value, merged_into="").count(),
            changed=changed,
            scopes=[_scope(row) for row in scopes(seen_by=by)],
        )
        for level in levels:
            list_actors(_actors_shown(key, level), publicly=level is Level.PUBLISHED)
        record(by, f"picture.{state}", "picture", strategy, {"initiatives": (None, made.initiatives)})
        raise_stamp(public=True)
    found = latest(key, levels[-1])
    assert found is not None  # noqa: S101 (it has just been written)
    return found, True


def _just_made(key: int, state: str, by: Viewer, note: str) -> PublicationRow | None:
    """The latest picture, where it is the one that this asks for and nothing but its making has happened since."""
    after, latest_one = since(by), Publication.objects.filter(strategy_id=key).order_by("-id")
    made = latest_one.values_list("state", "at", "person_id", "note", "last_event").first()
    if after is None or made is None:
        return None
    was, at, person, said, event = made
    if (was, person, said) != (state, by.person, note.strip()) or at <= after:
        return None
    if Event.objects.filter(id__gt=event).exclude(verb__startswith="picture.").exists():
        return None
    return latest(key, Level.PUBLISHED if state == Publication.State.PUBLISHED else Level.SHARED)


def _scope(row: Any) -> dict[str, Any]:
    return {"file": row.file, "run": row.run, "scope": row.scope, "initiatives": row.initiatives}


def _write(key: int, level: Level) -> int:
    """Bring a level's rows up to date with the working material; gives how many were added, changed or taken away."""
    shown = {
        code: (row, version)
        for row, code, version in Shown.objects.filter(strategy_id=key, level=level.value).values_list("id", "code", "version")
    }
    now = dict(may_be_shown(level).values_list("code", "version"))
    gone = [row for code, (row, _) in shown.items() if code not in now]
    fresh = [code for code, version in now.items() if code not in shown or shown[code][1] != version]
    stale = [shown[code][0] for code in fresh if code in shown]
    for rows in batches([*gone, *stale]):
        Shown.objects.filter(id__in=rows).delete()
    for codes in batches(fresh):
        Shown.objects.bulk_create(_rows(codes, key, level))
    return len(gone) + len(fresh)


def _rows(codes: Sequence[str], key: int, level: Level) -> list[Shown]:
    chosen = Initiative.objects.filter(code__in=codes)
    columns = ("id", "merged_into__code", "known_since", "version")
    told = {pk: (into, since, version) for pk, into, since, version in chosen.values_list(*columns)}
    return [
        Shown(
            strategy_id=key,
            level=level.value,
            code=found.id,
            merged_into=told[pk][0] or "",
            known_since=told[pk][1],
            version=told[pk][2],
            values={**to_plain(found), **PRIVATE},
        )
        for pk, found in load(chosen, key)
    ]


def _actors_shown(key: int, level: Level) -> set[str]:
    """The actors with a part in a picture."""
    found: set[str] = set()
    for values in Shown.objects.filter(strategy_id=key, level=level.value).values_list("values", flat=True).iterator():
        found.update(values["owners"], values["partners"], (actor for _, actor in values["roles"]))
    return found
