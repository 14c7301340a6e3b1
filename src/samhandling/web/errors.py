"""Faults as pages and as problem+json: what was asked for, why it was not done, the way out."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from samhandling.ground.faults import Refused
from samhandling.ground.said import Said
from samhandling.web.request import Request


def refused_page(request: Request, refused: Refused, status: int = 400) -> HttpResponse:
    """Every reason at once. As problem+json (RFC 9457) where the address ends in .json."""
    if request.path_info.endswith(".json"):
        body = {
            "type": "about:blank",
            "title": Said("Det gick inte.", "It could not be done.").in_(request.language),
            "status": status,
            "faults": [
                {
                    "where": fault.location.column or fault.location.said().in_(request.language),
                    "read": fault.read,
                    "expected": fault.expected.in_(request.language),
                    "way_out": fault.way_out.in_(request.language),
                }
                for fault in refused.faults
            ],
        }
        return JsonResponse(body, status=status, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False})
    return render(request, "errors/refused.html", {"faults": refused.faults}, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing here, or nothing that this viewer may see: the same answer."""
    return render(request, "errors/not_found.html", status=404)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An address or a form that nobody reads: values without end, a host that is not ours."""
    return render(request, "errors/unreadable.html", status=400)


def failed(request: HttpRequest) -> HttpResponse:
    """Our fault. Says so, and that nothing was half-written."""
    return render(request, "errors/failed.html", status=500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or came from elsewhere."""
    return render(request, "errors/stale_form.html", status=403)
