"""How much a text from outside may cost before it is refused."""

from dataclasses import dataclass

from samhandling.files.limits import Limits

DOCUMENT_LIMITS = Limits(
    file_bytes=100_000_000,
    unpacked_bytes=300_000_000,
    wire_bytes=60_000_000,
    rows=100_000,
    cells=1_000_000,
    seconds=30.0,
    memory_bytes=1_000_000_000,
)


@dataclass(frozen=True, slots=True)
class TextLimits:
    """Bounds that only texts have: what a person reads is far below them."""

    characters: int = 5_000_000
    pages: int = 2_000
    blocks: int = 200_000
    depth: int = 200
    part_bytes: int = 60_000_000


TEXT_LIMITS = TextLimits()
PASTED_CHARACTERS = 1_000_000
