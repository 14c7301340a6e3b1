"""The step of rows: what each row would do, what is not read and why, what is unclear, what may be the same or belong together."""

from collections.abc import Mapping
from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from samhandling.ground.counting import listed
from samhandling.ground.said import Said
from samhandling.office.home import home
from samhandling.office.limits import require_room
from samhandling.plan.actions.uploading import again
from samhandling.plan.rules.words import GROUP_NAMES
from samhandling.plan.wizard.looked import DoubtSeen, Looked, RowSeen
from samhandling.web.importing.columns import MOST_LOOKS
from samhandling.web.importing.steps import at_fault, context_of, found, not_ready, step_to
from samhandling.web.importing.upload import WITHIN
from samhandling.web.plan.answers import answer_said
from samhandling.web.request import Request

DID: Mapping[str, Said] = {"created": Said("ny", "new"), "updated": Said("ändras", "changes"), "same": Said("lika", "the same")}
SAME = frozenset({"same_project", "same_id_other_content"})
APART = frozenset({"hidden", "duplicate"})
"""Told of elsewhere on the page: a hidden row is read all the same, a duplicate is read once."""


@require_http_methods(["GET", "HEAD", "POST"])
def rows(request: Request, number: int) -> HttpResponse:
    """What would each row do?"""
    look = found(request, number)
    if (page := not_ready(request, look, "import_rows")) is not None:
        return page
    if request.method == "POST":
        require_room(f"look:{request.viewer.person}", most=MOST_LOOKS, within=WITHIN)
        mapping = look.looked.mapping if look.looked else ""
        changed = {"suggest": request.POST["suggest"] == "1"} if "suggest" in request.POST else {}
        anew = again(look, by=request.viewer, home=home(), mapping=mapping, scope=None, **changed)
        return step_to(request, "import_rows", anew, **({} if changed else {"ny": "1"}))
    looked = look.looked
    assert looked is not None  # noqa: S101 (not_ready has answered else)
    if not looked.columns:
        return step_to(request, "import_columns", number)
    duplicates = [one.said for one in looked.skipped if one.kind == "duplicate"]
    context = {
        **context_of(request, look, "import_rows"),
        "faults": at_fault(looked.faults),
        "lead": lead(looked),
        "rows": [_row(one) for one in looked.rows],
        "skipped": [one for one in looked.skipped if one.kind not in APART],
        "told_of": [one for one in looked.skipped if one.kind == "hidden"],
        "duplicates": duplicates,
        "notices": [said for said in looked.notices if said not in duplicates],
        "doubts": [_asked(one) for one in looked.doubts if one.kind not in SAME],
        "same": [_asked(one) for one in looked.doubts if one.kind in SAME],
    }
    return render(request, "importing/rows.html", context)


def _row(one: RowSeen) -> tuple[RowSeen, Said, Fraction | None, list[Said], list[tuple[str, Fraction | None]]]:
    return (
        one,
        DID[one.did],
        Fraction(one.granted) if one.granted else None,
        [GROUP_NAMES[name] for name in one.groups if name in GROUP_NAMES],
        [(area, Fraction(share) if share else None) for area, share in one.suggested],
    )


def _asked(one: DoubtSeen) -> tuple[DoubtSeen, list[Said]]:
    return one, [answer_said(one.kind, answer) for answer in one.answers]


def lead(looked: Looked) -> Said:
    """How many rows were read and what they do, in a sentence or two."""
    count = looked.efforts
    first = Said(
        "Filen har en rad med en insats." if count == 1 else f"Filen har {count} rader med insatser.",
        "The file has one row with an effort." if count == 1 else f"The file has {count} rows with efforts.",
    )
    does = [(looked.counts.get(name, 0), sv, en) for name, sv, en in DOES]
    some = [(number, sv, en) for number, sv, en in does if number]
    if len(some) == 1 and count > 1:
        return Said(f"{first.sv} Alla {some[0][1]}.", f"{first.en} All of them {some[0][2]}.")
    if not some or count == 1:
        return Said(f"{first.sv} Den {some[0][1]}.", f"{first.en} It {some[0][2]}.") if some else first
    sv, en = listed([f"{number} {sv}" for number, sv, _ in some]).sv, listed([f"{number} {en}" for number, _, en in some]).en
    return Said(f"{first.sv} {sv}.", f"{first.en} {en}.")


DOES = (
    ("created", "läggs till", "will be added"),
    ("updated", "ändrar det som redan finns", "will change what is there already"),
    ("same", "säger inget nytt", "will change nothing"),
)
