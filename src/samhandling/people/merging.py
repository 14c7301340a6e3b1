"""Two actors that are one: the names, memberships and links of the one go over to the other, and can be taken back."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F

from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Level, Viewer
from samhandling.language.text import fold
from samhandling.people.models import Actor, ActorAlias, ActorLink, Invitation, Membership, Token

Moved = dict[str, Any]
"""What went over, by ids and names: enough to take it back."""

WAYS_IN = (("links", ActorLink), ("invitations", Invitation), ("tokens", Token))

SEEN = ("is_listed", "is_shared")
"""Whether everyone, and the actors, may see an actor."""


WIDTHS = (Level.WORKING, Level.SHARED, Level.PUBLISHED)
"""From those who work with the plan to everyone."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Who gets to read names that they do not know today: `names` of the one that is merged, `kept` of the one that stands for it.

    `today`: who knows the one that is merged. `None`: nobody more than today.
    """

    today: Level
    names: Level | None
    kept: Level | None


@dataclass(frozen=True, slots=True)
class Belongings:
    """What an actor has beside its initiatives: the names that it goes by, how many persons act for it, how many links and keys."""

    names: tuple[str, ...]
    persons: int
    ways_in: int


def kept_codes() -> dict[str, str]:
    """Code of an actor that has been merged → code of the one that stands for it."""
    return dict(Actor.objects.exclude(merged_into=None).values_list("code", "merged_into__code"))


def kept_actor(code: str, *, seen_by: Viewer) -> str | None:
    """The code of the actor that another was merged into, where the viewer may see it and know of the other; else nothing."""
    one = Actor.objects.filter(code=code).exclude(merged_into=None).select_related("merged_into").first()
    kept = one.merged_into if one else None
    if one is None or kept is None or not Actor.objects.visible_to(seen_by).filter(pk=kept.pk).exists():
        return None
    knows = WIDTHS.index(width_of(one)) >= WIDTHS.index(seen_by.level) or kept.code in seen_by.actors
    return kept.code if knows or fold(one.name) in _folded(kept) else None


def merged_actors(code: str, *, seen_by: Viewer) -> tuple[tuple[str, str], ...]:
    """(code, name) of the actors that stand behind another one; only for those who see working material."""
    found = Actor.objects.filter(merged_into__code=code).order_by("sort_key") if seen_by.sees_internal else Actor.objects.none()
    return tuple(found.values_list("code", "name"))


def belongings(code: str) -> Belongings:
    """What would go over."""
    one = standing_actor(code)
    ways = sum(model.objects.filter(actor=one).count() for _, model in WAYS_IN)
    return Belongings((one.name, *_aliases(one)), Membership.objects.filter(actor=one).count(), ways)


def width_of(actor: Actor) -> Level:
    """How widely an actor is known, beside those who share an initiative with it."""
    return Level.PUBLISHED if actor.is_listed else Level.SHARED if actor.is_shared else Level.WORKING


def opening(code: str, into: str) -> Opening:
    """What a merge with its names would open, and to whom."""
    one, kept = standing_actor(code), standing_actor(into)
    widest = max(width_of(one), width_of(kept), key=WIDTHS.index)
    new = [name for name in (one.name, *_aliases(one)) if fold(name) not in _folded(kept)]
    return Opening(
        today=width_of(one),
        names=widest if new and widest is not width_of(one) else None,
        kept=widest if widest is not width_of(kept) else None,
    )


def standing_actor(code: str) -> Actor:
    """An actor that stands for itself. Raises Refused."""
    found = Actor.objects.filter(code=code).select_related("merged_into").first()
    if found is None:
        expected = Said("En aktör som finns.", "An actor that exists.")
        raise refusal(code, expected, Said("Kontrollera koden.", "Check the code."))
    if found.merged_into is not None:
        kept = found.merged_into.code
        expected = Said(f"En aktör som står för sig själv; {code} är redan sammanslagen med {kept}.",
                        f"An actor that stands for itself; {code} has already been merged with {kept}.")  # fmt: skip
        raise refusal(code, expected, Said(f"Använd {kept}.", f"Use {kept}."))
    return found


def move_over(one: Actor, into: Actor, *, with_names: bool = True) -> Moved:
    """Let `into` stand for `one`. Gives what went over. Inside the caller's transaction.

    Without its names nobody reads them beside `into`; somebody who writes one of them is led there all the same.
    """
    known = _folded(into)
    given = [name for name in dict.fromkeys((one.name, *_aliases(one))) if with_names and fold(name) not in known]
    ActorAlias.objects.bulk_create(ActorAlias(actor=into, name=name) for name in given)
    moved: Moved = {
        "aliases": given,
        "seen_by": [flag for flag in SEEN if getattr(one, flag) and not getattr(into, flag)],
        "runs": {"one": one.created_by_run, "into": into.created_by_run},
        "behind": list(Actor.objects.filter(merged_into=one).values_list("id", flat=True)),
        **_memberships_over(one, into),
    }
    for name, model in WAYS_IN:
        moved[name] = list(model.objects.filter(actor=one).values_list("id", flat=True))
        model.objects.filter(pk__in=moved[name]).update(actor=into)
    Actor.objects.filter(pk__in=moved["behind"]).update(merged_into=into)
    # Undoing the import that brought either of them in must not take it away: the merge needs both.
    Actor.objects.filter(pk=one.pk).update(merged_into=into, created_by_run=None, version=F("version") + 1)
    for flag in moved["seen_by"]:
        setattr(into, flag, True)
    into.created_by_run = None
    _save_names(into)
    return moved


def move_back(one: Actor, into: Actor, moved: Moved) -> None:
    """Let `one` stand for itself again, with what went over and is still there."""
    ActorAlias.objects.filter(actor=into, name__in=moved["aliases"]).delete()
    for name, model in WAYS_IN:
        model.objects.filter(pk__in=moved[name], actor=into).update(actor=one)
    for row in Membership.objects.filter(pk__in=moved["memberships"], actor=into):
        Membership.objects.filter(pk=row.pk).update(actor=one)
    still = set(Membership.objects.filter(actor=into).values_list("person_id", flat=True))
    Membership.objects.bulk_create(
        (Membership(person_id=person, actor=one, is_claimed=claimed) for person, claimed in moved["shared"] if person in still),
        ignore_conflicts=True,
    )
    Actor.objects.filter(pk__in=moved["behind"], merged_into=into).update(merged_into=one)
    Actor.objects.filter(pk=one.pk).update(merged_into=None, created_by_run=moved["runs"]["one"], version=F("version") + 1)
    into.created_by_run = moved["runs"]["into"]
    for flag in moved["seen_by"]:
        setattr(into, flag, False)
    _save_names(into)


def _memberships_over(one: Actor, into: Actor) -> Moved:
    """Whoever acted for both acts for the one that is kept, once."""
    there = set(Membership.objects.filter(actor=into).values_list("person_id", flat=True))
    rows = list(Membership.objects.filter(actor=one).values_list("id", "person_id", "is_claimed"))
    shared = [[person, claimed] for _, person, claimed in rows if person in there]
    alone = [key for key, person, _ in rows if person not in there]
    Membership.objects.filter(actor=one, person__in=there).delete()
    Membership.objects.filter(pk__in=alone).update(actor=into)
    return {"memberships": alone, "shared": shared}


def _aliases(actor: Actor) -> list[str]:
    return list(ActorAlias.objects.filter(actor=actor).order_by("id").values_list("name", flat=True))


def _folded(actor: Actor) -> set[str]:
    return {fold(name) for name in (actor.name, *_aliases(actor))}


def _save_names(actor: Actor) -> None:
    actor.fill_keys(_aliases(actor))
    actor.version += 1
    actor.save()
