"""Addresses of what one tells, of the inbox, and of the way in."""

from django.urls import URLPattern, path

from samhandling.web.addresses import View
from samhandling.web.office import door, inboxes, telling


def _page(route: str, view: View, name: str) -> URLPattern:
    """A form's address: it has no other forms of answer."""
    return path(route, view, name=name)


urlpatterns: list[URLPattern] = [
    _page("beratta/insats", telling.tell_effort, "tell_effort"),
    _page("beratta/bedomning", telling.tell_judgement, "tell_judgement"),
    _page("beratta/samtal", telling.tell_conversation, "tell_conversation"),
    _page("beratta/tack", telling.thanks, "thanks"),
    _page("inkorg", inboxes.inbox, "inbox"),
    _page("kom-ihag", door.remember, "remember"),
    _page("logga-in", door.sign_in, "sign_in"),
    _page("logga-ut", door.sign_out, "sign_out"),
]
