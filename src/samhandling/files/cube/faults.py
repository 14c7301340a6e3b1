"""How much a cube may cost, and its faults gathered so that all are told at once."""

from dataclasses import dataclass

from samhandling.files.counting import spaced
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said

MOST_FAULTS = 20
_LONGEST_READ = 200


@dataclass(frozen=True, slots=True)
class CubeLimits:
    """Bounds for one file of figures. `depth` is how deeply JSON may be nested, `categories` all values of all dimensions together."""

    file_bytes: int = 300_000_000
    cells: int = 20_000_000
    dimensions: int = 60
    categories: int = 1_000_000
    cubes: int = 1_000
    depth: int = 30


CUBE_LIMITS = CubeLimits()

FETCH_AGAIN = Said(
    "Hämta filen på nytt ur källan; den kan ha blivit avhuggen eller ändrad på vägen.",
    "Fetch the file from its source again; it may have been cut off or changed on the way.",
)
TAKE_LESS = Said(
    "Välj färre värden i tabellen och hämta den i flera delar.",
    "Choose fewer values in the table and fetch it in several parts.",
)
TELL_SOURCE = Said(
    "Filen säger emot sig själv. Hämta den på nytt; står det likadant, meddela den som ger ut statistiken.",
    "The file contradicts itself. Fetch it again; if it says the same, tell the publisher of the statistics.",
)


class Faults:
    """The faults of one file, in the order they were found."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Fault] = []

    def add(self, read: str, expected: Said, way_out: Said = TELL_SOURCE, line: int | None = None, place: str = "") -> None:
        """One more fault; `place` is a keyword or a path in the file, told before what was read. Only the first twenty are kept."""
        if len(self.found) < MOST_FAULTS:
            shown = read if len(read) <= _LONGEST_READ else read[:_LONGEST_READ] + "…"
            fault = Fault(Location(file=self.file, line=line), f"{place}: {shown}" if place else shown, expected, way_out)
            if fault not in self.found:
                self.found.append(fault)

    def stop(self, read: str, expected: Said, way_out: Said = TELL_SOURCE, line: int | None = None, place: str = "") -> Refused:
        """A last fault, after which reading makes no sense: the refusal with all of them, to be raised."""
        self.add(read, expected, way_out, line, place)
        return Refused(self.found)

    def refuse_any(self) -> None:
        """Raises Refused where there are faults."""
        if self.found:
            raise Refused(self.found)

    def too_many(self, count: int, most: int, sv: str, en: str) -> Refused:
        """The refusal of a file with more of something than may be."""
        return self.stop(
            f"{spaced(count)} {sv}", Said(f"högst {spaced(most)} {sv} i en fil", f"at most {spaced(most)} {en} in a file"), TAKE_LESS
        )
