"""Three days at Kati, told again on this machine.

The real pipeline polls the feeds of ``seeds/`` from a real server on 127.0.0.1
under a virtual clock, and the real Telegram channel talks to a local Bot API. No
account, nothing beyond loopback.
"""
