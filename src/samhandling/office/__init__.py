"""Office: what happened, in order, and what is to be done.

Knows: the events of every act (persons by id only), the plan stamp that every change raises, import runs, jobs and their worker, outgoing
mail, limits, backup.
May ask: ground, files.
Never: knows what an event is about; a subject is a word and an id.
"""
