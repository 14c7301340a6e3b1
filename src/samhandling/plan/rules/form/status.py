"""What it waits for, and what a person tells of how it goes."""

from samhandling.ground.said import Said
from samhandling.plan.rules.form.texts import Around, Reading, Texts, many, one
from samhandling.plan.rules.plain import Plain
from samhandling.plan.rules.record import ToldStatus

MOST = 50
LONGEST_REASON = 2000


def status_texts(values: Plain, around: Around) -> Texts:
    """The fields of dependencies and told status."""
    told = values["told"] or {"status": "", "reason": "", "instead": ""}
    return {
        "depends_on": tuple(values["depends_on"]),
        "told": (told["status"],),
        "told-reason": (told["reason"],),
        "told-instead": (told["instead"],),
    }


def read_depends_on(texts: Texts, before: Plain, around: Around, into: Reading) -> None:
    """The case numbers of what it waits for."""
    found = list(dict.fromkeys(many(texts, "depends_on")))
    if len(found) > MOST:
        expected = Said(f"Högst {MOST} insatser.", f"At most {MOST} initiatives.")
        into.wrong("depends_on", "", expected, Said("Skriv bara dem som insatsen väntar på.", "Write only those that it waits for."))
    into.values["depends_on"] = found


def read_told(texts: Texts, before: Plain, around: Around, into: Reading) -> None:
    """The status that somebody tells, with its reason; the day is the day that it was changed. Without a status the rule counts."""
    status, reason, instead = one(texts, "told"), one(texts, "told-reason"), one(texts, "told-instead")
    if status and status not in list(ToldStatus):
        expected = Said("En av statusarna i listan.", "One of the statuses in the list.")
        into.wrong("told", status, expected, Said("Välj en av dem.", "Choose one of them."))
        return
    if not status:
        into.values["told"] = None
        if reason or instead:
            expected = Said("En status som skälet gäller.", "A status that the reason is for.")
            into.wrong("told", "", expected, Said("Välj en status, eller töm skälet.", "Choose a status, or clear the reason."))
        return
    if not reason:
        expected = Said("Ett skäl till statusen.", "A reason for the status.")
        into.wrong("told-reason", "", expected, Said("Skriv varför.", "Write why."))
    if len(reason) > LONGEST_REASON:
        expected = Said(f"Högst {LONGEST_REASON} tecken.", f"At most {LONGEST_REASON} characters.")
        into.wrong("told-reason", reason, expected, Said("Korta skälet.", "Shorten the reason."))
    if status == ToldStatus.SUPERSEDED and not instead:
        expected = Said("Ärendenumret på den insats som har tagit över.", "The case number of the one that has taken over.")
        into.wrong("told-instead", "", expected, Said("Skriv numret.", "Write the number."))
    into.values["told"] = {"status": status, "reason": reason, "day": around.today, "instead": instead}
