"""Who a program is here: for trying a token out."""

from typing import Any

from ninja import Router, Schema

from samhandling.web.api.answers import answers
from samhandling.web.request import Request

router = Router(tags=["me"])


class MeOut(Schema):
    """As whom this call came: what it sees (`level`), its roles, the actors that it answers for, and whether it may change anything."""

    kind: str
    level: str
    roles: list[str]
    actors: list[str]
    may_write: bool


@router.get("", response=answers({200: MeOut}), url_name="api_me")
def who_am_i(request: Request) -> dict[str, Any]:
    """As whom this call came."""
    viewer = request.viewer
    return {
        "kind": viewer.kind.value,
        "level": viewer.level.value,
        "roles": sorted(viewer.roles),
        "actors": sorted(viewer.actors),
        "may_write": not viewer.read_only and (viewer.may_change_all or bool(viewer.actors) or "assessor" in viewer.roles),
    }
