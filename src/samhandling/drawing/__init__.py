"""Drawing: data to SVG.

Knows: small maps, strips, bars and sparklines as plain SVG text in currentColor, with a title and a description.
May ask: ground, language. Never: fetches data, decides a colour's meaning, or writes a style that a strict page would refuse.
"""
