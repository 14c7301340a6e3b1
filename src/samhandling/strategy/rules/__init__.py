"""Rules of a strategy file: what it may hold, what is wrong with it and on which line, how two of them differ."""
