"""Which figures grow with the size of a place: an amount is never held against another place's, as that tells only who is larger."""

from samhandling.figures.rules.indicator.document import Indicator

AMOUNTS = frozenset(
    ("personer", "invånare", "antal", "st", "stycken", "företag", "aktörer", "jobb", "flyttningar", "kronor", "miljoner kronor",
     "miljarder kronor", "kWh", "MWh", "GWh", "TWh", "ton", "tusen ton", "hektar", "kvadratmeter", "resor", "gästnätter")
)  # fmt: skip
"""Swedish units of plain amounts. Whatever is per something, a share, an index or a price is not among them."""


def is_amount(indicator: Indicator) -> bool:
    """The indicator counts or sums, and says nothing of how much that is for its place."""
    return indicator.unit.sv in AMOUNTS
