"""Which model a text was read with, in a sentence."""

from samhandling.assessment.rules.answer import Assessment
from samhandling.ground.said import Said


def read_with(answer: Assessment) -> Said:
    """The version of the model that was in use; that there was none."""
    if not answer.model:
        return Said("Läst utan inlärd modell.", "Read without a fitted model.")
    return Said(f"Läst med modellen {answer.model}.", f"Read with model {answer.model}.")
