"""Ground: the words that every other room speaks.

Knows: money as exact rationals, places by their official codes, days and bounds in time, bilingual sentences,
faults and doubts, evidence behind a number, and who is looking.
May ask: the standard library.
Never: reads a database, a setting or the clock; never rounds money except at presentation (`money.settle`).
"""
