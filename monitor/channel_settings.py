"""What a ``[[channel]]`` may say, by its type.

A comment under a key is not documentation: ``config/reference.toml`` is.
"""

from dataclasses import dataclass
from datetime import time
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from monitor.mistakes import wanted
from monitor.toml import Table
from monitor.values import Address, Clock, Hours, HttpUrl, Id, Severity, Zone


@dataclass(frozen=True, kw_only=True, slots=True)
class Secret:
    """What a channel reads from a place of its own."""

    #: "token", "password", "url" or "key": the end of its name.
    kind: str
    #: As named in the table.
    file: str | None
    #: Whether nothing goes out without it.
    is_needed: bool = True


class ChannelTable(Table):
    """What every ``[[channel]]`` can say."""

    #: Whether a sent message can be rewritten.
    can_edit: ClassVar[bool] = False
    #: Whether its service takes only so many messages a second and a minute.
    is_paced: ClassVar[bool] = False

    id: Id
    digest_at: Clock = time(7, 0)
    timezone: Zone = "UTC"

    @property
    def destinations(self) -> tuple[str, ...]:
        """Whom a message on this channel goes to, one delivery each."""
        return (self.id,)

    @property
    def service(self) -> str:
        """What carries it: there a destination is the same for each channel."""
        return self.id

    @property
    def quiet_hours(self) -> tuple[Hours, float] | None:
        """When it makes no sound, and the severity from which calls do then."""
        return None

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """What it logs in with."""
        return ()


class ConsoleTable(ChannelTable):
    """Messages are printed."""

    type: Literal["console"]


class FileTable(ChannelTable):
    """Each message becomes an HTML file in a folder."""

    type: Literal["file"]
    folder: str = "digests"


class TelegramTable(ChannelTable):
    """Messages go to a Telegram chat."""

    can_edit: ClassVar[bool] = True
    is_paced: ClassVar[bool] = True

    type: Literal["telegram"]
    chat_id: int
    token_file: str | None = None
    api_url: HttpUrl = "https://api.telegram.org"
    #: The topic of a forum group.
    thread_id: int | None = None
    #: When messages come without a sound, but for calls of this severity and more.
    quiet: Hours | None = None
    quiet_below: Severity = 7.0

    @property
    def destinations(self) -> tuple[str, ...]:
        """The chat."""
        return (str(self.chat_id),)

    @property
    def service(self) -> str:
        """The server: what writes to one chat, or to its topics, shares its limits."""
        return self.api_url.rstrip("/")

    @property
    def quiet_hours(self) -> tuple[Hours, float] | None:
        """When the phone stays silent, and the severity from which calls ring then."""
        return (self.quiet, self.quiet_below) if self.quiet else None

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """The bot's token."""
        return (Secret(kind="token", file=self.token_file),)


class EmailTable(ChannelTable):
    """Messages go out by SMTP, one to each recipient."""

    type: Literal["email"]
    sender: Annotated[Address, Field(alias="from")]
    to: Annotated[tuple[Address, ...], Field(min_length=1)]
    host: str
    port: Annotated[
        int, Field(ge=1, le=65535), wanted("a whole number from 1 to 65535")
    ] = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    password_file: str | None = None

    @property
    def destinations(self) -> tuple[str, ...]:
        """The recipients."""
        return self.to

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """The password; none where nobody logs in."""
        if self.user is None:
            return ()
        return (Secret(kind="password", file=self.password_file),)

    @model_validator(mode="after")
    def _is_safe(self) -> "EmailTable":
        if self.security == "none" and self.host not in (
            "localhost",
            "127.0.0.1",
            "::1",
        ):
            raise PydanticCustomError(
                "security", 'security "none" is for a server on this machine only'
            )
        return self


class WebhookTable(ChannelTable):
    """Messages are posted to one address, as JSON."""

    type: Literal["webhook"]
    url_file: str | None = None
    #: Holds what messages are signed with.
    key_file: str | None = None

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """The address, and the key if there is one."""
        is_signed = self.key_file is not None
        return (
            Secret(kind="url", file=self.url_file),
            Secret(kind="key", file=self.key_file, is_needed=is_signed),
        )

    @model_validator(mode="after")
    def _names_files(self) -> "WebhookTable":
        """Not a validator of each key: an error of theirs shows what was given."""
        for key, file in (("url_file", self.url_file), ("key_file", self.key_file)):
            if file is not None and ("://" in file or file.startswith("whsec_")):
                raise PydanticCustomError(
                    "file",
                    "{key} names a file; put the secret into the file, not here",
                    {"key": key},
                )
        return self


AnyChannel = Annotated[
    ConsoleTable | FileTable | TelegramTable | EmailTable | WebhookTable,
    Field(discriminator="type"),
]
