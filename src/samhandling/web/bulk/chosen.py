"""Which initiatives somebody has chosen in the list: those that were ticked, or all that the list's own filter finds."""

from django.http import QueryDict

from samhandling.web.plan.index import index_of, states_of
from samhandling.web.plan.initiatives import wanted_of
from samhandling.web.plan.listing import listed
from samhandling.web.request import Request, asked_of

LONGEST = 2000
"""Characters of a filter."""


def chosen_codes(request: Request) -> list[str]:
    """Case numbers, in the list's order. "alla" with the filter (`urval`, as it stands in the list's address), or the ticked ones."""
    if request.POST.get("vilka") != "alla":
        return list(dict.fromkeys(code.replace("\x00", "") for code in request.POST.getlist("code")))
    request.GET = QueryDict(request.POST.get("urval", "")[:LONGEST])
    asked = asked_of(request)
    index = index_of(asked.strategy.code, seen_by=request.viewer, known_on=asked.known_on)
    states = states_of(index, asked.on, (asked.strategy.code, asked.known_on, request.viewer.sight))
    return [index.records[number].id for number in listed(index, states, wanted_of(request, asked), asked.strategy).numbers]
