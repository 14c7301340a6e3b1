"""Names of an initiative's fields, and their values, as a reader says them."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from samhandling.ground.counting import as_known_said
from samhandling.ground.money import to_ore
from samhandling.ground.periods import Precision
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
    "steps": Said("svaren på stegens frågor", "the answers to the steps' questions"),
    "roles": Said("rollerna", "the roles"),
    "activities": Said("aktiviteterna", "the activities"),
    "depends_on": Said("beroendena", "the dependencies"),
    "told": Said("den angivna statusen", "the told status"),
    "openness": Said("vem som får se insatsen", "who may see the initiative"),
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
    whole, ore = f"{to_ore(Fraction(amount)):,}".replace(",", " ").split(".")
    return f"{whole} kr" if ore == "00" else f"{whole},{ore} kr"


def percent(share: str | None) -> str:
    """A share as a percentage; "?" where it is not known."""
    return "?" if share is None else f"{float(Fraction(share) * 100):g} %".replace(".", ",")


def _plainly(part: Plain) -> Said:
    values = [value for value in part.values() if value not in (None, "", [])]
    return same(", ".join(_text(value) for value in values))


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value)
    return f'"{value}"' if isinstance(value, str) and not value[:4].isdigit() else str(value)


def _kind(part: Plain) -> Said:
    return KIND_NAMES[part["kind"]]


def _places(part: Plain) -> Said:
    names = ", ".join(place_name(PlaceCode(code)) for code in (*part["municipalities"], *part["counties"]))
    return _REACHES.get(part["reach"], same)(names) if names or part["reach"] == "nation" else same("")


_REACHES: Mapping[str, Callable[[str], Said]] = {
    "nation": lambda _: Said("hela landet", "the whole nation"),
    "county": lambda names: Said(f"{names} (länsvitt)", f"{names} (county-wide)"),
    "unknown": lambda names: Said(f"{names} (räckvidden okänd)", f"{names} (reach unknown)"),
}


def _distribution(part: Plain) -> Said:
    shares = ", ".join(f"{share['focus_area']} ({percent(share['share'])}{_aspects(share)})" for share in part["shares"])
    basis = part["basis"]
    if not shares:
        return {
            "stated": Said("utanför insatsområdena enligt källan", "outside the focus areas according to the source"),
            "judged": Said("utanför insatsområdena enligt bedömning", "outside the focus areas as judged"),
            "insufficient": Said("inte möjlig att bedöma", "impossible to judge"),
        }.get(basis, Said("inte bedömd", "not judged"))
    return {
        "stated": Said(f"{shares} enligt källan", f"{shares} according to the source"),
        "judged": Said(f"{shares} enligt bedömning", f"{shares} as judged"),
        "insufficient": Said(f"{shares} på osäker grund", f"{shares} on insufficient grounds"),
    }.get(basis, same(shares))


def _aspects(share: Plain) -> str:
    return f": {', '.join(share['aspects'])}" if share["aspects"] else ""


def _grants(part: Plain) -> Said:
    sv, en = [], []
    for grant in part["grants"]:
        known = kronor(grant["amount"])
        kind, financier = MONEY_NAMES[grant["kind"]], grant["financier"]
        sv.append(" ".join(filter(None, (known or "okänt belopp", kind.sv, financier and f"från {financier}"))))
        en.append(" ".join(filter(None, (known or "an unknown amount", kind.en, financier and f"from {financier}"))))
    return Said(", ".join(sv), ", ".join(en))


MONEY_NAMES: Mapping[str, Said] = {
    "granted": Said("", ""),
    "applied_for": Said("sökt", "applied for"),
    "co_financed": Said("i medfinansiering", "in co-financing"),
    "paid_out": Said("utbetalat", "paid out"),
    "paid_back": Said("återbetalat", "paid back"),
}


def _when(part: Plain) -> Said:
    """A day as exactly as it is known: "2015", "september 2015", "2015-09-01"."""
    text, precision = (next(value for name, value in part.items() if name.endswith("_precision") == told) for told in (False, True))
    if text is None or precision == "day":
        return same(text or "")
    return as_known_said(date.fromisoformat(text), Precision(precision))


def _pairs(part: Plain) -> Said:
    (pairs,) = part.values()
    return same("; ".join(f"{name}: {text}" for name, text in pairs if text))


def _activities(part: Plain) -> Said:
    told = [(one["title"], one["done"], one["end"]) for one in part["activities"]]
    sv = [title + (f" (klar {done})" if done else f" (senast {end})" if end else "") for title, done, end in told]
    en = [title + (f" (done {done})" if done else f" (by {end})" if end else "") for title, done, end in told]
    return Said("; ".join(sv), "; ".join(en))


TOLD_NAMES: Mapping[str, Said] = {
    "on_time": Said("i tid", "on time"),
    "late": Said("försenad", "late"),
    "done": Said("klar", "done"),
    "postponed": Said("uppskjuten", "postponed"),
    "superseded": Said("ersatt av en annan insats", "superseded by another initiative"),
    "cancelled": Said("avbruten", "cancelled"),
}


def _told(part: Plain) -> Said:
    told = part["told"]
    if not told:
        return Said("beräknas av aktiviteter och datum", "computed from activities and days")
    name = TOLD_NAMES[told["status"]]
    return Said(f"{name.sv}: {told['reason']}", f"{name.en}: {told['reason']}")


OPENNESS_NAMES: Mapping[str, Said] = {
    "internal": Said("bara de som arbetar med planen", "only those who work with the plan"),
    "shared": Said("aktörerna också", "the actors too"),
    "public": Said("alla, när bilden publiceras", "everyone, once the picture is published"),
}


def _stage(part: Plain) -> Said:
    return STAGE_NAMES[part["stage"]]


STAGE_NAMES: Mapping[str, Said] = {
    "idea": Said("idé", "idea"),
    "samtal": Said("Samtal", "Samtal (conversation)"),
    "samsyn": Said("Samsyn", "Samsyn (shared view)"),
    "samarbete": Said("Samarbete", "Samarbete (collaboration)"),
    "samhandling": Said("Samhandling", "Samhandling (acting together)"),
}

_TELLERS: Mapping[str, Callable[[Plain], Said]] = {
    "kind": _kind,
    "stage": _stage,
    "start": _when,
    "end": _when,
    "decided": _when,
    "places": _places,
    "distribution": _distribution,
    "grants": _grants,
    "steps": _pairs,
    "roles": _pairs,
    "activities": _activities,
    "told": _told,
    "openness": lambda part: OPENNESS_NAMES[part["openness"]],
}
