"""A read file with the means to say where in it something stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said
from samhandling.strategy.rules.lines import Path, line_of, lines_of
from samhandling.strategy.rules.syntax import Reading


@dataclass(frozen=True, slots=True)
class Source:
    """The values of a file and the lines that they stand on."""

    file: str
    data: Mapping[str, Any]
    lines: Mapping[Path, int]
    reading: Reading

    @classmethod
    def of(cls, reading: Reading, file: str) -> "Source":
        """What `reading` gave, with its lines."""
        return cls(file, reading.data, lines_of(reading.kept), reading)

    def line(self, path: Path) -> int:
        """The line of `path`, or of what it stands in."""
        return line_of(self.lines, path)

    def fault(self, path: Path, read: object, expected: Said, way_out: Said) -> Fault:
        """A fault at `path`."""
        return Fault(Location(file=self.file, line=self.line(path)), str(read), expected, way_out)

    def at(self, path: Path) -> Any:
        """The value at `path`; `None` where there is none."""
        found: Any = self.data
        for part in path:
            if isinstance(found, dict):
                found = found.get(part)
            elif isinstance(found, list) and isinstance(part, int) and part < len(found):
                found = found[part]
            else:
                return None
        return found

    def tables(self, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
        """The list of tables at `path`, each with its own path; what is no table is passed over."""
        found = self.at(path)
        for index, item in enumerate(found if isinstance(found, list) else []):
            if isinstance(item, dict):
                yield (*path, index), item

    def was_cut(self, word: str) -> bool:
        """`word` stands in a line that could not be read."""
        return any(word in line for line in self.reading.cut)

    def is_broken_at(self, line: int) -> bool:
        """The line lies in a block that could not be read in full."""
        return any(line in block for block in self.reading.broken)
