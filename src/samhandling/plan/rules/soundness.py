"""Is an initiative's data whole and possible? Every fault at once, at its field."""

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Any

from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said
from samhandling.plan.rules.plain import Plain

LONGEST: Mapping[str, int] = {"title": 300, "purpose_sv": 8000, "purpose_en": 8000, "note": 8000, "source": 1000, "bounds_basis": 1000}
"""Characters of a text."""

MOST_ACTIVITIES = 200
MOST_AMOUNT = 10**12
"""Kronor of one grant."""


def faults_of(values: Plain, *, focus_areas: Mapping[str, Collection[str]], codes: Collection[str], steps: Collection[str]) -> list[Fault]:
    """Everything that is wrong. `focus_areas`: code → codes of its aspects; `codes`: initiatives that exist; `steps`: the strategy's."""
    return [
        *_texts(values),
        *_days(values),
        *_shares(values, focus_areas),
        *_money(values),
        *_activities(values),
        *_others(values, codes, steps),
    ]


def _fault(field: str, read: Any, expected: Said, way_out: Said) -> Fault:
    return Fault(Location(column=field), str(read)[:80], expected, way_out)


def _texts(values: Plain) -> list[Fault]:
    found = []
    if not str(values["title"]).strip():
        found.append(_fault("title", "", Said("Ett namn på insatsen.", "A name of the initiative."), Said("Skriv det.", "Write it.")))
    for field, most in LONGEST.items():
        if len(values[field]) > most:
            expected = Said(f"Högst {most} tecken.", f"At most {most} characters.")
            found.append(_fault(field, values[field], expected, Said("Korta texten.", "Shorten the text.")))
    for step, text in values["steps"]:
        if len(text) > 4000:
            expected = Said("Högst 4000 tecken.", "At most 4000 characters.")
            found.append(_fault(f"step-{step}", text, expected, Said("Korta svaret.", "Shorten the answer.")))
    return found


def _days(values: Plain) -> list[Fault]:
    if values["start"] and values["end"] and values["end"] < values["start"]:
        expected = Said("Slutet får inte komma före starten.", "The end may not come before the start.")
        return [_fault("end", f"{values['start']} – {values['end']}", expected, Said("Rätta det ena av dem.", "Correct one of them."))]
    return []


def _shares(values: Plain, focus_areas: Mapping[str, Collection[str]]) -> list[Fault]:
    found, total = [], Fraction(0)
    for share in values["shares"]:
        area = share["focus_area"]
        if area not in focus_areas:
            listed = ", ".join(focus_areas)
            found.append(_fault("shares", area, Said(f"Ett av områdena {listed}.", f"One of {listed}."), Said("Välj ett.", "Choose one.")))
            continue
        if unknown := [aspect for aspect in share["aspects"] if aspect not in focus_areas[area]]:
            expected = Said(f"Delområden som hör till {area}.", f"Aspects that belong to {area}.")
            found.append(_fault("shares", ", ".join(unknown), expected, Said("Välj bland dem.", "Choose among them.")))
        part = Fraction(share["share"]) if share["share"] is not None else Fraction(0)
        if not 0 <= part <= 1:
            expected = Said("En andel mellan 0 och 100 procent.", "A share between 0 and 100 per cent.")
            found.append(_fault("shares", share["share"], expected, Said("Rätta andelen.", "Correct the share.")))
        total += part
    if total > 1:
        expected = Said("Andelarna får tillsammans vara högst 100 procent.", "Together the shares may be at most 100 per cent.")
        found.append(_fault("shares", f"{float(total * 100):g} %", expected, Said("Minska någon av dem.", "Lower one of them.")))
    if len({share["focus_area"] for share in values["shares"]}) < len(values["shares"]):
        expected = Said("Varje insatsområde en gång.", "Each focus area once.")
        found.append(_fault("shares", "", expected, Said("Ta bort det som står två gånger.", "Take away what stands twice.")))
    return found


def _money(values: Plain) -> list[Fault]:
    found = []
    for grant in values["grants"]:
        if grant["amount"] is not None and not 0 <= Fraction(grant["amount"]) <= MOST_AMOUNT:
            expected = Said("Ett belopp från 0 kronor och uppåt.", "An amount from 0 kronor and upwards.")
            found.append(_fault("grants", grant["amount"], expected, Said("Rätta beloppet.", "Correct the amount.")))
        if len(grant["financier"]) > 300:
            found.append(
                _fault("grants", grant["financier"], Said("Ett kortare namn.", "A shorter name."), Said("Korta det.", "Shorten it."))
            )
    return found


def _activities(values: Plain) -> list[Fault]:
    found, every = [], values["activities"]
    if len(every) > MOST_ACTIVITIES:
        expected = Said(f"Högst {MOST_ACTIVITIES} aktiviteter.", f"At most {MOST_ACTIVITIES} activities.")
        found.append(_fault("activities", len(every), expected, Said("Dela upp insatsen.", "Divide the initiative.")))
    for one in every:
        if not one["title"].strip() or len(one["title"]) > 300:
            expected = Said("Vad som ska göras, med högst 300 tecken.", "What is to be done, in at most 300 characters.")
            found.append(_fault(f"activity-{one['id']}", one["title"], expected, Said("Skriv det.", "Write it.")))
        if one["start"] and one["end"] and one["end"] < one["start"]:
            expected = Said("Aktivitetens slut får inte komma före dess start.", "An activity's end may not come before its start.")
            found.append(_fault(f"activity-{one['id']}", one["end"], expected, Said("Rätta dagen.", "Correct the day.")))
    if len({one["id"] for one in every}) < len(every):
        expected = Said("Varje aktivitet en gång.", "Each activity once.")
        found.append(_fault("activities", "", expected, Said("Ladda om sidan och försök igen.", "Reload the page and try again.")))
    return found


def _others(values: Plain, codes: Collection[str], steps: Collection[str]) -> list[Fault]:
    found = []
    wanted = [*values["depends_on"], *([values["told"]["instead"]] if values["told"] and values["told"]["instead"] else [])]
    for code in wanted:
        if code not in codes or code == values["id"]:
            expected = Said("Ärendenumret på en annan insats som finns.", "The case number of another initiative that exists.")
            found.append(_fault("depends_on", code, expected, Said("Kontrollera numret.", "Check the number.")))
    if values["told"] and not values["told"]["reason"].strip():
        expected = Said("Ett skäl till den angivna statusen.", "A reason for the told status.")
        found.append(_fault("told", "", expected, Said("Skriv varför.", "Write why.")))
    for step, _ in values["steps"]:
        if step not in steps:
            expected = Said("Ett av strategins steg.", "One of the strategy's steps.")
            found.append(_fault("steps", step, expected, Said("Välj ett av dem.", "Choose one of them.")))
    return found
