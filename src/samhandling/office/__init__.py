"""Office: what happened, in order.

Knows: the events of every act (persons by id only), the plan stamp that every change raises, and import runs.
May ask: ground, files.
Never: knows what an event is about; a subject is a word and an id.
"""
