"""Two that are one project are shown as one; part them again."""

from django.db import transaction
from django.db.models import F

from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import hold_stamp, raise_stamp, record
from samhandling.people.actions import require_change
from samhandling.plan.actions.editing import for_change
from samhandling.plan.models import Initiative


def merge_into(code: str, kept: str, *, by: Viewer) -> None:
    """`code` and `kept` are one project: `code` is hidden behind `kept`. Nothing of it is lost; `part` takes it back."""
    require_change(by)
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
        record(by, "initiative.merged", "initiative", code, {"merged_into": (None, kept)}, version=one.version + 1)
        raise_stamp()


def part(code: str, *, by: Viewer) -> None:
    """Two projects after all: take a merge back."""
    require_change(by)
    with transaction.atomic():
        hold_stamp()
        kept, version = Initiative.objects.filter(code=code).values_list("merged_into__code", "version").first() or (None, 0)
        if kept is None:
            raise refusal(
                code,
                Said("En insats som har slagits ihop med en annan.", "An initiative that has been merged into another."),
                Said("Kontrollera numret.", "Check the number."),
            )
        Initiative.objects.filter(code=code).update(merged_into=None, version=F("version") + 1)
        record(by, "initiative.parted", "initiative", code, {"merged_into": (kept, None)}, version=version + 1)
        raise_stamp()
