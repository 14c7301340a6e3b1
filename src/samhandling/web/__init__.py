"""Web: pages and settings.

Knows: how a request becomes a query or an action, and its answer a page, JSON or CSV. May ask: every room's queries and actions.
Never: a model, a rule of its own, a number that a query did not give.
"""
