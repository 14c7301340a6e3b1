"""The first step: drop a file, and tell what is known of where it comes from; and what has been begun already."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.office.home import home
from samhandling.office.jobs.files import forget_upload
from samhandling.office.limits import require_room
from samhandling.people.queries import person_name
from samhandling.plan.actions.uploading import begin, forget
from samhandling.plan.wizard.looked import Wanted
from samhandling.plan.wizard.queries import begun
from samhandling.web.importing.receiving import keep, received
from samhandling.web.importing.steps import found, step_to
from samhandling.web.office.forms import Field, shown, typed
from samhandling.web.office.going import go_to
from samhandling.web.request import Asked, Request, asked_of

MOST_UPLOADS, WITHIN = 60, timedelta(hours=1)
LONGEST = 500
LONGEST_LEFT_OUT = 4000

SOURCE = Field(
    "source",
    Said("Vilket register eller vilken lista är det?", "Which register or list is it?"),
    Said("Samma namn nästa gång gör att vi känner igen listan.", "With the same name next time we know the list again."),
    optional=True,
)
FINANCIER = Field(
    "financier",
    Said("Vems pengar handlar den om?", "Whose money is it about?"),
    Said(
        "Finansiären, om listan bara gäller en. Till exempel ERUF.", "The financier, where the list is about one only. For instance ERDF."
    ),
    optional=True,
)
FETCHED = Field(
    "fetched",
    Said("Vilken dag hämtades listan?", "On which day was the list fetched?"),
    Said("Insatserna räknas som kända från den dagen.", "The efforts count as known from that day."),
    kind="date",
    optional=True,
)
LEFT_OUT = Field(
    "left_out",
    Said("Vad vet du saknas i listan?", "What do you know is missing from the list?"),
    Said(
        "En sak på varje rad. Det skrivs ut i lägesbilden, så att ingen tror att allt är med.",
        "One thing on each line. It is printed with the picture, so that nobody thinks that all is there.",
    ),
    kind="long",
    optional=True,
)
FILE = Field(
    "fil",
    Said("Filen med din lista", "The file with your list"),
    Said("Excel (xlsx, xlsm), CSV eller JSON.", "Excel (xlsx, xlsm), CSV or JSON."),
    kind="file",
)
FIELDS = (SOURCE, FINANCIER, FETCHED, LEFT_OUT)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Request) -> HttpResponse:
    """Drop a file."""
    asked = asked_of(request)
    if request.method != "POST":
        return _page(request, asked, {})
    values = {field.name: typed(request, field.name) for field in FIELDS}
    try:
        number = _begun(request, asked, values)
    except Refused as refused:
        return _page(request, asked, values, refused.faults)
    return step_to(request, "import_columns", number)


def _begun(request: Request, asked: Asked, values: Mapping[str, str]) -> int:
    require_room(f"upload:{request.viewer.person}", most=MOST_UPLOADS, within=WITHIN)
    faults: list[Fault] = []
    scope = scope_told(values, faults)
    try:
        file, name = received(request, FILE.name)
    except Refused as refused:
        raise Refused([*refused.faults, *faults]) from None
    if faults:
        raise Refused([*faults, _choose_again(name)])
    kept = keep(file, name)
    try:
        return begin(kept, Wanted(name, asked.strategy.code, scope=scope, bytes=file.size or 0), by=request.viewer, home=home())
    except Refused:
        forget_upload(kept, home=home())
        raise


def _choose_again(name: str) -> Fault:
    expected = Said("Filen behöver väljas en gång till.", "The file has to be chosen once more.")
    way_out = Said(f"Välj {name} igen; webbläsaren minns den inte.", f"Choose {name} again; the browser does not remember it.")
    return Fault(Location(column=FILE.name), name, expected, way_out)


def scope_told(values: Mapping[str, str], faults: list[Fault]) -> dict[str, Any] | None:
    """What was told of the scope, as fields of a mapping's scope; nothing where nothing was told."""
    told: dict[str, Any] = {}
    for name, longest in (("source", LONGEST // 2), ("financier", LONGEST // 2)):
        if len(values[name]) > longest:
            faults.append(_too_long(name, longest))
        elif values[name]:
            told[name] = values[name]
    if (day := day_of(values["fetched"], "fetched", faults)) is not None:
        told["fetched"] = day.isoformat()
    if len(values["left_out"]) > LONGEST_LEFT_OUT:
        faults.append(_too_long("left_out", LONGEST_LEFT_OUT))
    elif lines := [" ".join(line.split()) for line in values["left_out"].splitlines() if line.strip()]:
        told["left_out"] = [{"text": line} for line in lines]
    return told or None


def day_of(text: str, name: str, faults: list[Fault]) -> date | None:
    """A day that was filled in; `None` where none was, or none that exists."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        expected = Said("Det är ingen dag som finns.", "This is no day that exists.")
        faults.append(Fault(Location(column=name), text, expected, Said("Skriv den som 2018-06-30.", "Write it as 2018-06-30.")))
        return None


def _too_long(name: str, longest: int) -> Fault:
    expected = Said(
        f"Texten är för lång; den får ha högst {longest} tecken.", f"The text is too long; it may have {longest} characters at most."
    )
    return Fault(Location(column=name), "", expected, Said("Korta den.", "Shorten it."))


def _page(request: Request, asked: Asked, values: Mapping[str, str], faults: Sequence[Fault] = ()) -> HttpResponse:
    names = {field.name for field in (FILE, *FIELDS)}
    waiting = [(one, person_name(one.person_id, seen_by=request.viewer)) for one in begun(seen_by=request.viewer, home=home())]
    fields = shown((FILE, *FIELDS), values, {}, faults)
    context = {
        "asked": asked,
        "here": "upload",
        "file": fields[0],
        "fields": fields[1:],
        "faults": [fault for fault in faults if fault.location.column in names],
        "of_the_file": [(fault.location.said(), fault) for fault in faults if fault.location.column not in names],
        "begun": waiting,
        "most": settings.UPLOAD_BYTES // 1_000_000,
        "removed": request.GET.get("borta") == "1",
    }
    return render(request, "importing/upload.html", context, status=422 if faults else 200)


@require_http_methods(["POST"])
def remove(request: Request, number: int) -> HttpResponse:
    """Remove a begun import's file."""
    forget(found(request, number), by=request.viewer, home=home())
    return go_to(request, "upload", {"borta": "1"})
