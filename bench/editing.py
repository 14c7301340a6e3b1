"""Thirty editors at once: each reads an initiative, changes it and saves, through the API of the server that `samhandling serve` starts.

Run: python bench/editing.py [INITIATIVES] [EDITORS] [SECONDS] [PAUSE]
Makes a home of its own with an invented portfolio, a person and a token for each editor, starts two workers. Every editor pauses
for PAUSE seconds between two saves, half more or less (5: as the readers of pages.py; 2: in a great hurry). Prints the median and p95 of reading and saving in milliseconds, and how many saves were refused.
"""

import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median, quantiles

from pages import free_port, prepare

TOKENS = """
import django
django.setup()
from samhandling.ground.viewer import OPERATOR, Role, Viewer, ViewerKind
from samhandling.people.actions import add_person
from samhandling.people.keys import make_token
for number in range({editors}):
    person = add_person(f"e{{number}}@example.se", f"ett langt losenord {{number}}", role=Role.STRATEGIST, name=f"E{{number}}", by=OPERATOR)
    viewer = Viewer(ViewerKind.PERSON, person=person, roles=frozenset({{Role.STRATEGIST}}))
    print(make_token("bench", days=1, may_write=True, by=viewer))
"""


def edit(port: int, token: str, code: str, until: float, pause: float, dice: random.Random) -> list[tuple[float, float, int]]:
    """(seconds to read, seconds to save, status) of each save of one editor but the first, which finds the server cold."""
    found = []
    while time.perf_counter() < until:
        time.sleep(dice.uniform(0.5 * pause, 1.5 * pause))
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        begun = time.perf_counter()
        line.request("GET", f"/api/v1/initiatives/{code}", headers=headers)
        answer = line.getresponse()
        answer.read()
        read = time.perf_counter()
        body = json.dumps({"note": f"sparat {time.time()}"})
        line.request("PATCH", f"/api/v1/initiatives/{code}", body, {**headers, "If-Match": answer.headers["ETag"]})
        saved = line.getresponse()
        saved.read()
        found.append((read - begun, time.perf_counter() - read, saved.status))
        line.close()
    return found[1:]


def main(initiatives: int = 10_000, editors: int = 30, seconds: float = 40, pause: float = 5) -> None:
    """Prepare, start, edit."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**prepare(Path(folder), initiatives), "DJANGO_SETTINGS_MODULE": "samhandling.web.settings"}
        made = subprocess.run(
            [sys.executable, "-c", TOKENS.format(editors=editors)], check=True, env=environment, capture_output=True, text=True
        )
        tokens, port = made.stdout.split(), free_port()
        command = [str(Path(sys.executable).with_name("samhandling")), "serve", "--port", str(port), "--workers", "2", "--no-work"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as server:
            time.sleep(8)
            until = time.perf_counter() + seconds
            with ThreadPoolExecutor(editors) as pool:
                work = [
                    pool.submit(edit, port, token, f"P{number + 1:07}", until, pause, random.Random(number))
                    for number, token in enumerate(tokens)
                ]
            found = [one for done in work for one in done.result()]
            server.terminate()
    for name, times in (("read", [one[0] for one in found]), ("save", [one[1] for one in found])):
        print(f"{name}: n {len(times)}  median {median(times) * 1000:.0f} ms  p95 {quantiles(times, n=20)[-1] * 1000:.0f} ms")
    print(f"not 200: {sum(one[2] != 200 for one in found)}")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samhandling.web.settings")
    main(*(int(argument) for argument in sys.argv[1:]))
