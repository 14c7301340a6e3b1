"""Coverage: where are efforts wholly or partly missing?

Knows: how initiatives, their days, their distribution and their money become a picture, focus area by focus area; what
people judge of it beside what the rules say; how the picture changes between days, and on which threshold it hangs.
May ask: plan, strategy, people, office, ground. Never: ranks a place; says that nothing is done where nothing is loaded;
rounds money inside; lets a judgement overwrite a computed status, or the other way round.
"""
