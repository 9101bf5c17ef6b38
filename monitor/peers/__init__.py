"""Stand-ins, on this machine, for the services the monitor talks to.

They speak the real protocols over real sockets on 127.0.0.1, refuse what the
real ones refuse, and misbehave on order. The demo and the tests use them; the
service never does.
"""
