"""Reports about one event become one story, and neighbouring events stay apart.

::

    Report -> profile -> copies -> similarity + vetoes -> Assignment -> facts -> Story

It calls nobody and decides about no alert.
"""
