"""How we count: the rules of the picture, the versions that they have had, and the form that changes them."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samhandling.coverage.changing_rules import (
    RulesConflict,
    change_rules,
    faults_of_answer,
    faults_of_reason,
    nothing_changes,
    revert_rules,
)
from samhandling.coverage.in_force import RulesNow, RulesRow
from samhandling.coverage.rules.rulebook import Rulebook, Use
from samhandling.coverage.rules.sentences import STATUS_WORDS, VERDICT_WORDS
from samhandling.coverage.rules.terms import Terms, read_terms, terms_of
from samhandling.ground.counting import capital, in_letters
from samhandling.ground.faults import Fault, Refused
from samhandling.people.rules.permission import CHANGES_ALL
from samhandling.web.about.offered import Way, answered, told_offer
from samhandling.web.about.rule_words import STATUS_MEANS, Explained, explained, part_said
from samhandling.web.about.rules_told import now_of, plain_rules, plain_version, rows_of_rules, rows_of_versions, told_rules
from samhandling.web.about.ruling import (
    REASON,
    Merged,
    effect_for,
    general_fields,
    merged,
    moved_areas,
    named,
    rule_fields,
    sent,
    texts_of,
)
from samhandling.web.about.term_words import changes_said
from samhandling.web.history.who import everybody
from samhandling.web.office.forms import shown, typed
from samhandling.web.office.going import go_to
from samhandling.web.people.numbers import whole
from samhandling.web.rendering import Answer, render_any
from samhandling.web.request import Asked, Request, asked_of


@require_safe
def rules(request: Request, form: str | None = None) -> HttpResponse:
    """What we count and how, in words, from the rules of the reader's picture; `?version=` tells an earlier or a coming version."""
    asked = asked_or_none(request)
    now = now_of(request, asked)
    row = _wanted(request, now)
    told = told_rules(now, request, asked)
    book = row.book
    context = {
        "asked": asked,
        "here": "rules",
        "book": book,
        "told": told,
        "looked_at": next(one for one in told.versions if one.row.number == row.number),
        "may_change": asked is not None and CHANGES_ALL.lets_in(request.viewer, ()),
        "offer": told_offer(request, asked, now),
        "done": request.GET.get("andrat", ""),
        "asked_version": request.GET.get("version", ""),
        "number": capital(in_letters(len(_explained(book, Use.REASON)))),
        "reasons": _explained(book, Use.REASON),
        "notes": _explained(book, Use.NOTE),
        "off": _explained(book, Use.OFF),
        "unjudged": part_said(book.max_unjudged),
        "variation": part_said(book.variation),
        "statuses": [(status.value, word, STATUS_MEANS[status]) for status, word in STATUS_WORDS.items()],
        "verdicts": list(VERDICT_WORDS.values()),
    }
    answer = Answer(
        "about/rules.html",
        context,
        lambda: plain_rules(row, told, request.language),
        lambda: rows_of_rules(book, request.language),
    )
    return render_any(request, form, answer, "sa-raknar-vi")


@require_safe
def versions(request: Request, form: str | None = None) -> HttpResponse:
    """Every version that the rules of the strategy have had: who decided it, when, why, from what to what."""
    asked = asked_of(request)
    told = told_rules(now_of(request, asked), request, asked)
    context = {"asked": asked, "here": "rules", "told": told, "may_change": CHANGES_ALL.lets_in(request.viewer, ())}
    answer = Answer(
        "about/rules_versions.html",
        context,
        lambda: {"strategy": asked.strategy.code, "versions": [plain_version(one, request.language) for one in told.versions]},
        lambda: rows_of_versions(told, request.language),
    )
    return render_any(request, form, answer, "sa-har-reglerna-andrats")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request) -> HttpResponse:
    """Change the rules: the form, what it would do to the picture, and then the change itself."""
    asked = asked_of(request)
    now = now_of(request, asked)
    if request.method != "POST":
        way = Way(_back(request.GET.get("till", ""), now), answered(request.GET.get("erbjudande", ""), now))
        return _form(request, asked, now, texts_of(way.terms(now, takes=request.GET.get("erbjudande") == "ja")), way)
    return _sent(request, asked, now)


def _back(text: str, now: RulesNow) -> int | None:
    """The version to go back to, where one is asked for."""
    return _row_or_404(now, text).number if text else None


