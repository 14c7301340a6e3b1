"""The shape of whatever reads a group of fields of a form."""

from typing import Protocol

from samhandling.plan.rules.form.texts import Around, Reading, Texts
from samhandling.plan.rules.plain import Plain


class Reader(Protocol):
    """Reads a group's texts into plain values. `before` is what the form was opened with."""

    def __call__(self, texts: Texts, before: Plain, around: Around, into: Reading) -> None:
        """Put values and faults into `into`."""
