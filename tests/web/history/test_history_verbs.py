"""Every verb that the code can record has words: found by reading the code, so that a new one cannot be forgotten."""

import ast
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pytest

import samhandling
from samhandling.office.models import Suggestion
from samhandling.plan.models import Chain, Publication
from samhandling.web.history.verbs import KINDS, VERBS, verb_said

SOURCE = Path(samhandling.__file__).parent
VERB = re.compile(r"[a-z_]+\.[a-z_]+")
TELLS = re.compile(r"\b(record|record_all|Act)\(|\bverb\b|save_changed|save_values")
"""What stands in every file that has anything to do with telling."""

RECORDS = {"record", "record_all", "Act"}
ENDINGS = {
    "suggestion.": {Suggestion.State.TAKEN_UP.value, Suggestion.State.DECLINED.value},
    "chain.": {Chain.State.CONFIRMED.value, Chain.State.DECLINED.value},
    "picture.": set(Publication.State.values),
}
"""What a verb that is put together may end with."""


def strings(node: ast.AST) -> Iterator[str]:
    """Texts in an expression; of one that is put together, every text that it may become."""
    for one in ast.walk(node):
        if isinstance(one, ast.JoinedStr) and isinstance(one.values[0], ast.Constant) and VERB.match(f"{one.values[0].value}x"):
            start = str(one.values[0].value)
            if start.endswith("."):
                assert start in ENDINGS, f"a verb that begins with {start!r} is put together: tell here how it may end"
                yield from (start + end for end in ENDINGS[start])
        elif isinstance(one, ast.Constant) and isinstance(one.value, str) and VERB.fullmatch(one.value):
            yield one.value


def takes_verb(node: ast.AST) -> bool:
    """A function that is told which verb it is to record."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    return any(one.arg == "verb" for one in (*node.args.args, *node.args.kwonlyargs))


def recorders(paths: Iterable[Path]) -> set[str]:
    """Names of all that records, and of what hands a verb on to it."""
    return RECORDS | {
        node.name
        for path in paths
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and takes_verb(node)
    }


def recorded(path: Path, hands: Collection[str]) -> set[str]:
    """Verbs that a file hands to what records, by name or by a constant of its own."""
    tree = ast.parse(path.read_text("utf-8"))
    found: set[str] = set()
    names: dict[str, ast.expr] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            names[node.targets[0].id] = node.value
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            pairs = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
            found |= {text for name, default in pairs if name.arg == "verb" and default for text in strings(default)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in hands:
            for part in (*node.args, *(keyword.value for keyword in node.keywords if keyword.arg in (None, "verb"))):
                found |= set(strings(part))
                found |= set(strings(names[part.id])) if isinstance(part, ast.Name) and part.id in names else set()
    return found


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def every_verb() -> set[str]:
    texts = {path: path.read_text("utf-8") for path in SOURCE.rglob("*.py") if "migrations" not in path.parts}
    rooms = [path for path, text in texts.items() if TELLS.search(text)]
    hands = recorders(rooms)
    return set().union(*(recorded(path, hands) for path in rooms))


def test_every_verb_in_the_code_has_words() -> None:
    found = every_verb()
    assert len(found) > 45, "the reader of the code has lost its eyes"
    assert {"initiative.changed", "suggestion.taken_up", "picture.shared", "suggestion.made_idea", "person.switched_off"} <= found
    assert sorted(found - set(VERBS)) == []


def test_the_words_are_sentences_in_both_languages_and_of_one_act_each() -> None:
    for said in VERBS.values():
        assert said.sv[0].isupper()
        assert said.en[0].isupper()
        assert said.sv != said.en
    assert len({said.sv for said in VERBS.values()}) == len(VERBS)


@pytest.mark.parametrize(
    ("line", "verbs"),
    [
        ('record(by, "egg.laid", "egg", "1")', {"egg.laid"}),
        ('record(by, verb="egg.laid")', {"egg.laid"}),
        ('VERB = "egg.laid"\nrecord(by, VERB)', {"egg.laid"}),
        ('record(by, "egg.on" if on else "egg.off")', {"egg.on", "egg.off"}),
        ('def change(*, verb: str = "egg.changed"): ...', {"egg.changed"}),
        ('record(by, f"chain.{state}")', {"chain.confirmed", "chain.declined"}),
        ('def _save(what, verb): ...\n_save(egg, "egg.saved")', {"egg.saved"}),
        ('open("file.txt")', set()),
    ],
)
def test_the_reader_of_the_code_sees_what_is_recorded(tmp_path: Path, line: str, verbs: set[str]) -> None:
    path = tmp_path / "x.py"
    path.write_text(line, "utf-8")
    assert recorded(path, recorders([path])) == verbs


def test_a_verb_without_words_is_told_as_it_stands() -> None:
    assert "egg.laid" in verb_said("egg.laid").sv


def test_each_kind_of_subject_can_be_asked_for_once() -> None:
    every = [subject for _, subjects in KINDS.values() for subject in subjects]
    assert len(every) == len(set(every))
