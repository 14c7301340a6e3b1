"""Economy: industry structure. Works alone as a library.

May ask: numpy, scipy. Never: anything else of the product; an answer that is undefined without saying why.
"""
