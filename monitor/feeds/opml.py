"""Feed lists as OPML 2.0, in and out: how readers exchange them.

It reads addresses and names only; what else an outline carries is its reader's own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from monitor.errors import FeedError
from monitor.model import Feed


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """One feed of an OPML file."""

    url: str
    title: str


def read_opml(body: bytes) -> tuple[Outline, ...]:
    """The feeds of an OPML file, nested folders included, each address once.

    Raises:
        FeedError: it is no OPML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FeedError(f"not an OPML file: {error}", reason="not_opml") from None
    if root.tag != "opml":
        tag = str(root.tag)
        raise FeedError(f"not an OPML file but <{tag}>", reason="not_opml")
    return tuple({outline.url: outline for outline in _outlines(root)}.values())


def _outlines(root: etree._Element) -> Iterator[Outline]:
    for node in root.iter("outline"):
        url = (node.get("xmlUrl") or "").strip()
        if url.startswith(("http://", "https://")):
            title = node.get("title") or node.get("text") or url
            yield Outline(url=url, title=" ".join(title.split()))


def write_opml(feeds: Iterable[Feed]) -> bytes:
    """An OPML 2.0 file of the feeds, in their order, UTF-8."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = "Feeds"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        attributes = {"type": "rss", "text": feed.source, "xmlUrl": feed.url}
        if feed.language is not None:
            attributes["language"] = feed.language
        etree.SubElement(body, "outline", attributes)
    return etree.tostring(
        root, pretty_print=True, xml_declaration=True, encoding="UTF-8"
    )
