"""Strategy: goal trees as versioned data.

Knows: strategies and frameworks read from one file each, their nodes under stable ids, the links between them,
what a file may hold (`rules.document`, with its JSON Schema), and those that are shipped with the product (`shipped/`).
May ask: ground, language, files, office, people.
Never: knows what points at a node (initiatives, indicators, judgements); it finds them through Django's own relations.
"""
