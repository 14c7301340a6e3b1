"""From a file's text to a strategy document, or to every fault in it with its line."""

from samhandling.ground.faults import Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.strategy.rules.document import StrategyDocument
from samhandling.strategy.rules.source import Source
from samhandling.strategy.rules.strategy_shape import STRATEGY
from samhandling.strategy.rules.syntax import read
from samhandling.strategy.rules.wholeness import Frameworks, whole_faults


def check(text: str, file: str, *, frameworks: Frameworks | None = None) -> StrategyDocument:
    """The document that `text` holds. `frameworks`: ids of nodes, by document, that links are checked against.

    Raises: Refused with every fault of syntax, shape and whole, in the order of the lines.
    """
    reading = read(text, file)
    source = Source.of(reading, file)
    faults = list(reading.faults)
    if reading.data:
        faults += [*STRATEGY.faults(source), *whole_faults(source, frameworks or {})]
    elif not faults:
        raise refusal(
            "",
            Said("Filen är tom.", "The file is empty."),
            Said("Börja med en medföljande strategi som förlaga.", "Begin with a shipped strategy as a pattern."),
            Location(file=file, line=1),
        )
    if faults:
        raise Refused(sorted(faults, key=lambda fault: fault.location.line or 0))
    return StrategyDocument.model_validate(reading.data)


def decode(content: bytes, file: str) -> str:
    """The text of a strategy file, which is UTF-8. Raises: Refused with the line where it is not."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refusal(
            repr(content[error.start : error.start + 8])[2:-1],
            Said("Filen är inte sparad som UTF-8.", "The file is not saved as UTF-8."),
            Said("Spara om den med kodningen UTF-8.", "Save it again with the encoding UTF-8."),
            Location(file=file, line=line),
        ) from error
