"""The `samhandling` command.

Knows: how words on a command line become a query or an action, and its answer a table, JSON, CSV or XLSX.
May ask: every room's queries and actions. Never: a model, a rule of its own, a number that a query did not give.
"""
