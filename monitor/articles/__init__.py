"""Bytes of a feed in, articles out: the parse stage.

It does not fetch, and it does not know which articles were seen before; it
gives each entry the keys by which the store can tell.
"""
