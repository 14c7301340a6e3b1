"""Names of an initiative's fields, and their values, as a reader says them."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from samhandling.ground.places import PlaceCode, place_name
from samhandling.ground.said import Said, same
from samhandling.plan.rules.plain import Plain

GROUP_NAMES: Mapping[str, Said] = {
    "title": Said("namnet", "the name"),
    "owners": Said("ägaren", "the owner"),
    "partners": Said("samverkansparten", "the partner"),
    "kind": Said("typen", "the kind"),
    "stage": Said("steget", "the stage"),
    "start": Said("startdatum", "the start date"),
    "end": Said("slutdatum", "the end date"),
    "decided": Said("beslutsdatum", "the date of decision"),
    "bounds": Said("tidsgränsen", "the bound in time"),
    "places": Said("platsen", "the place"),
    "distribution": Said("fördelningen på insatsområden", "the distribution on focus areas"),
    "grants": Said("beloppet", "the amount"),
    "target_groups": Said("målgruppen", "the target group"),
    "purpose_sv": Said("beskrivningen", "the description"),
    "purpose_en": Said("den engelska beskrivningen", "the English description"),
    "note": Said("anmärkningen", "the note"),
    "source": Said("källan", "the source"),
    "fields": Said("de egna fälten", "the own fields"),
}

KIND_NAMES: Mapping[str, Said] = {
    "implementation": Said("genomförande", "implementation"),
    "pre_study": Said("förstudie", "pre-study"),
    "technical_assistance": Said("tekniskt stöd", "technical assistance"),
    "financial_instrument": Said("finansieringsinstrument", "financial instrument"),
    "standing": Said("ordinarie uppdrag", "standing commitment"),
    "unknown": Said("okänd", "unknown"),
}

UNKNOWN = Said("okänt", "unknown")


def in_words(group: str, part: Plain) -> Said:
    """The value of a group of fields in words; "okänt" where nothing is known."""
    teller = _TELLERS.get(group, _plainly)
    said = teller(part)
    return said if said.sv else UNKNOWN


def kronor(amount: str | None) -> str:
    """An amount with spaces between the thousands: 1 104 137 kr."""
    if amount is None:
        return ""
    number = Fraction(amount)
    whole = f"{int(number):,}".replace(",", " ")
    return f"{whole} kr" if number.denominator == 1 else f"{whole},{round(number % 1 * 100):02d} kr"


def percent(share: str | None) -> str:
    """A share as a percentage; "?" where it is not known."""
    return "?" if share is None else f"{float(Fraction(share) * 100):g} %".replace(".", ",")


def _plainly(part: Plain) -> Said:
    values = [value for value in part.values() if value not in (None, "", [], "day")]
    return same(", ".join(_text(value) for value in values))


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value)
    return f'"{value}"' if isinstance(value, str) and not value[:4].isdigit() else str(value)


def _kind(part: Plain) -> Said:
    return KIND_NAMES[part["kind"]]


def _places(part: Plain) -> Said:
    return same(", ".join(place_name(PlaceCode(code)) for code in (*part["municipalities"], *part["counties"])))


def _distribution(part: Plain) -> Said:
    shares = ", ".join(f"{share['focus_area']} ({percent(share['share'])})" for share in part["shares"])
    if shares:
        return same(shares)
    judged = part["basis"] in ("stated", "judged")
    return Said("utanför insatsområdena", "outside the focus areas") if judged else Said("inte bedömd", "not judged")


def _grants(part: Plain) -> Said:
    return same(", ".join(filter(None, (kronor(grant["amount"]) for grant in part["grants"]))))


_TELLERS: Mapping[str, Callable[[Plain], Said]] = {
    "kind": _kind,
    "places": _places,
    "distribution": _distribution,
    "grants": _grants,
}
