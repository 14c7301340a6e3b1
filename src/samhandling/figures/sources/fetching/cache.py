"""Answers kept on disk, so that a source is not asked twice for what has not changed.

Two files an answer: `<key>-<checksum>.body` and `<key>.json` that names it. Each is written under another name and then renamed, so
an answer is there whole or not at all; a body that does not match its checksum counts as not there.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

_KEPT_HEADERS = ("content-type", "etag", "last-modified", "date")


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer from the disk. `accessed` is when it was fetched or last found unchanged."""

    url: str
    accessed: datetime
    headers: Mapping[str, str]
    body: bytes


class DiskCache:
    """Answers in a folder. When they take more than `most_bytes` together, the oldest go."""

    def __init__(self, folder: Path, most_bytes: int = 2_000_000_000) -> None:
        self.folder = folder
        self._most_bytes = most_bytes

    def find(self, key: str) -> Kept | None:
        """The answer kept under `key`, whole; None where there is none."""
        try:
            note = json.loads((self.folder / f"{key}.json").read_text("utf-8"))
            body = (self.folder / str(note["body"])).read_bytes()
            accessed = datetime.fromisoformat(note["accessed"])
            headers = {str(name): str(value) for name, value in note["headers"].items()}
            whole = sha256(body).hexdigest() == note["sha256"] and accessed.tzinfo is not None
            return Kept(str(note["url"]), accessed, headers, body) if whole else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def keep(self, key: str, kept: Kept) -> None:
        """Keep an answer under `key` instead of any earlier one. A full or missing disk costs only the copy, never the answer."""
        checksum = sha256(kept.body).hexdigest()
        body = f"{key}-{checksum[:16]}.body"
        note = {
            "url": kept.url,
            "accessed": kept.accessed.isoformat(),
            "headers": {name: value for name, value in kept.headers.items() if name in _KEPT_HEADERS},
            "body": body,
            "sha256": checksum,
        }
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            earlier = set(self.folder.glob(f"{key}-*.body")) - {self.folder / body}
            self._write(self.folder / body, kept.body)
            self._write(self.folder / f"{key}.json", json.dumps(note, ensure_ascii=False).encode())
            for path in earlier:
                path.unlink(missing_ok=True)
            self._make_room(self.folder / body)

    def _write(self, path: Path, data: bytes) -> None:
        with NamedTemporaryFile(dir=self.folder, prefix=".", delete=False) as file:
            unfinished = Path(file.name)
            try:
                file.write(data)
                file.close()
                unfinished.replace(path)
            except OSError:
                unfinished.unlink(missing_ok=True)
                raise

    def _make_room(self, newest: Path) -> None:
        bodies = sorted(((path.stat().st_mtime, path.stat().st_size, path) for path in self.folder.glob("*.body")), reverse=True)
        left = self._most_bytes
        for _, size, path in bodies:
            left -= size
            if left < 0 and path != newest:
                path.unlink(missing_ok=True)
                (self.folder / f"{path.name.rpartition('-')[0]}.json").unlink(missing_ok=True)


def key_of(method: str, url: str, content: bytes = b"") -> str:
    """The key of a question: the same question has the same key."""
    return sha256(b"\0".join((method.encode(), url.encode(), content))).hexdigest()[:40]
