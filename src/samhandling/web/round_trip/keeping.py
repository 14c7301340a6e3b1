"""A workbook between two pages: kept under a random name, and found again by a signed word that only its sender's browser has."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404

from samhandling.files.limits import LIMITS
from samhandling.files.tables import Book
from samhandling.ground.viewer import Viewer
from samhandling.office.home import home
from samhandling.office.jobs.files import forget_upload, uploaded
from samhandling.plan.wizard.looking import open_named
from samhandling.web.importing.receiving import keep

SALT = "samhandling.workbook"
LONGEST_LIFE = timedelta(days=1)
BOUNDS = replace(LIMITS, file_bytes=20_000_000, unpacked_bytes=200_000_000, cells=1_000_000, seconds=30.0)
"""What a workbook of ours may cost at most: the largest that is fetched here has some 100,000 cells."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A workbook that has been sent in."""

    kept: str
    name: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return uploaded(self.kept, home=home())


def keep_sent(file: "UploadedFile[Any]", name: str, *, by: Viewer) -> str:
    """Keep what was sent in; gives the word for the address of its differences."""
    return signing.dumps([keep(file, name), name, _who(by)], salt=SALT)


def found(word: str, *, by: Viewer) -> Sent:
    """The workbook of a word, for whoever sent it in; to everybody else it does not exist."""
    try:
        kept, name, who = signing.loads(word, salt=SALT, max_age=LONGEST_LIFE)
    except (signing.BadSignature, ValueError):
        raise Http404 from None
    sent = Sent(kept, name)
    if who != _who(by) or not sent.path.exists():
        raise Http404
    return sent


def opened(sent: Sent) -> Book:
    """Its sheets, read in the guarded child. Raises Refused: no workbook, damaged, too large or too costly."""
    return open_named(sent.path, sent.name, BOUNDS)


def forget(sent: Sent) -> None:
    """Remove it."""
    forget_upload(sent.kept, home=home())


def _who(by: Viewer) -> str:
    return f"{by.kind.value}:{by.person or ''}:{','.join(sorted(by.actors))}"
