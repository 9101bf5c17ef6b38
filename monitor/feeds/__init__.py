"""Feed -> bytes: fetch politely, refuse what is dangerous, say what went wrong.

Import from the modules: ``fetch`` (the wire), ``politeness`` (pure: when to poll
next). Nothing is imported here, so that the pure part stays free of httpx.
"""
