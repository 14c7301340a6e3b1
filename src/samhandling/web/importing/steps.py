"""What the wizard's steps have in common: which job it is, whether it is still being read, where one stands and can go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samhandling.ground.faults import Fault
from samhandling.ground.said import Said
from samhandling.office.home import home
from samhandling.office.jobs.queries import JobRow
from samhandling.office.queries import stamp
from samhandling.plan.wizard.looked import Looked
from samhandling.plan.wizard.queries import Look
from samhandling.plan.wizard.queries import look as open_look
from samhandling.web.office.going import path_to, see
from samhandling.web.request import Request, asked_of

LOOKS_EVERY_SECONDS = 3
SLOW_AFTER_LOOKS = 5

STEPS: Sequence[tuple[str, Said]] = (
    ("import_columns", Said("Kolumner", "Columns")),
    ("import_rows", Said("Rader", "Rows")),
    ("import_scope", Said("Underlag", "Scope")),
    ("import_write", Said("Läs in", "Read in")),
)


@dataclass(frozen=True, slots=True)
class Step:
    """A step in the list at the top of the page."""

    address: str
    name: Said
    is_here: bool


def found(request: Request, number: int) -> Look:
    """The begun import that an address is about. Raises Http404."""
    look = open_look(number, seen_by=request.viewer)
    if look is None:
        raise Http404
    return look


def context_of(request: Request, look: Look, here: str) -> dict[str, Any]:
    """What every step's page shows."""
    return {
        "asked": asked_of(request),
        "look": look,
        "looked": look.looked,
        "steps": [Step(address, name, address == here) for address, name in STEPS],
        "is_kept": look.is_kept(home()),
        "plan_moved": look.looked is not None and look.looked.stamp != stamp(),
        "planned_anew": request.GET.get("ny") == "1",
    }


def not_ready(request: Request, look: Look, here: str) -> HttpResponse | None:
    """The page of a file that is still being read or could not be; nothing where it is ready."""
    if look.row.is_open:
        return waiting(request, look.row, {**context_of(request, look, here), "what": Said("Vi läser filen", "We are reading the file")})
    if look.looked is None:
        context = {**context_of(request, look, here), "faults": look.row.faults}
        return render(request, "importing/failed.html", context, status=422)
    return None


def waiting(request: Request, row: JobRow, context: Mapping[str, Any]) -> HttpResponse:
    """How far a job has come. The page asks again by itself, unless its reader has said no.

    By a header and not by an element in the page: the two do the same, and what reads pages aloud is not told that the page is unsound.
    """
    by_itself = request.GET.get("sjalv") != "nej"
    looks = request.GET.get("tittat", "")
    times = int(looks) + 1 if looks.isascii() and looks.isdigit() and len(looks) < 6 else 1
    share = min(100, row.done * 100 // row.of) if row.of else None
    slow = row.state == "waiting" and times > SLOW_AFTER_LOOKS
    response = render(request, "importing/wait.html", {**context, "row": row, "by_itself": by_itself, "share": share, "slow": slow})
    if by_itself:
        response.headers["Refresh"] = f"{LOOKS_EVERY_SECONDS}; url={request.path}?tittat={times}"
    response.headers["Cache-Control"] = "no-store"
    return response


def step_to(request: Request, name: str, number: int, **query: str) -> HttpResponse:
    """303 to a step."""
    return see(path_to(request, name, query, (number,)))


def mended_by_columns(looked: Looked) -> bool:
    """No plan could be made because no table was found, or its columns cannot be read so: the step of columns can mend it."""
    return not looked.counts


def at_fault(faults: Sequence[Fault]) -> list[tuple[Said, Fault]]:
    """Each fault after its place."""
    return [(fault.location.said(), fault) for fault in faults]
