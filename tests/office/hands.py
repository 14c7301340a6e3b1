"""Another process of the product, for tests: orders jobs, works, counts. Its work writes events, which the test counts."""

import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "samhandling.web.settings"
import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from samhandling.cli.failing import refusal_of  # noqa: E402
from samhandling.ground.faults import Refused  # noqa: E402
from samhandling.ground.viewer import OPERATOR  # noqa: E402
from samhandling.office import limits  # noqa: E402
from samhandling.office.actions import record  # noqa: E402
from samhandling.office.backup.making import make_backup  # noqa: E402
from samhandling.office.backup.restore import restore  # noqa: E402
from samhandling.office.jobs.ordering import cancel, enqueue  # noqa: E402
from samhandling.office.jobs.registry import job  # noqa: E402
from samhandling.office.jobs.running import Running  # noqa: E402
from samhandling.office.jobs.worker import Pace, Worker  # noqa: E402
from samhandling.office.outbox.sending import Postman, way_out_now  # noqa: E402
from samhandling.office.outbox.writing import Message, post  # noqa: E402

HOME = Path(os.environ["SAMHANDLING_HOME"])


def effect(running: Running, verb: str = "test.effect") -> None:
    """What the work leaves behind, and `done`, in one transaction."""
    with transaction.atomic():
        record(running.by, verb, "test", str(running.claimed.number))
        running.finish({"attempt": running.claimed.attempt})


@job("test.quick")
def quick(running: Running) -> None:
    effect(running)


class Always:
    """Due since a moment ago, in every period."""

    catch_up = timedelta(days=1)

    def latest(self, now: datetime) -> datetime:
        return now.replace(hour=0, minute=0, second=0, microsecond=0)


@job("test.daily", every=Always())
def daily(running: Running) -> None:
    effect(running, "test.daily")


@job("test.slow", most_attempts=2)
def slow(running: Running) -> None:
    """Tells that it has begun, waits until it is let go, and has its effect; listens for `lost` only at the end."""
    said, go = Path(running.arguments["begun"]), Path(running.arguments["go"])
    with said.open("a") as file:
        file.write(f"{os.getpid()}\n")
    while not go.exists():
        time.sleep(0.01)
    effect(running)


@job("test.heavy")
def heavy(running: Running) -> None:
    """Holds a transaction of its own for longer than a lease."""
    with transaction.atomic():
        record(running.by, "test.effect", "test", str(running.claimed.number))
        time.sleep(running.arguments["seconds"])
        running.finish()


@job("test.telling")
def telling(running: Running) -> None:
    """Tells how far it has come until somebody takes the job away."""
    Path(running.arguments["begun"]).touch()
    while True:
        running.tell(3, 7)
        time.sleep(0.01)


def act(words: Mapping[str, Any]) -> dict[str, Any]:
    """One thing that the test wants done, by name."""
    match words["do"]:
        case "order":
            return {"numbers": [enqueue(words["kind"], words.get("arguments"), by=OPERATOR) for _ in range(words.get("times", 1))]}
        case "cancel":
            cancel(words["number"], by=OPERATOR)
            return {}
        case "work":
            pace = Pace(timedelta(seconds=words["lease"]), timedelta(seconds=0.02), timedelta(seconds=words.get("grace", 20)))
            worker = Worker(HOME, pace)
            worker.obey_signals()
            worker.run(until_empty=words.get("until_empty", False))
            return {}
        case "post":
            made = [post(Message(to, "Hej", "Text"), key=f"mail:{to}") for to in words["to"]]
            return {"made": made}
        case "send":
            from threading import Event

            return {"sent": Postman(way_out_now(), look=timedelta(seconds=1), stopping=Event()).empty()}
        case "take":
            answers = [limits.take(words["key"], most=words["most"], within=timedelta(hours=1)).is_given for _ in range(words["times"])]
            return {"given": sum(answers)}
        case "sql":
            with connection.cursor() as cursor:
                cursor.execute(words["sql"])
                return {"rows": cursor.fetchall() if cursor.description else []}
        case "migrate":
            call_command("migrate", verbosity=0, interactive=False)
            return {}
        case "backup":
            return told(lambda: make_backup(Path(words["file"]), home=HOME, with_secret=words.get("with_secret", False)))
        case "restore":
            return told(lambda: restore(Path(words["file"]), home=HOME, replace=words.get("replace", True)))
        case "limit":
            # No file may grow beyond this from now on, as on a full disk.
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (words["bytes"], resource.RLIM_INFINITY))
            return {}
        case "write":
            return write(Path(words["until"]), words.get("most_refused", 1_000_000))
        case other:
            raise ValueError(other)


def told(act: Callable[[], object]) -> dict[str, Any]:
    """What a person at the command would be told, of all that was refused."""
    try:
        act()
    except Exception as error:
        refused = error if isinstance(error, Refused) else refusal_of(error)
        if refused is None:
            raise
        return {"told": [f"{one.location.said().sv} {one.read}: {one.expected.sv} {one.way_out.sv}" for one in refused.faults]}
    return {"told": []}


def write(until: Path, most_refused: int) -> dict[str, Any]:
    """Write acts, one transaction each, and say the number of each that has been acknowledged; go on when one is refused."""
    number, refused = 0, []
    while not until.exists() and len(refused) < most_refused:
        number += 1
        try:
            with transaction.atomic():
                record(OPERATOR, "test.written", "test", str(number))
        except Exception as error:
            told = refusal_of(error)
            if told is None:
                raise
            refused.append(told.faults[0].way_out.sv)
            connection.close()
            time.sleep(0.02)
            continue
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
    return {"refused": refused}


if __name__ == "__main__":
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(act(json.loads(line))) + "\n")
        sys.stdout.flush()
    connection.close()
