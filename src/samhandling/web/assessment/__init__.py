"""Does this contribute: a text read against the strategy; suggestions for the plan, confirmed one by one."""
