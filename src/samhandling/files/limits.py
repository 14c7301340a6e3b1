"""How much a foreign file may cost before it is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one file. Sizes in bytes, time in seconds.

    `ratio` is how many times larger a part of a workbook, or all of it, may be unpacked than packed, asked only above `ratio_from_bytes`
    (measured: sheets of alike numbers pack 10 to 20 times, of alike texts 80 times, a bomb 300 to 1000 times).
    `wire_bytes` is all that the child may send to its parent.
    """

    file_bytes: int = 200_000_000
    unpacked_bytes: int = 800_000_000
    wire_bytes: int = 600_000_000
    members: int = 2_000
    ratio: int = 120
    ratio_from_bytes: int = 20_000_000
    rows: int = 1_048_576
    columns: int = 16_384
    cells: int = 12_000_000
    field_characters: int = 1_000_000
    formulas: int = 200_000
    depth: int = 20
    seconds: float = 60.0
    memory_bytes: int = 1_000_000_000


LIMITS = Limits()
