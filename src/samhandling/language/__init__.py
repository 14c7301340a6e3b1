"""Language: Swedish text as a machine must see it.

Knows: how to normalise, fold, sort and compare Swedish words and names; where sentences and compounds come apart, which terms a text holds,
which language it is in.
May ask: the standard library.
Never: decides what a text means for a strategy; that is the asking room's rule.
"""
