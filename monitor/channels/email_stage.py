"""How far a conversation with a mail server got, and how another thread ends it."""

import smtplib
import socket
from contextlib import suppress
from threading import Lock


class Stage:
    """How far a conversation got, which decides what its end means.

    The thread that holds it enters one stage after the other; the one that waits may
    give it up, after which no further stage is entered.
    """

    def __init__(self) -> None:
        self.name = "connecting"
        self._client: smtplib.SMTP | None = None
        self._is_given_up = False
        self._lock = Lock()

    def enter(self, name: str, client: smtplib.SMTP) -> None:
        """Begin a stage.

        Raises:
            TimeoutError: the conversation was given up.
        """
        with self._lock:
            if self._is_given_up:
                raise TimeoutError("given up")
            self.name, self._client = name, client

    def give_up(self) -> str:
        """Hang up; returns the stage that the conversation had reached."""
        with self._lock:
            self._is_given_up = True
        line = None if self._client is None else self._client.sock
        if line is not None:
            with suppress(OSError):
                # Not SSLSocket's own: that is not made for another thread's reading.
                socket.socket.shutdown(line, socket.SHUT_RDWR)
        return self.name
