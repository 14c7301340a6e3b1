"""A rule before a page: whom it lets in, in one place, so that tests and the page of access can read it too."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse

from samhandling.people.rules.permission import EVERYONE, Rule
from samhandling.web.request import Request

View = Callable[..., HttpResponse]
Owners = Callable[..., Collection[str]]


def no_owners(**captured: str) -> Collection[str]:
    """The address belongs to no actor."""
    return ()


def guarded(rule: Rule, view: View, owners: Owners = no_owners) -> View:
    """The view, for those whom the rule lets in; to everybody else the page does not exist.

    `owners`: what stands in the address (`code=...`) → codes of the actors that it belongs to.
    """

    @wraps(view)
    def around(request: Request, *args: Any, **captured: Any) -> HttpResponse:
        if not rule.lets_in(request.viewer, owners(**captured)):
            raise Http404
        return view(request, *args, **captured)

    around.rule, around.owners = rule, owners  # type: ignore[attr-defined]
    return around


def rule_of(view: Callable[..., Any]) -> Rule:
    """The rule that a view was guarded with; a view without one is for everyone."""
    found = getattr(view, "rule", EVERYONE)
    return found if isinstance(found, Rule) else EVERYONE


def owners_of(view: Callable[..., Any]) -> Owners:
    """How a guarded view finds whom an address belongs to."""
    found: Owners = getattr(view, "owners", no_owners)
    return found
