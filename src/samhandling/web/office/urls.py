"""Addresses of what one tells, of the inbox, and of what is remembered."""

from django.urls import URLPattern, path

from samhandling.people.rules.permission import CHANGES_ALL
from samhandling.web.addresses import View
from samhandling.web.office import door, inboxes, telling
from samhandling.web.people.guard import guarded


def _page(route: str, view: View, name: str) -> URLPattern:
    """A form's address: it has no other forms of answer."""
    return path(route, view, name=name)


urlpatterns: list[URLPattern] = [
    _page("beratta/insats", telling.tell_effort, "tell_effort"),
    _page("beratta/bedomning", telling.tell_judgement, "tell_judgement"),
    _page("beratta/samtal", telling.tell_conversation, "tell_conversation"),
    _page("beratta/tack", telling.thanks, "thanks"),
    _page("inkorg", guarded(CHANGES_ALL, inboxes.inbox), "inbox"),
    _page("kom-ihag", door.remember, "remember"),
]
