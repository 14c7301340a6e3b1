"""One's own account: who one is here, the password, open sessions, tokens."""

from collections.abc import Mapping

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from samhandling.ground.faults import Fault, Refused
from samhandling.people.keys import make_token, revoke_token
from samhandling.people.passwords import change_own_password
from samhandling.people.persons import rename
from samhandling.people.queries import PersonRow, actor_names, person
from samhandling.people.signing_in import end_sessions
from samhandling.people.ways import sessions, tokens
from samhandling.web.office.forms import shown, typed
from samhandling.web.office.going import go_to
from samhandling.web.people.fields import DAYS, MAY_WRITE, NAME, NEW, OLD, READ_OR_WRITE, TOKEN_ACTOR, TOKEN_NAME
from samhandling.web.people.numbers import whole
from samhandling.web.people.words import roles_said
from samhandling.web.request import Request


def own_row(request: Request) -> PersonRow:
    """Whoever has signed in."""
    found = person(request.viewer.person or 0, seen_by=request.viewer)
    assert found is not None  # noqa: S101 (the page is guarded: somebody has signed in)
    return found


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: Request) -> HttpResponse:
    """Name, address, roles, actors; sessions, to be ended elsewhere."""
    faults: tuple[Fault, ...] = ()
    key = request.session.session_key or ""
    if request.method == "POST":
        try:
            if request.POST.get("act") == "end":
                end_sessions(by=request.viewer, keep=key)
            else:
                rename(typed(request, "name"), by=request.viewer)
        except Refused as refused:
            faults = refused.faults
        else:
            return go_to(request, "account", {"sparat": "1"})
    row = own_row(request)
    names = actor_names(seen_by=request.viewer)
    context = {
        "row": row,
        "roles": roles_said([*row.roles, *row.claimed_roles], request.language),
        "actors": [(code, names.get(code, code)) for code in (*row.actors, *row.claimed_actors)],
        "sessions": sessions(seen_by=request.viewer, this=key),
        "tokens": [one for one in tokens(row.id, seen_by=request.viewer) if one.is_open],
        "fields": shown([NAME], {"name": typed(request, "name") if faults else row.name}, {}, faults),
        "faults": faults,
        "saved": "sparat" in request.GET,
        "here": "account",
    }
    return render(request, "people/account.html", context, status=400 if faults else 200)


@sensitive_post_parameters("old", "password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: Request) -> HttpResponse:
    """A new password; this session goes on, all others end."""
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        key = request.session.session_key or ""
        try:
            change_own_password(request.POST.get("old", ""), request.POST.get("password", ""), by=request.viewer, keep=key)
        except Refused as refused:
            faults = refused.faults
        else:
            request.user.refresh_from_db()  # type: ignore[union-attr]
            update_session_auth_hash(request, request.user)  # type: ignore[arg-type]
            return go_to(request, "account", {"sparat": "1"})
    context = {"fields": shown([OLD, NEW], {}, {}, faults), "faults": faults, "row": own_row(request), "here": "account"}
    return render(request, "people/password.html", context, status=400 if faults else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def token_list(request: Request) -> HttpResponse:
    """One's own tokens: made, shown once, closed."""
    faults: tuple[Fault, ...] = ()
    secret = ""
    values: Mapping[str, str] = {"days": "90", "may_write": ""}
    if request.method == "POST" and request.POST.get("act") == "close":
        revoke_token(whole(request.POST.get("number", "")), by=request.viewer)
        return go_to(request, "tokens")
    if request.method == "POST":
        values = {name: typed(request, name) for name in ("name", "days", "may_write", "actor")}
        try:
            secret = make_token(
                values["name"],
                days=whole(values["days"]),
                may_write=values["may_write"] == "1",
                actor=values["actor"],
                by=request.viewer,
            )
        except Refused as refused:
            faults = refused.faults
        else:
            values = {"days": "90", "may_write": ""}
    return render(request, "people/tokens.html", _tokens(request, values, faults, secret), status=400 if faults else 200)


def _tokens(request: Request, values: Mapping[str, str], faults: tuple[Fault, ...], secret: str) -> dict[str, object]:
    names = actor_names(seen_by=request.viewer)
    own = sorted(request.viewer.actors) if not request.viewer.may_change_all else list(names)
    all_of_mine = ("", "Allt som jag får" if request.language == "sv" else "All that I may")
    choices = {
        "may_write": tuple((value, said.in_(request.language)) for value, said in READ_OR_WRITE),
        "actor": (all_of_mine, *((code, names.get(code, code)) for code in own)),
    }
    return {
        "rows": [(one, names.get(one.actor, one.actor)) for one in tokens(request.viewer.person or 0, seen_by=request.viewer)],
        "fields": shown([TOKEN_NAME, MAY_WRITE, TOKEN_ACTOR, DAYS], values, choices, faults),
        "faults": faults,
        "secret": secret,
        "here": "account",
    }
