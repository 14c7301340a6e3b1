"""Initiatives whose distribution somebody has confirmed, as the tests of models take them in."""

from samhandling.ground.viewer import OPERATOR
from samhandling.plan.actions.adding import add_initiative
from samhandling.plan.actions.editing import confirm

EXPORT = "Företag i {place} får exportrådgivning och säljer för första gången till kunder i {land}."
SCHOOL = "Elever på gymnasiet i {place} startar UF-företag och möter företagare i skolan, på resa till {land}."
PAIRS = [
    ("Flen", "Tyskland"),
    ("Trosa", "Norge"),
    ("Gnesta", "Polen"),
    ("Nyköping", "Finland"),
    ("Vingåker", "Spanien"),
    ("Katrineholm", "Kina"),
]


def take_in(strategy: str, *, confirmed: bool = True) -> list[str]:
    """Six efforts of export and six of schools, each placed whole; gives their ids."""
    made = []
    for text, area in ((EXPORT, "2.3"), (SCHOOL, "3.5")):
        for place, land in PAIRS:
            share = {"focus_area": area, "share": "1", "aspects": [], "source": "person", "confirmed": False}
            values = {"title": f"Insats i {place}", "purpose_sv": text.format(place=place, land=land), "shares": [share], "basis": "judged"}
            made.append(add_initiative(values, strategy=strategy, by=OPERATOR))
            if confirmed:
                confirm(made[-1], [area], strategy=strategy, by=OPERATOR)
    return made
