"""Files: foreign files in, tables out.

Knows: how to open files that strangers wrote, in a guarded child process, and give back rows with their places.
May ask: ground.
Never: decides what a column means; never trusts a file's own word about its size; never opens anything outside the file.

Three doors. A list: `opening.open_book`, tables out (`tables`). Figures: `cube_opening.read_cube`, cubes out (`cube`; PX and JSON-stat).
A text: `text_opening.read_text`, a document out (`document`; PDF, DOCX, ODT, HTML). On the way: `guard` starts a child, `reading` recognises the
file and reads it piece by piece (`delimited`, `workbook`, `json_tables`), `wire` carries the pieces home as lines of JSON.
"""
