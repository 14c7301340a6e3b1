"""The pages under load: 10,000 initiatives, 1,000 actors, the server that `samhandling serve` starts, on loopback.

Run: python bench/pages.py [INITIATIVES] [SECONDS]
Makes a home of its own, loads the shipped strategy and an invented portfolio, starts two workers, warms each page once in each, then
asks with 8 concurrent readers, and with 100 readers who take a page every five seconds. Prints the median and p95 in milliseconds.
"""

import asyncio
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median, quantiles

HERE = Path(__file__).resolve().parent
DAY = "dag=2018-06-30"
PAGES = {
    "start": f"/?{DAY}",
    "focus area": f"/insatsomrade/2.2?{DAY}",
    "list": f"/insatser?{DAY}",
    "search": f"/insatser?{DAY}&sok=kompetens",
    "initiative": f"/insatser/P0000001?{DAY}",
}


def prepare(home: Path, initiatives: int) -> dict[str, str]:
    """A home with the strategy and an invented portfolio."""
    environment = {**os.environ, "SAMHANDLING_HOME": str(home)}
    file = home / "portfolio.csv"
    subprocess.run([sys.executable, str(HERE / "portfolio_file.py"), str(initiatives), str(file)], check=True, env=environment)
    command = [str(Path(sys.executable).with_name("samhandling"))]
    subprocess.run(
        [*command, "strategy", "load", "sormland-naringsliv-2022", "--frameworks"], check=True, env=environment, stdout=subprocess.DEVNULL
    )
    subprocess.run([*command, "portfolio", "import", str(file)], check=True, env=environment, stdout=subprocess.DEVNULL)
    return environment


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


async def fetch(port: int, path: str) -> tuple[int, float, int]:
    """(status, seconds, bytes) of one page over a connection of its own."""
    begun = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
    await writer.drain()
    answer = await reader.read()
    writer.close()
    return int(answer.split(b" ", 2)[1]), time.perf_counter() - begun, len(answer)


async def together(port: int, readers: int, seconds: float, pause: float) -> dict[str, list[tuple[int, float, int]]]:
    """`readers` at once, each taking pages in turn until the time is up."""
    found: dict[str, list[tuple[int, float, int]]] = defaultdict(list)
    end = time.perf_counter() + seconds

    async def read(dice: random.Random) -> None:
        await asyncio.sleep(dice.random() * pause)
        while time.perf_counter() < end:
            name = dice.choice(list(PAGES))
            found[name].append(await fetch(port, PAGES[name]))
            if pause:
                await asyncio.sleep(pause)

    await asyncio.gather(*(read(random.Random(number)) for number in range(readers)))
    return found


def show(title: str, found: dict[str, list[tuple[int, float, int]]]) -> None:
    """A line for each page."""
    print(title)
    for name in PAGES:
        times = [seconds * 1000 for _, seconds, _ in found[name]]
        wrong = sum(status != 200 for status, _, _ in found[name])
        if len(times) > 1:
            print(
                f"  {name:<11} n {len(times):>5}  median {median(times):7.1f} ms  p95 {quantiles(times, n=20)[-1]:7.1f} ms  "
                f"{found[name][0][2] / 1000:6.1f} kB  errors {wrong}"
            )


def main(initiatives: int = 10_000, seconds: float = 20) -> None:
    """Prepare, start, ask."""
    with tempfile.TemporaryDirectory() as folder:
        environment = prepare(Path(folder), initiatives)
        port = free_port()
        server = subprocess.Popen(
            [str(Path(sys.executable).with_name("samhandling")), "serve", "--port", str(port), "--workers", "2", "--no-work"],
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        try:
            for _ in range(100):
                try:
                    asyncio.run(fetch(port, "/tema.css"))
                    break
                except OSError:
                    time.sleep(0.1)
            for name, path in PAGES.items():
                for _ in range(6):
                    status, taken, _ = asyncio.run(fetch(port, path))
                    if status != 200:
                        raise SystemExit(f"{name} {path}: {status}")
                print(f"warm {name}: {taken * 1000:.0f} ms")
            show("8 readers at once", asyncio.run(together(port, 8, seconds, 0)))
            show("100 readers, a page every 5 s each", asyncio.run(together(port, 100, seconds, 5)))
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
