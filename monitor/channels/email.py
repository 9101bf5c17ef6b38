"""A Message goes out as mail, over SMTP, one transaction for each recipient.

It sends once and says what is known of the rest; it does not wait, try again or
sign (DKIM is the relay's work).
"""

import asyncio
import smtplib
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from email.message import EmailMessage
from typing import Literal

from monitor.channels import Check
from monitor.channels.email_message import compose, mailbox
from monitor.channels.email_stage import Stage
from monitor.channels.loopback import is_loopback
from monitor.errors import ChannelError, ConfigError, Fate
from monitor.model import Delivery

Security = Literal["starttls", "tls", "none"]
#: RFC 5321 section 4.5.3.2 gives minutes for each step; a digest can wait for a slow
#: server, but not for ever.
TIMEOUT = timedelta(seconds=60)
#: For all steps together: shorter than the sender's lease, after which another would
#: send the mail again while this one is still at it.
DEADLINE = timedelta(seconds=120)
#: Mails on the wire at a time; others wait.
THREADS = 10

# Reply codes of RFC 5321 section 4.2.3, RFC 1870 section 6.3.
_OK = 250
_CLOSING = 421
_TOO_BIG = 552
_PERMANENT = 500


class EmailChannel:
    """Sends through one relay.

    Args:
        sender: address in From, and the envelope's.
        security: "none" only to this machine.
        user: None for a relay that asks for no login.
        password: read anew for each login, so a changed one works without a restart.
        domain: right side of Message-ID and List-Id, and the name given in EHLO;
            the sender's by default.
        timeout: for each step of the conversation.
        deadline: for all of it.
        tls: instead of the system's certificates, for tests and private authorities.

    Raises:
        ConfigError: an address that is none, or an open line to another machine.
    """

    def __init__(
        self,
        *,
        sender: str,
        host: str,
        port: int,
        security: Security = "starttls",
        user: str | None = None,
        password: Callable[[], str] | None = None,
        domain: str | None = None,
        timeout: timedelta = TIMEOUT,
        deadline: timedelta = DEADLINE,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        if security == "none" and not is_loopback(host):
            msg = f'security = "none" is for this machine only, not for {host}'
            raise ConfigError(msg)
        try:
            self._sender = mailbox(sender)
        except ValueError as error:
            msg = f"from: {error}"
            raise ConfigError(msg) from None
        self._host = host
        self._port = port
        self._security = security
        self._user = user
        self._password = password
        self._domain = domain or self._sender.domain
        self._timeout = timeout.total_seconds()
        self._deadline = deadline.total_seconds()
        self._tls = tls
        # Its own: names of hosts are looked up in asyncio's, which a slow relay fills.
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="mail")

    async def send(
        self, delivery: Delivery, *, reply_receipt: str | None = None
    ) -> str:
        """The Message-ID; the same for each attempt at this delivery.

        Raises:
            monitor.errors.ChannelError: see ``_fate`` for which fate is which.
        """
        try:
            mail = compose(
                delivery,
                sender=self._sender,
                domain=self._domain,
                reply_receipt=reply_receipt,
            )
        except ValueError as error:
            raise ChannelError(f"mail: {error}", fate=Fate.REFUSED) from None
        failure = await self._converse(mail)
        if failure is not None:
            raise failure
        return str(mail["Message-ID"])

    async def check(self) -> tuple[Check, ...]:
        """Whether the relay can be reached, trusted and logged in to; sends nothing."""
        failure = await self._converse(None)
        what = f"SMTP {self._host}:{self._port}"
        if failure is not None:
            return (Check(what=what, ok=False, detail=str(failure)),)
        how = "no login" if self._user is None else f"logged in as {self._user}"
        return (Check(what=what, ok=True, detail=f"{self._security}, {how}"),)

    async def aclose(self) -> None:
        """Lets its threads go; each mail has its own connection."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _converse(self, mail: EmailMessage | None) -> ChannelError | None:
        """What went wrong, or None; the line is hung up at the deadline."""
        stage = Stage()
        loop = asyncio.get_running_loop()
        talk = loop.run_in_executor(self._threads, self._deliver, mail, stage)
        try:
            async with asyncio.timeout(self._deadline):
                return await asyncio.shield(talk)
        except TimeoutError:
            return self._too_late(stage.give_up())
        finally:
            stage.give_up()

    def _too_late(self, stage: str) -> ChannelError | None:
        if stage == "QUIT":  # the mail was taken before
            return None
        fate = Fate.UNKNOWN if stage == "DATA" else Fate.NOT_SENT
        where = f"mail: {self._host}:{self._port}, {stage}"
        return ChannelError(f"{where}: no end in {self._deadline:g} s", fate=fate)

    def _deliver(self, mail: EmailMessage | None, stage: Stage) -> ChannelError | None:
        """What went wrong, or None; returned so that no context holds the password."""
        try:
            client = self._connect()
            try:
                self._secure(client, stage)
                if mail is not None:
                    _transact(client, mail, stage)
                stage.enter("QUIT", client)
                _quit(client)
            finally:
                client.close()
        except ConfigError as error:
            return ChannelError(f"mail: {error}", fate=Fate.UNAUTHORIZED)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            where = f"mail: {self._host}:{self._port}, {stage.name}"
            return ChannelError(f"{where}: {_words(error)}", fate=_fate(error, stage))
        return None

    def _connect(self) -> smtplib.SMTP:
        if self._security == "tls":
            return smtplib.SMTP_SSL(
                self._host,
                self._port,
                local_hostname=self._domain,
                timeout=self._timeout,
                context=self._context(),
            )
        return smtplib.SMTP(
            self._host,
            self._port,
            local_hostname=self._domain,
            timeout=self._timeout,
        )

    def _secure(self, client: smtplib.SMTP, stage: Stage) -> None:
        if self._security == "starttls":
            stage.enter("STARTTLS", client)
            # Raises where the server does not offer it: never on in plain text.
            client.starttls(context=self._context())
        stage.enter("EHLO", client)
        client.ehlo_or_helo_if_needed()
        if self._user is not None:
            stage.enter("login", client)
            client.login(self._user, self._password() if self._password else "")

    def _context(self) -> ssl.SSLContext:
        # smtplib's own default verifies neither certificate nor host name.
        return ssl.create_default_context() if self._tls is None else self._tls


def _transact(client: smtplib.SMTP, mail: EmailMessage, stage: Stage) -> None:
    """One recipient, so that there is no outcome in between.

    ``SMTP.sendmail`` does the same, but a connection lost in it may have been lost
    before or after the text went out; these steps tell.
    """
    content = mail.as_bytes()
    sender, recipient = (mail[name].addresses[0].addr_spec for name in ("From", "To"))
    stage.enter("MAIL FROM", client)
    size = [f"size={len(content)}"] if client.has_extn("size") else []
    code, text = client.mail(sender, size)
    if code != _OK:
        raise smtplib.SMTPSenderRefused(code, text, sender)
    stage.enter("RCPT TO", client)
    code, text = client.rcpt(recipient)
    if code not in {_OK, 251}:
        raise smtplib.SMTPRecipientsRefused({recipient: (code, text)})
    stage.enter("DATA", client)
    code, text = client.data(content)
    if code != _OK:
        raise smtplib.SMTPDataError(code, text)


def _quit(client: smtplib.SMTP) -> None:
    with suppress(smtplib.SMTPException, OSError):
        client.quit()


def _fate(error: Exception, stage: Stage) -> Fate:
    """What is known of the mail: only after DATA has begun may it have arrived.

    4xx is worth another try, 5xx is not (RFC 5321 section 4.2.1); 421 after DATA
    says that the server goes away, not what it did with the mail.
    """
    reply = _reply(error)
    code = _CLOSING if reply is None else reply[0]
    if code == _CLOSING:
        return Fate.UNKNOWN if stage.name == "DATA" else _without_reply(error)
    if code < _PERMANENT:
        return Fate.NOT_SENT
    if stage.name in {"RCPT TO", "DATA"} or code == _TOO_BIG:
        return Fate.REFUSED
    # The relay refuses the login or the sender: that holds for every mail.
    return Fate.UNAUTHORIZED


def _without_reply(error: Exception) -> Fate:
    # A relay without STARTTLS or AUTH: nothing can be delivered until a person acts.
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Fate.UNAUTHORIZED
    return Fate.NOT_SENT


def _reply(error: Exception) -> tuple[int, bytes | str] | None:
    """Code and text that the server gave, if it did."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            return next(iter(error.recipients.values()))
        case smtplib.SMTPResponseException():
            return error.smtp_code, error.smtp_error
        case _:
            return None


def _words(error: Exception) -> str:
    reply = _reply(error)
    if reply is not None:
        code, text = reply
        words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
        return f"{code} {words}"
    if isinstance(error, (OSError, smtplib.SMTPException)):
        return str(error) or type(error).__name__
    # A password that is not ASCII, for one: the error's words would show it.
    return type(error).__name__
