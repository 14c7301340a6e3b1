"""Figures: official statistics with their releases, and the indicators that they make.

Knows: sources, snapshots, observations with status and vintage, indicators. May ask: strategy, people, office, files, language, ground.
Never: fills a hole, lets a vanished value live on, forces published parts to a sum.
"""
