"""The Monday letter of whoever calls: what they want to be told of, and the letter as it would look today."""

from typing import Any, Literal

from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.people.wishes import MOST_AREAS, Wish, own_wish, set_wish
from samhandling.strategy.queries import StrategyView
from samhandling.web.api.answers import answers
from samhandling.web.api.asking import OfStrategy, strategy_of
from samhandling.web.api.problems import Problematic
from samhandling.web.api.shapes import Code, Wanted, Yes, left_out
from samhandling.web.calendars.letters import preview
from samhandling.web.request import Request

router = Router(tags=["me"])


class MailOut(Schema):
    """What you are told of every Monday. `with_own`: what your own actors take part in, too. `told_until`: what the last letter reached."""

    is_wanted: bool
    focus_areas: list[str]
    with_own: bool
    language: str
    told_until: str | None


class MailChange(Wanted):
    """What you want to be told of; what is left out stays as it is."""

    is_wanted: Yes = left_out()
    focus_areas: list[Code] = left_out(max_length=MOST_AREAS)
    with_own: Yes = left_out()
    language: Literal["sv", "en"] = left_out()


class MailLine(Schema):
    """One thing, with the address of the page that tells more."""

    said: str
    address: str


class MailLetter(Schema):
    """A letter as it would look now. Without lines there is nothing new, and none is sent."""

    subject: str
    lines: list[MailLine] = Field(default_factory=list)


@router.get("/mail", response=answers({200: MailOut}), url_name="api_mail")
def my_mail(request: Request) -> dict[str, Any]:
    """What you want to be told of by mail. For persons and their tokens."""
    return _plain(_own(request))


@router.patch("/mail", response=answers({200: MailOut}, writes=True), url_name="api_mail")
def change_my_mail(request: Request, asked: OfStrategy, wanted: MailChange) -> dict[str, Any]:
    """Choose what you want to be told of."""
    wish, sent = _own(request), wanted.model_dump(exclude_unset=True)
    names = ("is_wanted", "with_own", "language")
    values = {name: sent.get(name, getattr(wish, name)) for name in names}
    if "focus_areas" in sent:
        _check_known(sent["focus_areas"], strategy_of(request, asked))
    set_wish(sent.get("focus_areas", wish.focus_areas), **values, by=request.viewer)
    return _plain(_own(request))


@router.get("/mail/letter", response=answers({200: MailLetter}), url_name="api_mail_letter")
def my_letter(request: Request, asked: OfStrategy) -> dict[str, Any]:
    """Your letter as it would look today, also where you have not asked for one. Nothing is sent."""
    wish = _own(request)
    letter = preview(wish, strategy_of(request, asked).code, timezone.now(), seen_by=request.viewer)
    if letter is None:
        return {"subject": "", "lines": []}
    return {"subject": letter.subject, "lines": [{"said": line.said, "address": line.address} for line in letter.lines]}


def _own(request: Request) -> Wish:
    wish = own_wish(seen_by=request.viewer)
    if wish is None:
        raise Problematic(404)
    return wish


def _check_known(areas: list[str], view: StrategyView) -> None:
    """Raises Refused with every focus area that there is none of."""
    known = {area.code for area in view.focus_areas}
    expected = Said(f"Ett insatsområde i {view.code}.", f"A focus area of {view.code}.")
    way_out = Said("Se strategins insatsområden under /strategies.", "See the strategy's focus areas at /strategies.")
    faults = [
        Fault(Location(column=f"focus_areas.{at}"), code[:80], expected, way_out) for at, code in enumerate(areas) if code not in known
    ]
    if faults:
        raise Refused(faults)


def _plain(wish: Wish) -> dict[str, Any]:
    same = {name: getattr(wish, name) for name in ("is_wanted", "with_own", "language")}
    told = wish.told_until.isoformat() if wish.told_until else None
    return {**same, "focus_areas": list(wish.focus_areas), "told_until": told}
