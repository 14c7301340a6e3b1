"""The guarded child's beginning when it is asked for a text: the same bounds, another reader."""

import json
import sys

from samhandling.files.child import answer
from samhandling.files.document import stopping as document_stopping
from samhandling.files.document.reading import read_document
from samhandling.files.document.wire import document_lines
from samhandling.files.limits import Limits


def main() -> None:
    """Read the text of the file on standard input as argv says: its name and the limits as JSON."""
    name, limits = sys.argv[-2], Limits(**json.loads(sys.argv[-1]))
    answer(lambda: document_lines(read_document(sys.stdin.buffer.read(), name, limits)), limits, document_stopping)
