"""What is shipped: whole, equal to its material where facts are concerned, and in words of its own."""

import json
import re
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from samhandling.language.text import fold
from samhandling.strategy.rules.check import check
from samhandling.strategy.rules.document import StrategyDocument, schema_text
from samhandling.strategy.rules.shipped import read_shipped, shipped_frameworks, shipped_ids, shipped_text

STRATEGY = "sormland-naringsliv-2022"
LONGEST_SHARED_RUN = 5


@pytest.mark.parametrize("code", shipped_ids())
def test_it_ships_no_file_with_faults_and_every_link_leads_somewhere(code: str) -> None:
    document = check(shipped_text(code), f"{code}.toml", frameworks=shipped_frameworks())
    assert document.id == code
    linked = {link.framework for holder in (*document.nodes, *document.prerequisites) for link in holder.links}
    assert linked <= set(shipped_ids())


@pytest.mark.parametrize("code", shipped_ids())
def test_it_ships_every_name_in_both_languages(code: str) -> None:
    assert [entry.id for entry in read_shipped(code).entries() if not entry.name.en] == []


def test_the_committed_schema_is_current() -> None:
    committed = files("samhandling.strategy").joinpath("strategy.schema.json").read_text("utf-8")
    assert committed == schema_text(), "write it anew: samhandling strategy schema > src/samhandling/strategy/strategy.schema.json"


def test_it_ships_the_strategy_in_full() -> None:
    document = read_shipped(STRATEGY)
    assert [node.id for node in document.nodes if node.level == "area"] == ["1", "2", "3"]
    assert all(node.goal and node.goal.en for node in document.nodes if node.level == "area")
    assert [node.id for node in document.focus_areas] == [f"1.{n}" for n in (1, 2, 3)] + [f"2.{n}" for n in range(1, 7)] + [
        f"3.{n}" for n in range(1, 6)
    ]
    assert all(node.summary and node.summary.en for node in document.focus_areas)
    assert all(
        3 <= len(node.aspects) <= 6 and all(aspect.id.startswith(f"{node.id}.") for aspect in node.aspects) for node in document.focus_areas
    )
    assert len(document.prerequisites) == 7
    assert [part.sv for part in document.models[0].parts] == ["boende", "hälsa", "arbete", "utbildning", "näringsliv"]
    assert [step.id for step in document.steps] == ["samtal", "samsyn", "samarbete", "samhandling"]
    assert [role.id for role in document.roles] == ["facilitate", "knowledge", "finance", "advise", "educate", "communicate", "evaluate"]


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("sormlandsstrategin", 5),
        ("nationell-strategi-2021-2030", 4),
        ("agenda-2030", 17),
        ("oms-smart-specialisering", 4),
        ("smart-specialisering-sormland", 3),
    ],
)
def test_it_ships_the_frameworks_that_the_strategy_is_tied_to(code: str, count: int) -> None:
    assert len(read_shipped(code).focus_areas) == count
    linked = {link.framework for node in read_shipped(STRATEGY).nodes for link in node.links}
    assert code in linked


def test_the_wording_of_the_chapter_is_the_name_and_that_of_the_figure_an_alias() -> None:
    nodes = {node.id: node for node in read_shipped(STRATEGY).nodes}
    assert nodes["1.3"].name.sv == "Främja energiomställning och stabil energiförsörjning"
    assert "Främja trygg energiförsörjning och effektiv energianvändning" in nodes["1.3"].aliases
    assert "Sörmland har ett internationellt konkurrenskraftigt och växande näringsliv" in nodes["2"].aliases
    assert "Sörmland möter näringslivets kompetensbehov" in nodes["3"].aliases


def source_words(shared: Path) -> list[str]:
    text = (shared / "source" / "naringslivsstrategi-sormland-2022.txt").read_text("utf-8")
    return fold(re.sub(r"-\s*\n\s*", "", text)).split()


