"""Conflict monitoring: feeds in, one alert per event out.

::

    feeds > articles > matches > events > stories > alerts > deliveries > channels

A folder is the noun it makes, a file is the verb that makes it. The nouns are
in `monitor.model`; the way through them is in `monitor.pipeline`.
"""

__version__ = "0.1.0"
