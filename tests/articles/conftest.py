"""A port that nobody should call, and that knows whether somebody did."""

import socket
from collections.abc import Iterator

import pytest


class QuietPort:
    """A listening socket on loopback."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self.port: int = self._socket.getsockname()[1]

    def was_called(self) -> bool:
        try:
            connection, _ = self._socket.accept()
        except BlockingIOError:
            return False
        connection.close()
        return True

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def quiet_port() -> Iterator[QuietPort]:
    port = QuietPort()
    yield port
    port.close()
