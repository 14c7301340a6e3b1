"""Change one initiative: correct a field, merge two that are one project, part them again."""

from django.db import transaction
from django.db.models import F

from samhandling.ground.faults import Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import hold_stamp, raise_stamp, record
from samhandling.people.actions import ensure_actors, require_change
from samhandling.people.models import Actor
from samhandling.plan.actions.importing import store_records
from samhandling.plan.models import Initiative
from samhandling.plan.queries import open_world, strategy_key
from samhandling.plan.rules.correcting import corrected
from samhandling.plan.rules.intake import with_actors
from samhandling.plan.rules.plain import Plain, from_plain, to_plain
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.plan.storing import load, nodes_of


class Conflict(Refused):
    """Somebody saved after the version that the change was made from."""


def for_change(code: str, version: int | None, *, by: Viewer) -> Initiative:
    """The initiative, held for change. Raises Refused: not allowed, not found; Conflict: saved since `version`."""
    require_change(by)
    found = Initiative.objects.visible_to(by).filter(code=code).first()
    if found is None:
        raise refusal(
            code,
            Said("Det finns ingen insats med det ärendenumret.", "There is no initiative with that case number."),
            Said("Kontrollera numret.", "Check the number."),
        )
    if version is not None and version != found.version:
        expected = Said(
            f"Inget har gått förlorat. Någon annan har sparat sedan du läste: insatsen är nu version {found.version}.",
            f"Nothing is lost. Somebody else has saved since you read: the initiative is now version {found.version}.",
        )
        way_out = Said("Läs insatsen på nytt och gör om ändringen.", "Read the initiative again and repeat the change.")
        raise Conflict(refusal(f"version {version}", expected, way_out, Location(column=code)).faults)
    return found


def correct(code: str, field: str, text: str, *, strategy: str, by: Viewer, version: int | None = None) -> int:
    """Correct one field, read from text as a file's cell would be. Gives the new version; the same if nothing changed."""
    with transaction.atomic():
        hold_stamp()
        initiative = for_change(code, version, by=by)
        values = corrected(_record(initiative, strategy), field, text, open_world(strategy, seen_by=by))
        return save_values(initiative, values, "initiative.corrected", strategy=strategy, by=by)


def _record(initiative: Initiative, strategy: str) -> InitiativeRecord:
    return load(Initiative.objects.filter(pk=initiative.pk), strategy_key(strategy))[0][1]


def save_values(initiative: Initiative, values: Plain, verb: str, *, strategy: str, by: Viewer) -> int:
    """Store plain values, with the event that tells what changed. Inside the caller's transaction."""
    now = to_plain(_record(initiative, strategy))
    after = from_plain(values)
    after = with_actors(after, ensure_actors([*after.owners, *after.partners], by=by))
    changes = {name: (now[name], value) for name, value in to_plain(after).items() if value != now[name]}
    if not changes:
        return initiative.version
    actors = dict(Actor.objects.values_list("code", "id"))
    store_records({initiative: after}, nodes_of(strategy_key(strategy)), actors)
    record(by, verb, "initiative", initiative.code, changes)
    raise_stamp()
    return initiative.version


def merge_into(code: str, kept: str, *, by: Viewer) -> None:
    """`code` and `kept` are one project: `code` is hidden behind `kept`. Nothing of it is lost; `part` takes it back."""
    with transaction.atomic():
        hold_stamp()
        one, other = for_change(code, None, by=by), for_change(kept, None, by=by)
        if one.pk == other.pk:
            raise refusal(code, Said("Två olika insatser.", "Two different initiatives."), Said("Välj en annan.", "Choose another."))
        if behind := list(Initiative.objects.filter(merged_into=one).order_by("code").values_list("code", flat=True)):
            expected = Said(
                f"En insats som ingen annan har slagits ihop med; {', '.join(behind)} visas som {code}.",
                f"An initiative that no other has been merged into; {', '.join(behind)} is shown as {code}.",
            )
            raise refusal(code, expected, Said(f"Slå ihop {kept} med {code} i stället.", f"Merge {kept} into {code} instead."))
        Initiative.objects.filter(pk=one.pk).update(merged_into=other, version=F("version") + 1)
        record(by, "initiative.merged", "initiative", code, {"merged_into": (None, kept)})
        raise_stamp()


def part(code: str, *, by: Viewer) -> None:
    """Two projects after all: take a merge back."""
    require_change(by)
    with transaction.atomic():
        hold_stamp()
        kept = Initiative.objects.filter(code=code).values_list("merged_into__code", flat=True).first()
        if kept is None:
            raise refusal(
                code,
                Said("En insats som har slagits ihop med en annan.", "An initiative that has been merged into another."),
                Said("Kontrollera numret.", "Check the number."),
            )
        Initiative.objects.filter(code=code).update(merged_into=None, version=F("version") + 1)
        record(by, "initiative.parted", "initiative", code, {"merged_into": (kept, None)})
        raise_stamp()
