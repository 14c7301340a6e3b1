"""Fetching: the only way out to the web. Patient, polite, bounded, and clear about what went wrong.

`Web` asks. On the way: `clock` tells and passes time, `pace` keeps to a polite rate for each host, `patience` says how long to wait
between attempts, `cache` keeps answers on disk, `failing` says in words what happened.
"""

from samhandling.figures.sources.fetching.cache import DiskCache
from samhandling.figures.sources.fetching.clock import Clock, SystemClock
from samhandling.figures.sources.fetching.failing import FetchFailed
from samhandling.figures.sources.fetching.web import Answer, Terms, Web

__all__ = ["Answer", "Clock", "DiskCache", "FetchFailed", "SystemClock", "Terms", "Web"]
