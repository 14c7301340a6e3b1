"""Files: foreign files in, tables out.

Knows: how to open CSV, XLSX and JSON that strangers wrote, in a guarded child process, and give back rows with their places.
May ask: ground, language.
Never: decides what a column means; never trusts a file's own word about its size; never opens anything outside the file.
"""
