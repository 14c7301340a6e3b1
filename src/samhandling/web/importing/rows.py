"""The step of rows: what each row would do, what is not read and why, what is unclear, what may be the same or belong together."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from samhandling.ground.said import Said
from samhandling.office.limits import require_room
from samhandling.plan.actions.uploading import again
from samhandling.plan.rules.words import GROUP_NAMES
from samhandling.plan.wizard import DoubtSeen, Looked, RowSeen
from samhandling.web.home import home
from samhandling.web.importing.columns import MOST_LOOKS
from samhandling.web.importing.steps import at_fault, context_of, found, not_ready, step_to
from samhandling.web.importing.upload import WITHIN
from samhandling.web.plan.answers import answer_said
from samhandling.web.request import Request

DID: Mapping[str, Said] = {"created": Said("ny", "new"), "updated": Said("ändras", "changes"), "same": Said("lika", "the same")}
SAME = frozenset({"same_project", "same_id_other_content"})
READ_ALL_THE_SAME = frozenset({"hidden"})


@require_http_methods(["GET", "HEAD", "POST"])
def rows(request: Request, number: int) -> HttpResponse:
    """What would each row do?"""
    look = found(request, number)
    if (page := not_ready(request, look, "import_rows")) is not None:
        return page
    if request.method == "POST":
        require_room(f"look:{request.viewer.person}", most=MOST_LOOKS, within=WITHIN)
        mapping = look.looked.mapping if look.looked else ""
        return step_to(request, "import_rows", again(look, by=request.viewer, home=home(), mapping=mapping, scope=None), ny="1")
    looked = look.looked
    assert looked is not None  # noqa: S101 (not_ready has answered else)
    if not looked.columns:
        return step_to(request, "import_columns", number)
    context = {
        **context_of(request, look, "import_rows"),
        "faults": at_fault(looked.faults),
        "lead": lead(looked),
        "rows": [_row(one) for one in looked.rows],
        "skipped": [one for one in looked.skipped if one.kind not in READ_ALL_THE_SAME],
        "told_of": [one for one in looked.skipped if one.kind in READ_ALL_THE_SAME],
        "doubts": [_asked(one) for one in looked.doubts if one.kind not in SAME],
        "same": [_asked(one) for one in looked.doubts if one.kind in SAME],
        "kinds": Counter(one.kind for one in looked.doubts),
    }
    return render(request, "importing/rows.html", context)


def _row(one: RowSeen) -> tuple[RowSeen, Said, Fraction | None, list[Said]]:
    return (
        one,
        DID[one.did],
        Fraction(one.granted) if one.granted else None,
        [GROUP_NAMES[name] for name in one.groups if name in GROUP_NAMES],
    )


def _asked(one: DoubtSeen) -> tuple[DoubtSeen, list[Said]]:
    return one, [answer_said(one.kind, answer) for answer in one.answers]


def lead(looked: Looked) -> Said:
    """How many rows were read and what they do, in a sentence."""
    new, changed, same = (looked.counts.get(name, 0) for name in DID)
    all_rows = looked.efforts
    first = Said(
        f"Filen har {_rows_sv(all_rows)} med insatser.", f"The file has {all_rows} {'row' if all_rows == 1 else 'rows'} with efforts."
    )
    return Said(
        f"{first.sv} {new} är nya, {changed} ändrar det som redan finns och {same} säger inget nytt.",
        f"{first.en} {new} are new, {changed} change what is there already and {same} say nothing new.",
    )


def _rows_sv(count: int) -> str:
    return "en rad" if count == 1 else f"{count} rader"
