"""The notebook of the guide: its cells run from first to last and give what stands beside them."""

import json
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "docs" / "economy.ipynb"
MAKER = ROOT / "bench" / "economy_notebook.py"


@pytest.fixture(scope="module")
def maker() -> Any:
    spec = spec_from_file_location("economy_notebook", MAKER)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["economy_notebook"] = module
    spec.loader.exec_module(module)
    return module


def test_its_cells_run_and_give_what_stands_beside_them(maker: Any) -> None:
    cells = [cell for cell in json.loads(NOTEBOOK.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    given = maker.run(["".join(cell["source"]) for cell in cells])
    assert given == [cell["outputs"] for cell in cells]


def test_it_ends_in_figures_that_say_they_are_generated() -> None:
    text = NOTEBOOK.read_text("utf-8")
    outputs = [output for cell in json.loads(text)["cells"] for output in cell.get("outputs", [])]
    pictures = [output["data"]["image/svg+xml"][0] for output in outputs if "data" in output]
    assert len(pictures) == 2
    assert all(picture.startswith("<svg") and "generated figures" in picture for picture in pictures)
    assert "true of no county" in text


def test_it_has_the_cells_that_its_maker_has(maker: Any) -> None:
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    assert [(cell["cell_type"], "".join(cell["source"])) for cell in cells] == [(kind, text.strip()) for kind, text in maker.CELLS]
