"""Written: verbs on the plan. Each checks permission, runs in one transaction, records events and raises the plan stamp."""
