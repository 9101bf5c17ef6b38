"""A scripted mail server (aiosmtpd) in the test's own event loop."""

import asyncio
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from tests.canaries import MAIL_PASSWORD


class Mailroom:
    """Takes mail, and answers or misbehaves where it was told to.

    ``replies`` maps "MAIL", "RCPT" or "DATA" to a reply line, to "drop" (the line
    is cut) or to "late" (no answer before the client has gone). Mail that reaches
    DATA is kept unless a reply refuses it.
    """

    def __init__(self, **replies: str) -> None:
        self.replies = replies
        self.refused_recipients: dict[str, str] = {}
        self.received: list[Any] = []
        self.logins: list[tuple[bytes, bytes]] = []
        self.password = MAIL_PASSWORD.encode()

    async def _answer(self, server: SMTP, step: str) -> str | None:
        reply = self.replies.get(step)
        if reply == "drop":
            server.transport.abort()
            return "421 gone"
        if reply == "late":
            await asyncio.sleep(60)
        return reply

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        reply = await self._answer(server, "MAIL")
        if reply is None:
            envelope.mail_from = address
        return reply or "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        reply = self.refused_recipients.get(address)
        reply = reply or await self._answer(server, "RCPT")
        if reply is None:
            envelope.rcpt_tos.append(address)
        return reply or "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        refused = self.replies.get("DATA", "250")[:1] in {"4", "5"}
        if not refused:
            self.received.append(envelope)
        return await self._answer(server, "DATA") or "250 OK"

    def authenticate(self, server, session, envelope, mechanism, data) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login, data.password))
        if (reply := self.replies.get("AUTH")) is not None:
            return AuthResult(success=False, handled=False, message=reply)
        return AuthResult(success=data.password == self.password, handled=False)


@asynccontextmanager
async def serving(
    mailroom: Mailroom,
    *,
    tls: ssl.SSLContext | None = None,
    implicit: bool = False,
    **options: Any,
) -> AsyncIterator[int]:
    """Serve on 127.0.0.1 while the block runs; yields the port."""
    loop = asyncio.get_running_loop()
    sessions: list[SMTP] = []

    def session() -> SMTP:
        server = SMTP(
            mailroom,
            hostname="127.0.0.1",
            loop=loop,
            tls_context=None if implicit else tls,
            authenticator=mailroom.authenticate,
            **({"auth_require_tls": not implicit} | options),
        )
        sessions.append(server)
        return server

    listener = await loop.create_server(
        session, "127.0.0.1", 0, ssl=tls if implicit else None
    )
    try:
        yield listener.sockets[0].getsockname()[1]
    finally:
        listener.close()
        for server in sessions:
            if server.transport is not None:
                server.transport.abort()
            task = server._handler_coroutine
            if task is not None:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)


def certificate(folder: Path, host: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """(server's context, context of a client that trusts it) for one host."""
    key, pem = folder / f"{host}.key", folder / f"{host}.pem"
    kind = "IP" if host[0].isdigit() else "DNS"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-nodes", "-days", "2"),
            *("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
            *("-subj", "/CN=test", "-addext", f"subjectAltName={kind}:{host}"),
            *("-keyout", str(key), "-out", str(pem)),
        ],
        check=True,
        capture_output=True,
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem, key)
    return server, ssl.create_default_context(cafile=str(pem))