def _sent(request: Request, asked: Asked, now: RulesNow) -> HttpResponse:
    """What the form says: faults, a conflict, the effect, or the change."""
    opened = _row_or_404(now, request.POST.get("version", "") or "0")
    way = Way(_back(request.POST.get("till", ""), now), request.POST.get("erbjuden", ""))
    together = merged(sent(request, terms_of(opened.book)), opened, now)
    reason, act = typed(request, "reason"), request.POST.get("act", "")
    read = read_terms(together.texts.items(), terms_of(now.latest.book))
    if act == "edit":
        return _form(request, asked, now, together.texts, way, reason=reason, together=together)
    faults = [*read.faults, *faults_of_reason(reason), *faults_of_answer(way.answers)]
    if not faults and not way.answers and read.terms == terms_of(now.latest.book):
        faults.append(nothing_changes())
    if faults or together.clashes:
        return _form(request, asked, now, together.texts, way, reason=reason, faults=faults, together=together)
    if act != "save" or together.since:
        return _effect(request, asked, now, read.terms, reason, together, way)
    try:
        _save(asked.strategy.code, read.terms, reason, request, now, way)
    except RulesConflict:
        # Somebody else came in between the reading and the saving: look again, from what was sent.
        return _sent(request, asked, now_of(request, asked))
    return go_to(request, "rules", {**asked.kept, "andrat": "ja"})


def _save(strategy: str, terms: Terms, reason: str, request: Request, now: RulesNow, way: Way) -> None:
    version = now.latest.number
    if way.back is not None and terms_of(now.row(way.back).book) == terms:
        revert_rules(strategy, way.back, reason, by=request.viewer, version=version)
    else:
        change_rules(strategy, texts_of(terms).items(), reason, by=request.viewer, version=version, answers=way.answers)


def _form(
    request: Request,
    asked: Asked,
    now: RulesNow,
    texts: dict[str, str],
    way: Way,
    *,
    reason: str = "",
    faults: Sequence[Fault] = (),
    together: Merged | None = None,
) -> HttpResponse:
    context = {
        **_common(request, asked, now, together, way),
        "faults": named(faults),
        "general": general_fields(texts, faults),
        "rules": rule_fields(now.latest, texts, faults, request.language),
        "reason": shown([REASON], {"reason": reason}, {}, faults),
    }
    status = 409 if together and together.since and not faults else 400 if faults else 200
    return render(request, "about/rules_change.html", context, status=status)


def _effect(request: Request, asked: Asked, now: RulesNow, terms: Terms, reason: str, together: Merged, way: Way) -> HttpResponse:
    effect = effect_for(request, asked, terms)
    context = {
        **_common(request, asked, now, together, way),
        "changes": changes_said(terms_of(now.latest.book), terms),
        "effect": effect,
        "moved": moved_areas(effect, asked),
        "sent": texts_of(terms),
        "reason": reason,
    }
    return render(request, "about/rules_effect.html", context, status=409 if together.since else 200)


def _common(request: Request, asked: Asked, now: RulesNow, together: Merged | None, way: Way) -> dict[str, Any]:
    people = everybody(asked.strategy.owner, seen_by=request.viewer)
    since = [(row, people.said(row.person_id, row.door)) for row in (together.since if together else ())]
    return {
        "asked": asked,
        "here": "rules",
        "version": now.latest.number,
        "name": now.latest.version,
        "way": way,
        "back_name": now.row(way.back).version if way.back is not None else "",
        "since": since,
        "clashes": together.clashes if together else (),
    }


def asked_or_none(request: Request) -> Asked | None:
    """Day and place to carry along in the links; these pages stand also where nothing is loaded."""
    try:
        return asked_of(request)
    except Refused:
        return None


def _wanted(request: Request, now: RulesNow) -> RulesRow:
    text = request.GET.get("version", "")
    return _row_or_404(now, text) if text else now.current


def _row_or_404(now: RulesNow, text: str) -> RulesRow:
    try:
        return now.row(whole(text) if text.isdigit() else -1)
    except Refused:
        raise Http404 from None


def _explained(book: Rulebook, use: Use) -> list[Explained]:
    return [explained(rule, book) for rule in book.rules if rule.use is use]
