"""Looking after persons: the list, one person, and the invitations that wait."""

from collections.abc import Mapping

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samhandling.ground.counting import capital, in_letters
from samhandling.ground.faults import Fault, Refused
from samhandling.ground.said import Said
from samhandling.ground.viewer import Role
from samhandling.people.invitations import OPEN_FOR, invite, revoke_invitation
from samhandling.people.keys import revoke_token
from samhandling.people.persons import erase, give_actors, give_roles, switch_off, switch_on
from samhandling.people.queries import PersonRow, actor_names, may_look_after_persons, person, persons
from samhandling.people.rules.permission import NotAllowed
from samhandling.people.ways import invitations, tokens
from samhandling.web.office.forms import shown, typed
from samhandling.web.office.going import go_to, path_to, see
from samhandling.web.people.fields import ACTOR, EMAIL, ROLE
from samhandling.web.people.mailing import can_send, send_invitation
from samhandling.web.people.numbers import whole
from samhandling.web.people.words import ROLE_WORDS, role_said, roles_said
from samhandling.web.rendering import Answer, render_any
from samhandling.web.request import Request


@require_safe
def person_list(request: Request, form: str | None = None) -> HttpResponse:
    """Everybody, by e-mail address."""
    names = actor_names(seen_by=request.viewer)
    rows = persons(seen_by=request.viewer)
    told = [(row, roles_said([*row.roles, *row.claimed_roles], request.language), _actors_said(row, names)) for row in rows]
    context = {
        "told": told,
        "number": capital(in_letters(len(told))),
        "invitations": _invitations(request, names),
        "here": "persons",
        "erased": "raderad" in request.GET,
    }
    plain = [(row.email, row.name, roles, actors, row.is_active, row.last_signed_in) for row, roles, actors in told]
    headings = ["e-post", "namn", "roller", "aktörer", "kan logga in", "senast inloggad"]
    answer = Answer(
        "people/persons.html",
        context,
        lambda: [_as_json(row) for row in rows],
        lambda: (headings, [[*one[:4], "ja" if one[4] else "nej", one[5].isoformat() if one[5] else ""] for one in plain]),
    )
    return render_any(request, form, answer, "personer")


def _as_json(row: PersonRow) -> dict[str, object]:
    return {
        "id": row.id,
        "email": row.email,
        "name": row.name,
        "roles": sorted({*row.roles, *row.claimed_roles}),
        "actors": sorted({*row.actors, *row.claimed_actors}),
        "is_active": row.is_active,
        "last_signed_in": row.last_signed_in,
    }


def _actors_said(row: PersonRow, names: Mapping[str, str]) -> str:
    return ", ".join(names.get(code, code) for code in (*row.actors, *row.claimed_actors))


def _invitations(request: Request, names: Mapping[str, str]) -> list[tuple[object, Said, str]]:
    return [(one, role_said(one.role), names.get(one.actor, one.actor)) for one in invitations(seen_by=request.viewer)]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def person_page(request: Request, number: int) -> HttpResponse:
    """One person: roles and actors, the way in, and the end of it."""
    row = person(number, seen_by=request.viewer)
    if row is None:
        raise Http404
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            if _do(request, row):
                return go_to(request, "persons", {"raderad": "1"})
        except Refused as refused:
            faults = refused.faults
        else:
            return see(f"{path_to(request, 'person', args=[number])}?sparat=1")
    names = actor_names(seen_by=request.viewer)
    context = {
        "row": row,
        "roles": [(role.value, said, role in row.roles, role in row.claimed_roles) for role, said in ROLE_WORDS.items()],
        "actors": [(code, name, code in row.actors) for code, name in names.items()],
        "own": [(code, names.get(code, code)) for code in row.actors],
        "claimed": [(code, names.get(code, code)) for code in row.claimed_actors],
        "tokens": [one for one in tokens(number, seen_by=request.viewer) if one.is_open],
        "is_self": request.viewer.person == number,
        "faults": faults,
        "saved": "sparat" in request.GET,
        "here": "persons",
    }
    return render(request, "people/person.html", context, status=400 if faults else 200)


def _do(request: Request, row: PersonRow) -> bool:
    """What the administrator asked for. Gives True where there is no person left to show. Raises Refused."""
    by, version, act = request.viewer, whole(request.POST.get("version", "")), request.POST.get("act", "")
    if act == "roles":
        give_roles(row.id, [Role(one) for one in request.POST.getlist("roles") if one in set(Role)], by=by, version=version)
    elif act == "add_actor":
        give_actors(row.id, [*row.actors, typed(request, "actor")], by=by, version=version)
    elif act == "drop_actor":
        give_actors(row.id, [code for code in row.actors if code != typed(request, "actor")], by=by, version=version)
    elif act == "off":
        switch_off(row.id, by=by, version=version)
    elif act == "on":
        switch_on(row.id, by=by, version=version)
    elif act == "close":
        revoke_token(whole(request.POST.get("number", "")), by=by)
    elif act == "erase" and request.POST.get("sure") == "1":
        erase(row.id, by=by, version=version)
        return True
    return False


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite_page(request: Request) -> HttpResponse:
    """Invite somebody. The letter goes out where mail is set; else the link is shown, to be handed over."""
    if request.method == "POST" and request.POST.get("act") == "revoke":
        revoke_invitation(whole(request.POST.get("number", "")), by=request.viewer)
        return go_to(request, "invite")
    values = {"email": "", "role": Role.CONTRIBUTOR.value, "actor": request.GET.get("aktor", "")}
    faults: tuple[Fault, ...] = ()
    address, sent_to = "", ""
    if request.method == "POST":
        values = {name: typed(request, name) for name in values}
        try:
            address, sent_to = _invited(request, values)
        except NotAllowed:
            raise
        except Refused as refused:
            faults = refused.faults
    names = actor_names(seen_by=request.viewer)
    choices = {"role": _role_choices(request), "actor": (("", "–"), *names.items())}
    context = {
        "fields": shown([EMAIL, ROLE, ACTOR], values, choices, faults),
        "faults": faults,
        "address": address,
        "sent_to": sent_to,
        "invited": values["email"],
        "waiting": _invitations(request, names),
        "days": OPEN_FOR.days,
        "here": "persons",
    }
    return render(request, "people/invite.html", context, status=400 if faults else 200)


def _invited(request: Request, values: Mapping[str, str]) -> tuple[str, str]:
    """The address to hand over, or whom the letter went to. Raises Refused."""
    role = Role(values["role"]) if values["role"] in set(Role) else Role.CONTRIBUTOR
    with transaction.atomic():
        word = invite(values["email"], role=role, actor=values["actor"], by=request.viewer)
        address = request.build_absolute_uri(path_to(request, "invitation", args=[word]))
        if not can_send():
            return address, ""
        send_invitation(values["email"], address, days=OPEN_FOR.days, language=request.language)
    return "", values["email"]


def _role_choices(request: Request) -> tuple[tuple[str, str], ...]:
    allowed = list(Role) if may_look_after_persons(request.viewer) else [Role.CONTRIBUTOR]
    return tuple((role.value, ROLE_WORDS[role].in_(request.language)) for role in allowed)
