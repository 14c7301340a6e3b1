"""Business life: what a county or a municipality lives on, read from employment by industry, with everything that was not known.

Knows: cubes of region × industry × year that were loaded from a file or made from fetched figures, kept whole with their source;
classifications with their names and totals; one reading of one place in figures, sentences and rules; who has opened a comparison by name.
May ask: ground, economy, files, office, people, strategy, the rest of figures. Never: the web; a measure made up where it cannot be
computed; a total summed with its parts; another municipality named that has not opened it.
"""
