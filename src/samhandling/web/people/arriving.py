"""Arriving by a link: an invitation to become a person here, or an actor's link; and making such links."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from samhandling.ground.faults import Fault, Refused
from samhandling.ground.viewer import OPERATOR, ViewerKind
from samhandling.people.invitations import accept_invitation, invited
from samhandling.people.keys import make_link, open_link, revoke_link
from samhandling.people.queries import actor_names
from samhandling.people.rules.secret import LONGEST
from samhandling.people.ways import links
from samhandling.web.office.forms import shown, typed
from samhandling.web.office.going import go_to, path_to, see
from samhandling.web.people.entering import enter, enter_by_link
from samhandling.web.people.fields import DAYS, LINK_ACTOR, MAY_ANSWER, NAME, NEW, PURPOSE, READ_OR_ANSWER
from samhandling.web.people.numbers import whole
from samhandling.web.people.oidc import service_name
from samhandling.web.people.words import role_said
from samhandling.web.request import Request

INVITATION = "invitation_word"
"""Where the session keeps the word of an invitation, so that it stays in no address and no log."""


@never_cache
@require_safe
def from_invitation(request: Request, word: str) -> HttpResponse:
    """The link of an invitation: its word goes into the session."""
    request.session[INVITATION] = word[:LONGEST]
    return go_to(request, "welcome")


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: Request) -> HttpResponse:
    """An invitation: name and password, or the organisation's own service; then in."""
    faults: tuple[Fault, ...] = ()
    word = request.session.get(INVITATION, "")
    found = invited(word)
    if request.method == "POST" and found:
        try:
            person = accept_invitation(word, name=typed(request, "name"), password=request.POST.get("password", ""))
        except Refused as refused:
            faults = refused.faults
        else:
            request.session.flush()
            enter(request, person)
            return go_to(request, "start")
    context = {
        "found": found,
        "role": role_said(found.role) if found else None,
        # Whoever was invited may read the name of the actor that the invitation is for.
        "actor": actor_names(seen_by=OPERATOR).get(found.actor, "") if found else "",
        "fields": shown([NAME, NEW], {"name": typed(request, "name")}, {}, faults),
        "faults": faults,
        "service": service_name(),
    }
    return render(request, "people/invitation.html", context, status=404 if found is None else 400 if faults else 200)


@never_cache
@require_safe
def link(request: Request, word: str) -> HttpResponse:
    """An actor's link: exchanged for a session, so that it stays in no address. Whoever has signed in stays who they are."""
    found = open_link(word)
    if found is None:
        raise Http404
    number, actor = found
    if request.viewer.kind is not ViewerKind.PERSON:
        enter_by_link(request, number)
    prefix = "/en" if request.language == "en" else ""
    return see(f"{prefix}{reverse('actor', args=[actor])}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link_list(request: Request) -> HttpResponse:
    """Links of actors: made, shown once, closed."""
    if request.method == "POST" and request.POST.get("act") == "close":
        revoke_link(whole(request.POST.get("number", "")), by=request.viewer)
        return go_to(request, "links")
    values = {"actor": request.GET.get("aktor", ""), "purpose": "", "days": "30", "may_answer": ""}
    faults: tuple[Fault, ...] = ()
    address = ""
    if request.method == "POST":
        values = {name: typed(request, name) for name in values}
        try:
            word = make_link(
                values["actor"],
                days=whole(values["days"]),
                may_answer=values["may_answer"] == "1",
                purpose=values["purpose"],
                by=request.viewer,
            )
        except Refused as refused:
            faults = refused.faults
        else:
            address = request.build_absolute_uri(path_to(request, "link", args=[word]))
    names = actor_names(seen_by=request.viewer)
    choices = {
        "actor": (("", "–"), *names.items()),
        "may_answer": tuple((value, said.in_(request.language)) for value, said in READ_OR_ANSWER),
    }
    context = {
        "rows": [(one, names.get(one.actor, one.actor)) for one in links(seen_by=request.viewer)],
        "fields": shown([LINK_ACTOR, MAY_ANSWER, PURPOSE, DAYS], values, choices, faults),
        "faults": faults,
        "address": address,
        "here": "persons",
    }
    return render(request, "people/links.html", context, status=400 if faults else 200)
