"""Written: the product's rules as they are when a strategy is loaded, as its version 0."""

from django.utils import timezone

from samhandling.coverage.models import RulesVersion
from samhandling.coverage.rules.rulebook import default_rulebook, default_text
from samhandling.coverage.rules.terms import terms_of
from samhandling.ground.viewer import Viewer
from samhandling.office.queries import last_event
from samhandling.plan.queries import strategy_key


def keep_rules(strategy: str, by: Viewer) -> None:
    """Keep the rules that the strategy begins with. Part of its loading: in that transaction, told by that event."""
    book = default_rulebook()
    RulesVersion.objects.create(
        strategy_id=strategy_key(strategy),
        number=0,
        base=book.version,
        terms=terms_of(book),
        changes={},
        reason="",
        at=timezone.now(),
        person_id=by.person,
        door=by.kind.value,
        event=last_event(),
        product=default_text(),
    )
