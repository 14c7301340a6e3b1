"""What one region's whole reading costs in the product, from a kept cube: CPU milliseconds, the first page and the ones after it.

Usage: python bench/economy_page.py [REGIONS_LEVEL: 04 or 0480 ...]; the home is a temporary one. 290 municipalities × 800 industries × 15 years.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
os.environ["SAMHANDLING_HOME"] = tempfile.mkdtemp()
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from economy_cube import codes, invented
from samhandling.cli.main import start


def main() -> None:
    """Keep an invented cube, and read places from it."""
    start()
    from samhandling.economy import Classification, cube_from_array
    from samhandling.figures.business import keeping
    from samhandling.figures.business.making import Made
    from samhandling.figures.business.making_nation import counties_from
    from samhandling.figures.business.picking import Picked
    from samhandling.figures.business.reading import reading_of
    from samhandling.figures.business.shapes import Source
    from samhandling.ground.places import NATION, municipalities_of
    from samhandling.ground.viewer import VISITOR

    regions = list(municipalities_of(NATION))
    cells = invented(len(regions), 800, 15)
    kind = Classification("SNI 2007", "detail")
    cube = cube_from_array(cells, regions=regions, industries=codes(800), years=list(range(2007, 2022)), classification=kind)
    cubes = {"municipality": cube, **counties_from(cube)}
    kept = keeping.keep(Made(cubes, {}, "detail", dict.fromkeys(cubes, True)))
    begins = time.process_time()
    picked = Picked(keeping.kept(kept), Source("", "", "", None, None, True, None))
    print(f"file into memory: {1000 * (time.process_time() - begins):.0f} ms")
    for place in sys.argv[1:] or ["0480", "0480", "0484", "0486", "04", "05"]:
        begins = time.process_time()
        reading_of(picked, place, None, None, VISITOR)
        print(f"{place}: {1000 * (time.process_time() - begins):.1f} ms")


if __name__ == "__main__":
    main()
