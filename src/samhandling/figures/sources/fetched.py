"""What a source gave: the bytes untouched, and what is known of them."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Literal

from samhandling.ground.said import Said

FetchedKind = Literal["px", "json-stat", "json", "csv", "xlsx"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer of a source.

    `data` are the bytes; where a question had to be split, the answers stand in it word for word, in order. `accessed` is when they
    were fetched (UTC), `published` when the source says that the figures were last changed, `next_update` when it promises new ones;
    None where the source does not say. `note` is what a reader should know about how it was fetched.
    """

    data: bytes
    url: str
    accessed: datetime
    kind: FetchedKind
    published: date | datetime | None = None
    next_update: date | datetime | None = None
    licence: str = ""
    producer: str = ""
    note: Said | None = None

    @property
    def sha256(self) -> str:
        """The checksum of the bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()

    @property
    def published_on(self) -> date | None:
        """The day of `published`."""
        return self.published.date() if isinstance(self.published, datetime) else self.published
