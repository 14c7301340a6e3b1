"""A text on its way in, from anyone: pasted or as a file that is held in memory, read in a guarded child, and let go."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import QueryDict

from samhandling.files.document.limits import DOCUMENT_LIMITS
from samhandling.files.document.opening import read_text
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.office.limits import require_room
from samhandling.web.importing.receiving import name_of
from samhandling.web.office.sender import sender_of
from samhandling.web.request import Request

MOST_BYTES = 20_000_000
MOST_TEXT_BYTES = 700_000
"""Of the text itself, so that a form can carry it on when somebody adjusts the distribution: 300 closely written pages."""

ROOM_FOR_THE_FORM = 1_000_000
MOST_READINGS, MOST_FILES, WITHIN = 240, 40, timedelta(hours=1)
LIMITS = replace(DOCUMENT_LIMITS, file_bytes=MOST_BYTES, unpacked_bytes=150_000_000, seconds=20.0)


class Held(FileUploadHandler):
    """Keeps a file in memory only, and stops at the first that would be too large."""

    length = 0

    def handle_raw_input(self, input_data: Any, META: dict[str, str], content_length: int, boundary: str, encoding: Any = None) -> None:  # noqa: N803 (Django's name)
        """Learn how long the whole request is."""
        self.length = content_length

    def new_file(self, *args: Any, **words: Any) -> None:
        """Begin a file, or let the rest of the request run past unread."""
        super().new_file(*args, **words)
        if self.length > MOST_BYTES + ROOM_FOR_THE_FORM:
            raise StopUpload
        self.held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Hold it."""
        self.held.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        """The whole file."""
        self.held.seek(0)
        return InMemoryUploadedFile(self.held, self.field_name, self.file_name or "", self.content_type or "", file_size, self.charset)


def text_of(request: Request) -> str:
    """What was pasted, and under it what stands in the file. Raises Refused: nothing, too much, too often, a file that cannot be read."""
    require_room(f"check:{sender_of(request)}", most=MOST_READINGS, within=WITHIN)
    return sent_text(request, "fil", lambda: require_room(f"check-file:{sender_of(request)}", most=MOST_FILES, within=WITHIN))


def sent_text(request: Request, field: str, before_file: Callable[[], None]) -> str:
    """The text of a form, and under it that of the file in `field`; `before_file` may refuse before it is read. Raises Refused."""
    request.upload_handlers = [Held(request)]
    try:
        pasted, file = request.POST.get("text", ""), request.FILES.get(field)
    except RequestDataTooBig:
        raise _refused("text", *_TOO_LONG) from None
    if isinstance(file, UploadedFile):
        before_file()
        parts = [pasted, _in_file(file, field)]
    elif int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise _too_large(field)
    else:
        parts = [pasted]
    text = "\n\n".join(part for part in map(_tidy, parts) if part)
    if not text:
        expected = Said("Det finns ingen text att läsa.", "There is no text to read.")
        raise _refused("text", expected, Said("Klistra in en text eller välj en fil.", "Paste a text or choose a file."))
    if len(text.encode()) > MOST_TEXT_BYTES:
        raise _refused("text", *_TOO_LONG)
    return text


def posted(request: Request) -> QueryDict:
    """What the form holds; nothing where it was too much to be read."""
    try:
        return request.POST
    except RequestDataTooBig:
        return QueryDict()


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", " ").strip()


def _in_file(file: "UploadedFile[Any]", field: str) -> str:
    if (file.size or 0) > MOST_BYTES:
        raise _too_large(field)
    try:
        return read_text(file.read(), name_of(file.name or ""), LIMITS).text
    except Refused as refused:
        raise Refused([Fault(Location(column=field), one.read, _sentence(one.expected), one.way_out) for one in refused.faults]) from None


def _sentence(said: Said) -> Said:
    """What was expected as a sentence of its own: a capital first, a full stop last."""
    return Said(*(f"{text[:1].upper()}{text[1:]}".rstrip(".") + "." for text in (said.sv, said.en)))


_TOO_LONG = (
    Said("Texten är längre än vi läser här, ungefär 300 sidor.", "The text is longer than we read here, about 300 pages."),
    Said("Klistra in sammanfattningen eller det avsnitt som det gäller.", "Paste the summary or the section that it is about."),
)


def _too_large(field: str) -> Refused:
    most = MOST_BYTES // 1_000_000
    return _refused(
        field,
        Said(f"Filen är för stor; den får vara högst {most} MB.", f"The file is too large; it may be {most} MB at most."),
        Said("Klistra in texten i stället.", "Paste the text instead."),
    )


def _refused(field: str, expected: Said, way_out: Said) -> Refused:
    return Refused([Fault(Location(column=field), "", expected, way_out)])
