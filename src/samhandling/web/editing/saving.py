"""Saving what a form says: every fault at once, then the change, then whatever two have changed differently."""

from collections.abc import Sequence

from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.plan.actions.editing import check
from samhandling.plan.actions.reverting import values_when
from samhandling.plan.rules.form.parts import PART_OF_GROUP, PARTS
from samhandling.plan.rules.form.texts import Reading
from samhandling.plan.rules.plain import Plain
from samhandling.web.editing.opened import Opened
from samhandling.web.request import Request


def version_of(request: Request, opened: Opened) -> int | None:
    """The version that a form was opened with; `None` where it is none that the initiative has had."""
    text = request.POST.get("version", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    return number if 1 <= number <= opened.page.version else None


def no_version() -> Fault:
    """The form does not tell what it was opened with."""
    expected = Said("Formuläret är från en annan gång.", "The form is from another time.")
    way_out = Said(
        "Det du skrev står kvar. Läs igenom det och spara en gång till.", "What you wrote is still there. Read it and save again."
    )
    return Fault(Location(), "", expected, way_out)


def values_before(opened: Opened, version: int, by: Viewer) -> Plain:
    """What the form was opened with."""
    if version == opened.page.version:
        return opened.values
    return values_when(opened.code, version, strategy=opened.strategy, by=by)


def all_faults(reading: Reading, opened: Opened, by: Viewer, word: str) -> Sequence[Fault]:
    """What could not be read, and what of the rest is impossible; each field once. What stands in another part says where."""
    faults = list(reading.faults)
    try:
        check({**opened.values, **reading.values}, opened.strategy, by)
    except Refused as refused:
        told = {fault.location.column for fault in faults}
        faults += [placed(fault, word) for fault in refused.faults if fault.location.column not in told]
    return faults


def placed(fault: Fault, word: str) -> Fault:
    """A fault of another part of the form has no field on this page to lead to."""
    other = PARTS.get(PART_OF_GROUP.get(fault.location.column, ""))
    if other is None or other.word == word:
        return fault
    under = Said(f"{fault.way_out.sv} Det står under {other.name.sv}.", f"{fault.way_out.en} It stands under {other.name.en}.")
    return Fault(Location(), fault.read, fault.expected, under)
