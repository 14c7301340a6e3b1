"""What and why, and who may see it: a form's texts that are stored nearly as they are written."""

from samhandling.ground.said import Said
from samhandling.plan.rules.form.reader import Reader
from samhandling.plan.rules.form.texts import Around, Reading, Texts, many, one
from samhandling.plan.rules.plain import Plain
from samhandling.plan.rules.record import Kind, Openness


def what_texts(values: Plain, around: Around) -> Texts:
    """The fields of what and why."""
    return {
        **{name: (values[name],) for name in ("title", "purpose_sv", "purpose_en", "kind", "note")},
        "target_groups": ("\n".join(values["target_groups"]),),
    }


def read_title(texts: Texts, before: Plain, around: Around, into: Reading) -> None:
    """The name; a line break in it is a space."""
    into.values["title"] = " ".join(one(texts, "title").split())


def read_text(name: str) -> Reader:
    """A text that is stored as it is written."""

    def read(texts: Texts, before: Plain, around: Around, into: Reading) -> None:
        into.values[name] = one(texts, name)

    return read


def read_kind(texts: Texts, before: Plain, around: Around, into: Reading) -> None:
    """The kind, one of those that there are."""
    into.values["kind"] = _chosen(texts, "kind", [kind.value for kind in Kind], into)


def read_target_groups(texts: Texts, before: Plain, around: Around, into: Reading) -> None:
    """The target groups, one a line."""
    lines = [line.strip() for text in many(texts, "target_groups") for line in text.split("\n")]
    into.values["target_groups"] = list(dict.fromkeys(filter(None, lines)))
    if len(into.values["target_groups"]) > MOST_LINES:
        expected = Said(f"Högst {MOST_LINES} målgrupper.", f"At most {MOST_LINES} target groups.")
        into.wrong("target_groups", "", expected, Said("Slå ihop några av dem.", "Put some of them together."))


MOST_LINES = 50


def openness_texts(values: Plain, around: Around) -> Texts:
    """The field of who may see it."""
    return {"openness": (values["openness"],)}


def read_openness(texts: Texts, before: Plain, around: Around, into: Reading) -> None:
    """How far it may be shown."""
    into.values["openness"] = _chosen(texts, "openness", [level.value for level in Openness], into)


def _chosen(texts: Texts, name: str, among: list[str], into: Reading) -> str:
    text = one(texts, name)
    if text not in among:
        expected = Said("Ett av alternativen i listan.", "One of the choices in the list.")
        into.wrong(name, text, expected, Said("Välj ett av dem.", "Choose one of them."))
        return among[0]
    return text
