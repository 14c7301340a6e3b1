"""From a file's text to indicators, or to every fault in it with its line."""

from samhandling.figures.rules.indicator.document import IndicatorFile
from samhandling.figures.rules.indicator.shape import INDICATORS
from samhandling.figures.rules.indicator.wholeness import Codes, whole_faults
from samhandling.ground.faults import Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.strategy.rules.source import Source
from samhandling.strategy.rules.syntax import read

LARGEST = 2_000_000
"""Characters. A file of indicators is written by people; a larger one is something else."""


def check(text: str, file: str, *, focus_areas: Codes = (), prerequisites: Codes = (), indicators: Codes = ()) -> IndicatorFile:
    """The indicators and statements that `text` holds. Codes and ids, where given, are what the file's own are checked against.

    Raises: Refused with every fault of syntax, shape and whole, in the order of the lines.
    """
    if len(text) > LARGEST:
        raise refusal(
            str(len(text)),
            Said(f"Filen är för stor: högst {LARGEST} tecken.", f"The file is too large: {LARGEST} characters at most."),
            Said("Dela den i flera.", "Split it."),
            Location(file=file, line=1),
        )
    reading = read(text, file)
    source = Source.of(reading, file)
    faults = list(reading.faults)
    if reading.data:
        faults += [*INDICATORS.faults(source), *whole_faults(source, focus_areas, prerequisites, indicators)]
    elif not faults:
        raise refusal(
            "",
            Said("Filen är tom.", "The file is empty."),
            Said("Börja med en medföljande fil som förlaga.", "Begin with a shipped file as a pattern."),
            Location(file=file, line=1),
        )
    if faults:
        raise Refused(sorted(faults, key=lambda fault: fault.location.line or 0))
    return IndicatorFile.model_validate(reading.data)
