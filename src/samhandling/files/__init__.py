"""Files: foreign files in, tables out.

Knows: how to open CSV, XLSX and JSON that strangers wrote, in a guarded child process, and give back rows with their places.
May ask: ground.
Never: decides what a column means; never trusts a file's own word about its size; never opens anything outside the file.

The door is `opening.open_book`; what comes out is in `tables`. On the way: `guard` starts a child, `reading` recognises the
file and reads it piece by piece (`delimited`, `workbook`, `json_tables`), `wire` carries the pieces home as lines of JSON.
"""
