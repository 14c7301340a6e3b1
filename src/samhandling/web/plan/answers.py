"""The answers to doubts, as a person reads them before choosing."""

from collections.abc import Mapping

from samhandling.ground.said import Said
from samhandling.plan.rules.words import KIND_NAMES

_KEEP_UNKNOWN = Said("Låt det vara okänt tills vidare", "Leave it unknown for now")
_WRITE_AMOUNT = Said("Skriv beloppet", "Write the amount")
_WRITE_DAY = Said("Skriv datumet", "Write the date")
_WRITE_SHARES = Said("Skriv fördelningen", "Write the distribution")

ANSWERS: Mapping[str, Said] = {
    "unknown": _KEEP_UNKNOWN,
    "amount": _WRITE_AMOUNT,
    "date": _WRITE_DAY,
    "shares": _WRITE_SHARES,
    "suggested": Said("Förslaget stämmer", "The suggestion is right"),
    "other": Said("Ett annat datum", "Another date"),
    "keep": Said("Behåll det som står i planen", "Keep what stands in the plan"),
    "take": Said("Ta det som står i filen", "Take what stands in the file"),
    "two_projects": Said("Två projekt", "Two projects"),
    "one_project": Said("Ett projekt", "One project"),
    "first_row": Said("Den första raden gäller", "The first row counts"),
    "two_actors": Said("Två olika aktörer", "Two different actors"),
    "same_actor": Said("Samma aktör", "The same actor"),
    "named_only": Said("Bara de platser som står där", "Only the places that stand there"),
    "places": Said("Skriv alla platser", "Write all the places"),
    "place": Said("Skriv vilken plats det är", "Write which place it is"),
    "leave_out": Said("Låt dem vara utanför", "Leave them out"),
    "add": Said("Lägg till platser", "Add places"),
    "empty": Said("Låt det vara tomt", "Leave it empty"),
    "word": Said("Skriv ett ord som gäller", "Write a word that counts"),
    "together": Said("Håll ihop beloppet", "Keep the amount together"),
    "outside": Said("Den ligger utanför insatsområdena", "It lies outside the focus areas"),
    "as_read": Said("Så som vi läste det", "As we read it"),
    "insufficient": Said("Det går inte att bedöma", "It cannot be judged"),
    "as_it_stands": Said("Behåll texten som den står", "Keep the text as it stands"),
    "text": Said("Skriv texten på nytt", "Write the text anew"),
    "id": Said("Ärendenumret får vara namn", "The case number may be the name"),
    "title": Said("Skriv ett namn", "Write a name"),
}

HINTS: Mapping[str, Said] = {
    "amount": Said("Till exempel 1 250 000 kr eller 1,25 mnkr.", "For instance 1 250 000 kr or 1,25 mnkr."),
    "date": Said("Till exempel 2018-06-30.", "For instance 2018-06-30."),
    "other": Said("Till exempel 2018-06-30.", "For instance 2018-06-30."),
    "shares": Said("Till exempel 1.3: 60 %, 2.2: 40 %.", "For instance 1.3: 60 %, 2.2: 40 %."),
    "one_project": Said("Ärendenumret för det projekt som ska vara kvar.", "The case number of the project that should remain."),
    "places": Said("Kommunernas namn med komma emellan.", "The municipalities' names with commas between."),
    "place": Said("Kommunens eller länets namn.", "The name of the municipality or county."),
    "add": Said("Alla platser som ska gälla, med komma emellan.", "All the places that should count, with commas between."),
    "same_actor": Said("Aktörens namn så som det ska stå.", "The actor's name as it should stand."),
}


def answer_said(kind: str, answer: str) -> Said:
    """An answer in words. A kind of effort goes by its name; `unknown` for a kind is that it is unknown."""
    if kind.startswith("kind_") and answer in KIND_NAMES:
        word = KIND_NAMES[answer]
        return (
            Said(f"Nej, det är {word.sv}", f"No, it is {word.en}")
            if answer != "unknown"
            else Said("Nej, det är okänt", "No, it is unknown")
        )
    return ANSWERS.get(answer, Said(answer, answer))