def test_its_aspects_are_those_of_the_material(shared: Path) -> None:
    listed = {}
    for line in (shared / "data" / "aspects.md").read_text("utf-8").splitlines():
        if found := re.match(r"- (\d\.\d) (.+)", line):
            listed[found.group(1)] = [part.strip() for part in found.group(2).split("·")]
    assert {node.id: [aspect.sv for aspect in node.aspects] for node in read_shipped(STRATEGY).focus_areas} == listed


def test_its_names_and_goals_stand_in_the_source(shared: Path) -> None:
    source = " ".join(source_words(shared))
    document = read_shipped(STRATEGY)
    names = [node.name.sv for node in (*document.nodes, *document.prerequisites)]
    goals = [node.goal.sv for node in document.nodes if node.goal]
    questions = [step.question.sv for step in document.steps if step.id != "samarbete"]  # the figure breaks this one in two
    assert [text for text in (*names, *goals, *questions) if fold(text) not in source] == []


def own_texts(document: StrategyDocument) -> list[str]:
    holders = (*document.nodes, *document.prerequisites, *document.models)
    texts = [holder.summary.sv for holder in holders if holder.summary]
    return [*texts, *(text.sv for text in (*document.bound, *document.guided)), *([document.note.sv] if document.note else [])]


def runs(words: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


@pytest.mark.parametrize("code", shipped_ids())
def test_its_summaries_share_no_run_of_six_words_with_the_source(code: str, shared: Path) -> None:
    source = runs(source_words(shared), LONGEST_SHARED_RUN + 1)
    assert [
        " ".join(run) for text in own_texts(read_shipped(code)) for run in runs(fold(text).split(), LONGEST_SHARED_RUN + 1) & source
    ] == []


def test_the_search_for_shared_runs_finds_one(shared: Path) -> None:
    words = source_words(shared)
    assert runs(words[1000:1010], LONGEST_SHARED_RUN + 1) <= runs(words, LONGEST_SHARED_RUN + 1)


@pytest.mark.parametrize(
    ("code", "key", "names"),
    [
        ("sormlandsstrategin", "sormlandsstrategin_nu", "priorities"),
        ("nationell-strategi-2021-2030", "nationell_strategi_2021_2030", "areas"),
        ("oms-smart-specialisering", "erdf_oms_2021_2027_challenges", "challenges"),
    ],
)
def test_every_wording_of_the_material_leads_to_one_node(code: str, key: str, names: str, shared: Path) -> None:
    wordings = json.loads((shared / "data" / "strategy_structures.json").read_text("utf-8"))[key][names]
    found = [
        [node.id for node in read_shipped(code).nodes if fold(wording) in map(fold, (node.name.sv, *node.aliases))] for wording in wordings
    ]
    assert all(len(ids) == 1 for ids in found)
    assert len({ids[0] for ids in found}) == len(wordings)


def test_its_indicators_are_those_of_the_material(shared: Path) -> None:
    """Every Kolada id is written out in the map, alone or within a range or a list that shares its beginning."""
    text = (shared / "data" / "indicator_map.md").read_text("utf-8")
    known = set(re.findall(r"[NU]\d{5}", text))
    for first, last in re.findall(r"([NU]\d{5})–[NU]?(\d{1,5})", text):
        known |= {f"{first[0]}{number:05d}" for number in range(int(first[1:]), int(first[1:][: 5 - len(last)] + last) + 1)}
    for first, rest in re.findall(r"([NU]\d{5})(?:–\d+)?((?:[/,]\d{1,2})+)", text):
        known |= {first[: 6 - len(part)] + part for part in re.split("[/,]", rest) if part}
    own = [name.removeprefix("kolada:") for node in read_shipped(STRATEGY).nodes for name in node.indicators if name.startswith("kolada:")]
    assert sorted(set(own) - known) == []


def test_nodes_stand_in_the_order_of_their_ids() -> None:
    ids = [node.id for node in read_shipped(STRATEGY).nodes]
    assert all(one < other for one, other in pairwise(ids))
