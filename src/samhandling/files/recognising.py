"""What sort of file it is: by what it holds, then by what it is called."""

import re

from samhandling.files.tables import Kind
from samhandling.ground.faults import Refused, refusal
from samhandling.ground.said import Said

ZIP = b"PK\x03\x04"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
BOOK_SUFFIXES = (".xlsx", ".xlsm")

_CONTENT = re.compile(rb"[^\xef\xbb\xbf\xff\xfe\x00 \t\r\n]")
_FORMS = Said("en fil som är CSV, XLSX eller JSON", "a file that is CSV, XLSX or JSON")
_SAVE_AS_XLSX = Said(
    "Öppna filen i Excel eller LibreOffice, välj Spara som och typen .xlsx, och läs in den nya filen.",
    "Open the file in Excel or LibreOffice, choose Save as and the type .xlsx, and load the new file.",
)


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of a file with these bytes and this name. Raises Refused where it is none that can be read."""
    suffix = "." + name.rpartition(".")[2].lower() if "." in name else ""
    if not _CONTENT.search(data):
        raise _is_empty()
    if data.startswith(OLE2):
        raise _is_old_or_locked(data)
    if data.startswith(ZIP):
        return "xlsx"
    if suffix in TEXT_SUFFIXES:
        return "csv"
    if suffix == ".json":
        return "json"
    if suffix in BOOK_SUFFIXES:
        raise _is_no_workbook(suffix)
    raise refusal(
        suffix or name,
        _FORMS,
        Said(
            "Spara tabellen som .xlsx eller .csv och läs in den filen.",
            "Save the table as .xlsx or .csv and load that file.",
        ),
    )


def _is_empty() -> Refused:
    return refusal(
        "",
        Said("en fil med innehåll; den här är tom", "a file with content; this one is empty"),
        Said(
            "Kontrollera att rätt fil är vald och att den har hunnit laddas ner helt.",
            "Check that the right file is chosen and that it has been downloaded in full.",
        ),
    )


def _is_old_or_locked(data: bytes) -> Refused:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return refusal(
            "EncryptedPackage",
            Said("en arbetsbok utan lösenord; den här är låst med ett", "a workbook without a password; this one is locked with one"),
            Said(
                "Öppna den i Excel, ta bort lösenordet under Arkiv, Info, Skydda arbetsbok, och spara.",
                "Open it in Excel, remove the password under File, Info, Protect Workbook, and save.",
            ),
        )
    return refusal(
        "OLE2",
        Said(
            "en arbetsbok av typen .xlsx; den här är av den gamla typen .xls, vad den än heter",
            "a workbook of the type .xlsx; this one is of the old type .xls, whatever it is called",
        ),
        _SAVE_AS_XLSX,
    )


def _is_no_workbook(suffix: str) -> Refused:
    return refusal(
        suffix,
        Said(
            f"en arbetsbok; filen heter {suffix} men innehåller något annat, kanske text eller en webbsida",
            f"a workbook; the file is called {suffix} but holds something else, perhaps text or a web page",
        ),
        Said(
            "Är det en textfil, ge den ändelsen .csv. Annars: öppna den i Excel eller LibreOffice och spara som .xlsx.",
            "If it is a text file, give it the ending .csv. Otherwise open it in Excel or LibreOffice and save as .xlsx.",
        ),
    )


def is_other_package(names: frozenset[str], kind_text: str) -> Refused | None:
    """Why a zip file with these members is no workbook of the right sort, or None where it is one."""
    if "xl/workbook.xml" in names:
        return None
    if "xl/workbook.bin" in names:
        read, what = ".xlsb", Said("en arbetsbok av typen .xlsx, inte .xlsb", "a workbook of the type .xlsx, not .xlsb")
    elif kind_text.startswith("application/vnd.oasis.opendocument"):
        read, what = "OpenDocument", Said("en arbetsbok av typen .xlsx, inte .ods", "a workbook of the type .xlsx, not .ods")
    else:
        read, what = "zip", Said("en arbetsbok; det här är ett annat slags zip-fil", "a workbook; this is another sort of zip file")
    return refusal(read, what, _SAVE_AS_XLSX)
