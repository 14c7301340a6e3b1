"""Plan: what is done, by whom, when, where and with what money, and which focus areas it contributes to.

Knows: initiatives with their distribution, grants and places; what each value came from; what is in doubt; how a portfolio is
read in and taken out again. May ask: strategy, people, office, files, language, ground.
Never: computes a status (that is coverage); turns an unknown into 0; writes half of a file; loses what a person wrote.
"""
