"""What can go wrong on the way to a source, each with its address, what was read and a way out."""

from datetime import datetime
from typing import Literal

from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said, same

Reason = Literal[
    "unreachable", "slow", "cut_off", "too_many", "server_error", "vanished", "forbidden", "rejected", "too_large", "moved", "unreadable"
]

# Worth asking again later without changing anything.
PASSING: frozenset[Reason] = frozenset({"unreachable", "slow", "cut_off", "too_many", "server_error"})

_EXPECTED: dict[Reason, Said] = {
    "unreachable": Said("en källa som svarar", "a source that answers"),
    "slow": Said("ett svar inom rimlig tid", "an answer within reasonable time"),
    "cut_off": Said("ett helt svar; det som kom var avhugget", "a whole answer; what came was cut off"),
    "too_many": Said("att källan tar emot fler frågor; den ber oss vänta", "that the source takes more questions; it asks us to wait"),
    "server_error": Said("ett svar; källan har ett eget fel", "an answer; the source has an error of its own"),
    "vanished": Said("en tabell som finns; källan säger att den inte gör det", "a table that exists; the source says that it does not"),
    "forbidden": Said("att få läsa; källan nekar", "leave to read; the source refuses"),
    "rejected": Said("en fråga som källan godtar", "a question that the source accepts"),
    "too_large": Said("ett svar som inte är för stort", "an answer that is not too large"),
    "moved": Said("ett svar från samma värd som frågan ställdes till", "an answer from the host that was asked"),
    "unreadable": Said("ett svar som går att läsa", "an answer that can be read"),
}
_LATER = Said(
    "Inget är ändrat; den senast hämtade versionen gäller. Försök igen om en stund. Kvarstår felet, se källans egen driftinformation.",
    "Nothing has changed; the version fetched last stays in use. Try again in a while. If it remains, see the source's own status page.",
)
_WAY_OUT: dict[Reason, Said] = {
    "vanished": Said(
        "Den senast hämtade versionen gäller. Se efter hos källan om tabellen har bytt namn eller ersatts, och ändra källans deklaration.",
        "The version fetched last stays in use. See at the source whether the table was renamed or replaced, and change the declaration.",
    ),
    "forbidden": Said(
        "Kontrollera adressen och om källan kräver inloggning eller har spärrat er adress.",
        "Check the address, and whether the source requires a login or has blocked your address.",
    ),
    "rejected": Said(
        "Jämför urvalet i deklarationen med tabellens koder hos källan; koder kan ha bytts ut.",
        "Compare the selection in the declaration with the table's codes at the source; codes may have been replaced.",
    ),
    "too_large": Said("Begränsa urvalet: färre platser, perioder eller mått.", "Narrow the selection: fewer places, periods or measures."),
    "moved": Said(
        "Öppna adressen i en webbläsare. Har källan flyttat, skriv den nya adressen i deklarationen.",
        "Open the address in a browser. If the source has moved, write the new address in the declaration.",
    ),
    "unreadable": Said(
        "Den senast hämtade versionen gäller. Öppna adressen i en webbläsare och se vad källan visar.",
        "The version fetched last stays in use. Open the address in a browser and see what the source shows.",
    ),
}


class FetchFailed(Refused):
    """An answer that did not come, or cannot be used. `is_passing`: worth trying again later as it is; `until`: not before then."""

    def __init__(self, reason: Reason, fault: Fault, status: int | None = None, until: datetime | None = None) -> None:
        super().__init__([fault])
        self.reason: Reason = reason
        self.status = status
        self.until = until

    @property
    def is_passing(self) -> bool:
        """Nothing needs to be changed before the next attempt."""
        return self.reason in PASSING


def failed(
    reason: Reason,
    url: str,
    read: str,
    *,
    expected: Said | None = None,
    way_out: Said | None = None,
    status: int | None = None,
    until: datetime | None = None,
) -> FetchFailed:
    """The failure for `reason` at `url`, in the words of this module where no others are given."""
    if reason == "too_many" and until is not None and way_out is None:
        clock = until.strftime("%Y-%m-%d %H:%M")
        way_out = Said(
            f"Inget är ändrat. Källan ber oss vänta till {clock} (UTC); hämtningen görs om efter det.",
            f"Nothing has changed. The source asks us to wait until {clock} (UTC); fetch again after that.",
        )
    fault = Fault(Location(file=url), read, expected or _EXPECTED[reason], way_out or _WAY_OUT.get(reason, _LATER))
    return FetchFailed(reason, fault, status, until)


def reason_of(status: int) -> Reason:
    """What an HTTP status that is no success means."""
    if status == 429:
        return "too_many"
    if status in (404, 410):
        return "vanished"
    if status in (401, 403, 407, 451):
        return "forbidden"
    if status == 413:
        return "too_large"
    if status in (408, 425):
        return "slow"
    if 300 <= status < 400:
        return "moved"
    return "server_error" if status >= 500 else "rejected"


def unreadable(url: str, read: str, expected: Said | str) -> FetchFailed:
    """An answer that came whole but is not what it should be."""
    return failed("unreadable", url, read, expected=same(expected) if isinstance(expected, str) else expected)
