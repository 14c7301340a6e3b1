"""Sources: clients that fetch official statistics, and the plain observations that their answers hold.

Knows: the interfaces of PxWeb (1 and 2), Kolada and Eurostat, files that people download by hand, and how to ask politely.
May ask: files, ground. Never: knows the database or a page; guesses a value, a unit or a place; keeps an old value for a vanished one.

One folder a source: `client` asks and gives `Fetched`, `parse` turns its bytes into `Observations`. `fetching` is the way out to the web.
"""
