"""What the site says of itself: how it counts, how accessible it is; and its colours."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import condition, require_safe

from samhandling.coverage.rules.rulebook import Rulebook, Use, default_rulebook
from samhandling.coverage.rules.sentences import STATUS_WORDS, VERDICT_WORDS
from samhandling.files.writing import Table
from samhandling.ground.counting import capital, in_letters
from samhandling.ground.faults import Refused
from samhandling.web.about.rule_words import STATUS_MEANS, USE_WORDS, Explained, explained, part_said
from samhandling.web.rendering import Answer, render_any
from samhandling.web.request import Asked, Request, asked_of
from samhandling.web.theme import theme_css

TESTED = date(2026, 11, 23)
"""When the pages were last gone through for accessibility."""


@require_safe
def rules(request: Request, form: str | None = None) -> HttpResponse:
    """What we count and how, in words, from the rules that the pictures use."""
    book = default_rulebook()
    context = {
        "asked": _asked(request),
        "here": "rules",
        "book": book,
        "number": capital(in_letters(len(_explained(book, Use.REASON)))),
        "reasons": _explained(book, Use.REASON),
        "notes": _explained(book, Use.NOTE),
        "off": _explained(book, Use.OFF),
        "unjudged": part_said(book.max_unjudged),
        "variation": part_said(book.variation),
        "statuses": [(status.value, word, STATUS_MEANS[status]) for status, word in STATUS_WORDS.items()],
        "verdicts": list(VERDICT_WORDS.values()),
    }
    answer = Answer("about/rules.html", context, lambda: _plain(book), lambda: _rows(book, request))
    return render_any(request, form, answer, "sa-raknar-vi")


@require_safe
def accessibility(request: Request) -> HttpResponse:
    """The accessibility statement."""
    asked = _asked(request)
    owner = asked.strategy.owner if asked else None
    return render(request, "about/accessibility.html", {"asked": asked, "owner": owner, "tested": TESTED})


def _fingerprint(request: HttpRequest) -> str:
    return f'"{theme_css()[1]}"'


@require_safe
@condition(etag_func=_fingerprint)
def theme(request: HttpRequest) -> HttpResponse:
    """The region's colours as a style sheet."""
    response = HttpResponse(theme_css()[0], content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def _asked(request: Request) -> Asked | None:
    """Day and place to carry along in the links; these pages stand also where nothing is loaded."""
    try:
        return asked_of(request)
    except Refused:
        return None


def _explained(book: Rulebook, use: Use) -> list[Explained]:
    return [explained(rule, book) for rule in book.rules if rule.use is use]


def _plain(book: Rulebook) -> dict[str, Any]:
    return {
        "version": book.version,
        "months_left": book.months_left,
        "max_unjudged": str(book.max_unjudged),
        "variation": str(book.variation),
        "rules": [
            {
                "id": rule.id,
                "use": rule.use.value,
                "threshold": str(rule.threshold),
                "sv": explained(rule, book).wants.sv,
                "en": explained(rule, book).wants.en,
            }
            for rule in book.rules
        ],
    }


def _rows(book: Rulebook, request: Request) -> Table:
    headings = ["id", "use", "threshold", "text"]
    return headings, [
        [rule.id, USE_WORDS[rule.use].in_(request.language), str(rule.threshold), explained(rule, book).wants.in_(request.language)]
        for rule in book.rules
    ]
