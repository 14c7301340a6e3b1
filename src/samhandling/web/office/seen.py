"""Since you last looked: a signed cookie that a reader asks for, with the day of the last visit and what the picture was then."""

import json
from dataclasses import dataclass
from datetime import date

from django.core import signing
from django.http import HttpResponse
from django.utils import timezone

from samhandling.coverage.queries import Coverage
from samhandling.coverage.rules.status import Status
from samhandling.web.request import Asked, Request

COOKIE = "senast"
AGE = 400 * 24 * 3600
SALT = "samhandling.senast"


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed since a reader last looked: (focus area, status then, status now), and how many initiatives came."""

    day: date
    changes: tuple[tuple[str, Status, Status], ...]
    new_initiatives: int


def since_last(request: Request, found: Coverage, asked: Asked) -> Since | None:
    """What the reader's cookie says of the last visit, held against the picture of now.

    `None` without a cookie of ours, or where the cookie is of another day or place than the page.
    """
    text = request.COOKIES.get(COOKIE)
    if not text:
        return None
    try:
        kept = json.loads(signing.loads(text, salt=SALT, max_age=AGE))
        if kept["asked"] != asked.kept:
            return None
        day, statuses, initiatives = date.fromisoformat(kept["day"]), kept["statuses"], int(kept["initiatives"])
    except (signing.BadSignature, ValueError, KeyError, TypeError):
        return None
    now = {cell.focus_area: cell.status for cell in found.picture.cells}
    changes = tuple((code, Status(was), now[code]) for code, was in statuses.items() if code in now and now[code].value != was)
    return Since(day, changes, len(found.records) - initiatives)


def remember(response: HttpResponse, found: Coverage, asked: Asked, *, secure: bool) -> None:
    """Set the cookie: asked for by a button, readable by this site only."""
    kept = {
        "day": timezone.localdate().isoformat(),
        "asked": asked.kept,
        "statuses": {cell.focus_area: cell.status.value for cell in found.picture.cells},
        "initiatives": len(found.records),
    }
    value = signing.dumps(json.dumps(kept), salt=SALT, compress=True)
    response.set_cookie(COOKIE, value, max_age=AGE, httponly=True, samesite="Lax", secure=secure)


def forget(response: HttpResponse) -> None:
    """Take the cookie away."""
    response.delete_cookie(COOKIE)
