"""A file on its way in: how large it may be, who may send one at all, and under which name it is kept."""

import re
import unicodedata
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.ground.viewer import ViewerKind
from samhandling.office.home import home
from samhandling.office.jobs.files import keep_upload
from samhandling.web.request import Request

ROOM_FOR_THE_FORM = 1_000_000
LONGEST_NAME = 120
PIECE = 256 * 1024
_ENDING = re.compile(r"[a-z0-9]{1,5}")


class Bounded(FileUploadHandler):
    """Stands before Django's own handlers: a file that is too large, or comes from somebody unknown, is never written to the disk."""

    length = 0

    def handle_raw_input(self, input_data: Any, META: dict[str, str], content_length: int, boundary: str, encoding: Any = None) -> None:  # noqa: N803 (Django's name)
        """Learn how long the whole request is."""
        self.length = content_length

    def new_file(self, *args: Any, **words: Any) -> None:
        """Let the file through, or past."""
        super().new_file(*args, **words)
        viewer = getattr(self.request, "viewer", None)
        if viewer is None or viewer.kind is ViewerKind.VISITOR or self.length > settings.UPLOAD_BYTES + ROOM_FOR_THE_FORM:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand it on to the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        """The next handler has the file."""
        return None


def received(request: Request, field: str) -> "tuple[UploadedFile[Any], str]":
    """The file that was sent in a field, and its name. Raises Refused: none, an empty one, one that is too large."""
    file = request.FILES.get(field)
    if isinstance(file, UploadedFile):
        size = file.size or 0
        if size > settings.UPLOAD_BYTES:
            raise _too_large(field)
        if size == 0:
            said = Said("Filen är tom.", "The file is empty.")
            raise _refused(field, said, Said("Spara den på nytt och välj den igen.", "Save it anew and choose it again."))
        return file, name_of(file.name or "")
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.UPLOAD_BYTES:
        raise _too_large(field)
    raise _refused(
        field,
        Said("Du har inte valt någon fil.", "You have chosen no file."),
        Said("Välj filen med din lista.", "Choose the file with your list."),
    )


def _too_large(field: str) -> Refused:
    most = settings.UPLOAD_BYTES // 1_000_000
    return _refused(
        field,
        Said(f"Filen är för stor; den får vara högst {most} MB.", f"The file is too large; it may be {most} MB at most."),
        Said("Dela upp filen, eller ta bort det som inte ska läsas in.", "Split the file, or take away what is not to be read in."),
    )


def _refused(field: str, expected: Said, way_out: Said) -> Refused:
    return Refused([Fault(Location(column=field), "", expected, way_out)])


def name_of(told: str) -> str:
    """The name to show: the last part of a path, without signs that cannot be seen, of bearable length."""
    last = re.split(r"[/\\]", told)[-1]
    seen = "".join(letter for letter in unicodedata.normalize("NFC", last) if unicodedata.category(letter)[0] != "C")
    seen = " ".join(seen.split())
    if len(seen) > LONGEST_NAME:
        stem, dot, ending = seen.rpartition(".")
        seen = f"{stem[: LONGEST_NAME - 1 - len(ending)]}.{ending}" if dot and len(ending) < 10 else seen[:LONGEST_NAME]
    return seen or "fil"


def keep(file: "UploadedFile[Any]", name: str) -> str:
    """Keep the file under a random name, which is given. Raises Refused: too large."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    pieces = file.chunks(PIECE)
    return keep_upload(pieces, home=home(), ending=ending if _ENDING.fullmatch(ending) else "", most_bytes=settings.UPLOAD_BYTES)
