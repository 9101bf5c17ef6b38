"""Matching: which watched names an article names, and how sure that is.

``lexicon`` compiles watchlists once; ``match`` reads an article with it. It says
nothing about what happened; that is ``events``.
"""
