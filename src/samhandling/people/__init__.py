"""People: persons and the organisations that they act for.

Knows: persons (the custom user model), actors with their other names, who acts for whom. May ask: office, ground, language.
Never: lets an act pass without a viewer; never shows a person's name outside this room's queries.
"""
