"""What sort of file of figures it is, by what it holds and never by its name."""

import codecs
import re
from typing import Literal

_WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_BLANKS = b" \t\r\n"
_PX = re.compile(rb'[A-Za-z][A-Za-z0-9-]*\s*(?:\[[^\]"\n]*\])?\s*(?:\([^\n]*?\))?\s*=')
_SAMPLE_BYTES = 4_096


def kind_of_figures(start: bytes) -> Literal["px", "json-stat", "table"]:
    """PX begins with a keyword and "=", JSON with a bracket; anything else may be a table (CSV or XLSX)."""
    sample = start[:_SAMPLE_BYTES]
    for mark, codec in _WIDE.items():
        if sample.startswith(mark):
            sample = sample[: len(sample) // 2 * 2].decode(codec, "replace").encode()
    sample = sample.removeprefix(codecs.BOM_UTF8).lstrip(_BLANKS)
    if sample[:1] in (b"{", b"["):
        return "json-stat"
    return "px" if _PX.match(sample) else "table"
