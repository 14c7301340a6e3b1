"""Answers kept in memory for as long as the plan stamp stands: computed once in each process, not once for each reader."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Generic, TypeVar
from weakref import WeakSet

from samhandling.office.queries import stamp

Answer = TypeVar("Answer")

_all: "WeakSet[Kept[Any]]" = WeakSet()


class Kept(Generic[Answer]):
    """The latest `size` answers by key. A new stamp empties it; two that ask at once may both compute, and agree."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._stamp = -1
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._lock = Lock()
        _all.add(self)

    def get(self, key: Hashable, make: Callable[[], Answer], fits: Callable[[Answer], bool] = lambda _: True) -> Answer:
        """The answer of `key` at the stamp of now. One that does not fit is given, but not kept."""
        now = stamp()
        with self._lock:
            if now != self._stamp:
                self._answers.clear()
                self._stamp = now
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        made = make()
        with self._lock:
            if now == self._stamp and fits(made):
                self._answers[key] = made
                while len(self._answers) > self._size:
                    self._answers.popitem(last=False)
        return made

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._answers.clear()


def forget_all() -> None:
    """Forget every kept answer of this process: for whoever puts another database under it."""
    for kept in list(_all):
        kept.clear()
