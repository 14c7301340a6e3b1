"""The API under /api/v1: what pages read and write, on the same queries and actions, for programs.

It knows HTTP and the shapes that programs send and get. It may ask queries and actions. It never decides who may do what, and never
reads the database by itself.
"""
