"""Into the session: a person who has signed in, or the link that was opened; and by what kind of browser."""

import time

from django.contrib.auth import login
from django.http import HttpRequest

from samhandling.people.sessions import BEGAN, BROWSER
from samhandling.people.signing_in import Person
from samhandling.people.ways import LINK

PROGRAMS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac", "Mac"), ("Linux", "Linux"))


def enter(request: HttpRequest, person: Person) -> None:
    """Begin a session of a person, under a fresh key."""
    request.session.pop(LINK, None)
    login(request, person, backend="samhandling.people.backends.PersonBackend")
    request.session[BEGAN] = time.time()
    request.session[BROWSER] = browser_of(request)


def enter_by_link(request: HttpRequest, link: int) -> None:
    """Begin a session of whoever holds a link, under a fresh key."""
    request.session.flush()
    request.session[LINK] = link


def browser_of(request: HttpRequest) -> str:
    """Which browser it is, in two words that a person recognises; empty where it does not say."""
    told = request.headers.get("User-Agent", "")
    found = [next((name for mark, name in marks if mark in told), "") for marks in (PROGRAMS, SYSTEMS)]
    return ", ".join(filter(None, found))
