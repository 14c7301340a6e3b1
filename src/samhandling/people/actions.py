"""Written: actors. Acts on persons stand in rooms of their own beside this one, and are handed on from here."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence

from django.db import transaction

from samhandling.ground.viewer import Viewer
from samhandling.language.text import clean, fold
from samhandling.office.actions import Act, raise_stamp, record_all
from samhandling.people.models import Actor, ActorAlias
from samhandling.people.persons import add_person as add_person
from samhandling.people.persons import give_role as give_role
from samhandling.people.persons import switch_off as switch_off
from samhandling.people.rules.actor_file import NewActor as NewActor
from samhandling.people.rules.permission import CHANGES_ALL, require
from samhandling.people.signing_in import sign_in as sign_in


def require_change(by: Viewer) -> None:
    """Raises NotAllowed unless `by` may change the whole plan."""
    require(CHANGES_ALL, by)


def code_of(name: str, taken: set[str]) -> str:
    """A stable id from a name: lower-case ASCII with hyphens; a number after it where the code is taken."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("ø", "o").replace("æ", "a"))
    stem = re.sub(r"[^a-z0-9]+", "-", letters.encode("ascii", "ignore").decode()).strip("-")[:100] or "aktor"
    code, number = stem, 2
    while code in taken:
        code, number = f"{stem}-{number}", number + 1
    return code


def load_actors(found: Sequence[NewActor], *, by: Viewer) -> tuple[int, int]:
    """Add actors that are new and bring known ones up to date, by code. Gives (added, changed); loading the same twice changes nothing."""
    require_change(by)
    with transaction.atomic():
        known = {actor.code: actor for actor in Actor.objects.select_for_update().prefetch_related("aliases")}
        added = [actor for actor in found if actor.code not in known]
        changed = [actor for actor in found if actor.code in known and _differs(known[actor.code], actor)]
        for one in changed:
            _bring_up_to_date(known[one.code], one)
        _add(added)
        if added or changed:
            acts = [Act("actor.added", "actor", one.code) for one in added] + [Act("actor.changed", "actor", one.code) for one in changed]
            record_all(by, acts)
            raise_stamp(public=True)
    return len(added), len(changed)


def ensure_actors(names: Iterable[str], *, by: Viewer, run: int | None = None) -> dict[str, str]:
    """The code of each name: an actor that is known by code or any of its names, else a new one. Call inside the transaction."""
    codes, fresh = _named(names)
    _add(fresh, run, is_listed=False)
    record_all(by, (Act("actor.added", "actor", one.code) for one in fresh))
    return codes


def codes_for(names: Iterable[str]) -> dict[str, str]:
    """The codes that `ensure_actors` would give now. Nothing is written."""
    return _named(names)[0]


def _named(names: Iterable[str]) -> tuple[dict[str, str], list[NewActor]]:
    """The code of each name, and the actors among them that are not known yet."""
    known = {code: kept or code for code, kept in Actor.objects.values_list("code", "merged_into__code")}
    taken = set(known)
    by_name = {fold(name): known[code] for name, code in ActorAlias.objects.values_list("name", "actor__code")}
    by_name.update({fold(name): known[code] for name, code in Actor.objects.values_list("name", "code")})
    codes: dict[str, str] = {}
    fresh: list[NewActor] = []
    for name in dict.fromkeys(names):
        code = known.get(name) or by_name.get(fold(name))
        if code is None:
            code = code_of(name, taken)
            taken.add(code)
            by_name[fold(name)] = code
            fresh.append(NewActor(code, clean(name)))
        codes[name] = code
    return codes, fresh


def list_actors(codes: Collection[str], *, publicly: bool) -> None:
    """Let the actors, or everyone, see these actors: they have a part in what has been shared or published. Inside the transaction."""
    flag = "is_listed" if publicly else "is_shared"
    for key, code in Actor.objects.filter(**{flag: False}).values_list("id", "code"):
        if code in codes:
            Actor.objects.filter(pk=key).update(**{flag: True})


def _add(found: Sequence[NewActor], run: int | None = None, *, is_listed: bool = True) -> None:
    rows = []
    for one in found:
        actor = Actor(
            code=one.code,
            name=one.name,
            type=one.type,
            municipality=one.municipality,
            org_number=one.org_number,
            note=one.note,
            created_by_run=run,
            is_listed=is_listed,
            is_shared=is_listed,
        )
        actor.fill_keys(list(one.aliases))
        rows.append(actor)
    made = {actor.code: actor for actor in Actor.objects.bulk_create(rows, batch_size=1000)}
    ActorAlias.objects.bulk_create(ActorAlias(actor=made[one.code], name=alias) for one in found for alias in dict.fromkeys(one.aliases))


def _differs(actor: Actor, found: NewActor) -> bool:
    ours = (actor.name, actor.type, actor.municipality, actor.org_number, actor.note)
    return ours != (found.name, found.type, found.municipality, found.org_number, found.note) or not set(found.aliases) <= {
        alias.name for alias in actor.aliases.all()
    }


def _bring_up_to_date(actor: Actor, found: NewActor) -> None:
    actor.name, actor.type, actor.municipality = found.name, found.type, found.municipality
    actor.org_number, actor.note = found.org_number, found.note
    aliases = [alias.name for alias in actor.aliases.all()]
    fresh = [alias for alias in found.aliases if alias not in aliases]
    ActorAlias.objects.bulk_create(ActorAlias(actor=actor, name=alias) for alias in fresh)
    actor.fill_keys([*aliases, *fresh])
    actor.version += 1
    actor.save()
