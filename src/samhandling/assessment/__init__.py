"""Assessment: does this text, this proposal, contribute to the strategy.

Knows: term lists, fitted models, what a text quotes. May ask: coverage, plan, figures, strategy, people, office, files, language, ground.
Never: stores what nobody asked it to store, asks a service outside the machine, gives an advance ruling.
"""
