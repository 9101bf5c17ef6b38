"""Messages as HTML files in a folder: a digest without a mail server."""

import re
from pathlib import Path

from monitor.channels import Check
from monitor.channels.email_html import html_part
from monitor.errors import ChannelError, Fate
from monitor.folders import refusal
from monitor.model import Delivery

_UNSAFE = re.compile(r"[^\w.-]+")


class FileChannel:
    """Writes each message as a page of its own.

    Args:
        folder: made when the first page is written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def send(
        self, delivery: Delivery, *, reply_receipt: str | None = None
    ) -> str:
        """The path of the page; the same for each attempt at this delivery."""
        name = _UNSAFE.sub("-", delivery.key.partition("/")[0]).strip("-")
        page = self._folder / f"{name}.html"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            page.write_text(
                html_part(delivery.message, repeat=delivery.unknown_count > 0),
                encoding="utf-8",
            )
        except OSError as error:
            msg = f"{page}: cannot be written: {error.strerror}"
            raise ChannelError(msg, fate=Fate.NOT_SENT) from None
        return str(page)

    async def check(self) -> tuple[Check, ...]:
        """Whether the folder, or the one it will be made in, can be written to."""
        why = refusal(self._folder)
        detail = why or f"writes to {self._folder}"
        return (
            Check(what=f"folder {self._folder.name}", ok=why is None, detail=detail),
        )

    async def aclose(self) -> None:
        """Does nothing; there is nothing to give back."""
