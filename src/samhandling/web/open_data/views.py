"""The page on open data, and the zip itself: the same for everyone, whoever asks."""

from django.http import HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.views.decorators.http import require_safe

from samhandling.web.open_data.licence import licence
from samhandling.web.open_data.package import Package, package
from samhandling.web.rendering import Answer, render_any
from samhandling.web.request import Request, asked_of


def found_today() -> Package:
    """The open data of today."""
    return package(timezone.localdate(), licence())


@require_safe
def open_data(request: Request, form: str | None = None) -> HttpResponse:
    """What is in the open data, under which licence, and where to get them."""
    found = found_today()
    rows = {table.layout.name: number for table, number in found.counts}
    context = {
        "asked": asked_of(request),
        "here": "open_data",
        "found": found,
        "licence": licence(),
        "tables": [(table.layout, number) for table, number in found.counts],
        "initiatives": rows["initiatives"],
        "actors": rows["actors"],
        "kilobytes": max(1, round(len(found.content) / 1000)),
    }
    answer = Answer("open_data/open_data.html", context, lambda: found.description, lambda: ([], []))
    return render_any(request, form, answer, f"oppna-data-{found.on}")


@require_safe
def open_data_zip(request: Request) -> HttpResponse:
    """The zip, dated in its name; 304 to whoever has it already."""
    found = found_today()
    tag = f'"{found.checksum[:24]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if tag in [one.strip() for one in request.headers.get("If-None-Match", "").split(",")]:
        return HttpResponseNotModified(headers=headers)
    headers["Content-Disposition"] = f'attachment; filename="oppna-data-{found.on}.zip"'
    return HttpResponse(found.content, content_type="application/zip", headers=headers)
