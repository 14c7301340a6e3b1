"""What the product's later rules would change: told to whoever may decide of it, with the effect; taken, changed or declined in the form."""

from dataclasses import dataclass

from samhandling.coverage.in_force import RulesNow
from samhandling.coverage.offering import offer_of
from samhandling.coverage.rules.terms import Terms, terms_of
from samhandling.ground.said import Said
from samhandling.people.rules.permission import CHANGES_ALL
from samhandling.web.about.ruling import MovedArea, effect_for, moved_areas
from samhandling.web.about.term_words import changes_said
from samhandling.web.request import Asked, Request


@dataclass(frozen=True, slots=True)
class ToldOffer:
    """An offer for a reader: the fields with the value before and after, and the focus areas that would get another status."""

    version: str
    changes: tuple[tuple[Said, Said, Said], ...]
    moved: tuple[MovedArea, ...]
    every: int


@dataclass(frozen=True, slots=True)
class Way:
    """Why the form was opened: to go back to a version, or to answer an offer of the product's rules of a version; or neither."""

    back: int | None = None
    answers: str = ""

    def terms(self, now: RulesNow, *, takes: bool) -> Terms:
        """What the form opens with. `takes`: the offer, where there is one."""
        offer = offer_of(now) if takes and self.answers else None
        if offer:
            return offer.terms
        return terms_of((now.latest if self.back is None else now.row(self.back)).book)


def answered(text: str, now: RulesNow) -> str:
    """The version of the product's rules that "ja" or "nej" in the address answers; "" where nothing is offered."""
    offer = offer_of(now) if text in ("ja", "nej") else None
    return offer.version if offer else ""


def told_offer(request: Request, asked: Asked | None, now: RulesNow) -> ToldOffer | None:
    """The offer, to whoever may change the rules."""
    offer = offer_of(now) if asked is not None and CHANGES_ALL.lets_in(request.viewer, ()) else None
    if offer is None or asked is None:
        return None
    effect = effect_for(request, asked, offer.terms)
    changes = tuple(changes_said(terms_of(now.latest.book), offer.terms))
    return ToldOffer(offer.version, changes, tuple(moved_areas(effect, asked)), len(effect.every))
