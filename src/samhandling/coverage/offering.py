"""Read: what a later release of the product has for rules, offered to a strategy as a change. Nothing is applied by itself."""

from dataclasses import dataclass

from samhandling.coverage.in_force import RulesNow
from samhandling.coverage.rules.rulebook import default_rulebook
from samhandling.coverage.rules.terms import Terms, changes_between, offered_terms, terms_of


@dataclass(frozen=True, slots=True)
class Offered:
    """`terms`: the strategy's as they would be; `changes`: field → (before, after). `version`: the product's rules that offer it."""

    version: str
    terms: Terms
    changes: dict[str, tuple[str, str]]


def offer_of(now: RulesNow) -> Offered | None:
    """What the product would change in the strategy's latest rules; `None` where it has nothing new, or somebody has answered it."""
    today, mine = default_rulebook(), terms_of(now.latest.book)
    terms = offered_terms(mine, terms_of(now.latest.product), terms_of(today))
    changes = changes_between(mine, terms)
    return Offered(today.version, terms, changes) if changes else None
