"""Answers kept in memory for as long as the plan stamp stands: computed once in each process, not once for each reader."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Generic, TypeVar
from weakref import WeakSet

from samhandling.ground.viewer import Level
from samhandling.office.queries import stamp

Answer = TypeVar("Answer")

_all: "WeakSet[Kept[Any] | Shelf[Any, Any]]" = WeakSet()


class Kept(Generic[Answer]):
    """The latest `size` answers by key. A new stamp of a level empties what is kept for it; two that ask at once may both compute, and agree."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._stamps: dict[Level, int] = {}
        self._answers: OrderedDict[tuple[Level, Hashable], Answer] = OrderedDict()
        self._lock = Lock()
        _all.add(self)

    def get(
        self,
        key: Hashable,
        make: Callable[[], Answer],
        fits: Callable[[Answer], bool] = lambda _: True,
        level: Level = Level.WORKING,
    ) -> Answer:
        """The answer of `key` at the stamp of now, for those who see a level. One that does not fit is given, but not kept."""
        known = (level, key)
        now = stamp(level)
        with self._lock:
            if now != self._stamps.get(level):
                for old in [one for one in self._answers if one[0] is level]:
                    del self._answers[old]
                self._stamps[level] = now
            if known in self._answers:
                self._answers.move_to_end(known)
                return self._answers[known]
        made = make()
        with self._lock:
            if now == self._stamps.get(level) and fits(made):
                self._answers[known] = made
                while len(self._answers) > self._size:
                    self._answers.popitem(last=False)
        return made

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._answers.clear()


Key = TypeVar("Key", bound=Hashable)


class Shelf(Generic[Key, Answer]):
    """What stays whatever the stamp, until it is replaced or forgotten: whoever puts it there knows when it is still right."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._things: OrderedDict[Key, Answer] = OrderedDict()
        _all.add(self)

    def get(self, key: Key) -> Answer | None:
        """What lies there."""
        return self._things.get(key)

    def put(self, key: Key, thing: Answer) -> None:
        """Put it there, instead of what lay there; the oldest goes when the shelf is full."""
        self._things[key] = thing
        self._things.move_to_end(key)
        while len(self._things) > self._size:
            self._things.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        self._things.clear()


def forget_all() -> None:
    """Forget every kept answer of this process: for whoever puts another database under it."""
    for kept in list(_all):
        kept.clear()
