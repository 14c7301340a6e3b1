"""Getting a file: from an address that does not change, or from a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from samhandling.figures.sources.fetched import Fetched, FetchedKind
from samhandling.figures.sources.fetching import Clock, SystemClock, Web
from samhandling.files.limits import LIMITS
from samhandling.ground.faults import Location, Refused, refusal
from samhandling.ground.said import Said

_KINDS: Mapping[str, FetchedKind] = {
    "csv": "csv",
    "tsv": "csv",
    "txt": "csv",
    "xlsx": "xlsx",
    "xlsm": "xlsx",
    "px": "px",
    "json": "json-stat",
    "js": "json-stat",
}


@dataclass(frozen=True, slots=True)
class Declared:
    """What is known of a file but does not stand in it. `address`: where a person finds it. `kind`: "" to go by its name."""

    producer: str
    licence: str = ""
    address: str = ""
    published: date | None = None
    next_update: date | None = None
    kind: FetchedKind | None = None


def fetch_file(web: Web, url: str, declared: Declared, *, max_age: timedelta = timedelta(0)) -> Fetched:
    """The file at `url`. Its day of publication is the declared one, else when the server says that it was changed. Raises FetchFailed."""
    answer = web.get(url, max_age=max_age)
    name = answer.url.split("?", 1)[0].rsplit("/", 1)[-1]
    changed = declared.published or _moment(answer.headers.get("last-modified"))
    kind = declared.kind or _kind(name, url)
    return Fetched(answer.body, url, answer.accessed, kind, changed, declared.next_update, declared.licence, declared.producer)


def open_file(path: Path, declared: Declared, clock: Clock | None = None) -> Fetched:
    """The file that a person has. Raises Refused: not there, too large, of a kind that we cannot read."""
    kind = declared.kind or _kind(path.name, path.name)
    try:
        if path.stat().st_size > LIMITS.file_bytes:
            most = LIMITS.file_bytes // 1_000_000
            raise refusal(
                path.name,
                Said(f"en fil på högst {most} MB", f"a file of at most {most} MB"),
                Said("Dela upp filen i flera.", "Split the file into several."),
                Location(file=path.name),
            )
        data = path.read_bytes()
    except OSError as error:
        raise refusal(
            error.strerror or str(error),
            Said("en fil som går att öppna", "a file that can be opened"),
            Said("Kontrollera sökvägen och att du har rätt att läsa filen.", "Check the path, and that you may read the file."),
            Location(file=path.name),
        ) from None
    accessed = (clock or SystemClock()).now()
    address = declared.address or path.name
    return Fetched(data, address, accessed, kind, declared.published, declared.next_update, declared.licence, declared.producer)


def _kind(name: str, file: str) -> FetchedKind:
    suffix = name.rpartition(".")[2].lower()
    if suffix not in _KINDS:
        raise _unknown(suffix, file)
    return _KINDS[suffix]


def _unknown(suffix: str, file: str) -> Refused:
    return refusal(
        suffix,
        Said("en fil som är CSV, XLSX, PX eller JSON-stat", "a file that is CSV, XLSX, PX or JSON-stat"),
        Said("Ange i deklarationen vilket slag av fil det är.", "State in the declaration what kind of file it is."),
        Location(file=file),
    )


def _moment(header: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(header) if header else None
    except ValueError:
        return None
