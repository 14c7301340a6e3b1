"""What other rules would do to the picture, and what the product offers, as a terminal shows it."""

from datetime import date

from samhandling.cli.shown import language, say, table
from samhandling.coverage.changing_rules import nothing_changes
from samhandling.coverage.offering import Offered
from samhandling.coverage.queries import CoverageQuestion
from samhandling.coverage.rule_effect import effect_of_terms
from samhandling.coverage.rules.sentences import STATUS_WORDS
from samhandling.coverage.rules.terms import Terms
from samhandling.ground.counting import day_said
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR
from samhandling.strategy.queries import strategy as open_strategy
from samhandling.web.about.term_words import changes_said


def told_offer(offer: Offered) -> Said:
    """That the product has other rules, and how one answers."""
    return Said(
        f"Produkten har nya regler, version {offer.version}. Inget ändras förrän ni svarar: samhandling coverage rules change --answer ja "
        "(eller nej, för att behålla era). Så här skulle de ändra:",
        f"The product has new rules, version {offer.version}. Nothing changes until you answer: samhandling coverage rules change --answer ja "
        "(or nej, to keep yours). This is what they would change:",
    )


def nothing_offered() -> Fault:
    """There is nothing to answer."""
    expected = Said("Produkten erbjuder inga andra regler nu.", "The product offers no other rules now.")
    way_out = Said("Ändra reglerna med: samhandling coverage rules change.", "Change the rules with: samhandling coverage rules change.")
    return Fault(Location(), "", expected, way_out)


def show_effect(code: str, before: Terms, after: Terms, on: date) -> None:
    """What changes in the rules, and which focus areas get another status. Raises Refused where nothing changes."""
    changes = changes_said(before, after)
    if not changes:
        raise Refused([nothing_changes()])
    sv = language() == "sv"
    now, becomes = ("Nu", "Blir") if sv else ("Now", "Becomes")
    title = Said("Det som ändras i reglerna", "What changes in the rules").in_(language())
    table(title, ["Regel" if sv else "Rule", now, becomes], [[said.in_(language()) for said in change] for change in changes])
    effect = effect_of_terms(CoverageQuestion(code, on), after, seen_by=OPERATOR)
    names = {area.code: area.short for area in open_strategy(code, OPERATOR).focus_areas}
    moved = [
        [
            f"{one.focus_area} {names[one.focus_area].in_(language())}",
            *(STATUS_WORDS[status].in_(language()) for status in (one.before, one.after)),
        ]
        for one in effect.moved
    ]
    told, every = day_said(on), len(effect.every)
    say(
        Said(
            f"{len(moved)} av {every} insatsområden får ett annat läge den {told.sv}.",
            f"{len(moved)} of {every} focus areas get another status on {told.en}.",
        )
    )
    if moved:
        table("", ["Insatsområde" if sv else "Focus area", now, becomes], moved)
