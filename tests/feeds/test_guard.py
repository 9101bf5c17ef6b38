from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import FeedError
from monitor.feeds.fetch import Fetcher
from monitor.feeds.guard import is_private, is_public
from monitor.model import FeedState
from monitor.peers.http import Reply

PUBLIC = ["93.184.216.34", "1.1.1.1", "2606:2800:220:1::1", "64:ff9b::5db8:d822"]
PRIVATE = [
    "127.0.0.1",
    "127.255.255.254",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "100.64.0.1",  # carrier-grade NAT
    "::1",
    "fd00::1",
    "fc00::1",
    "::ffff:127.0.0.1",  # mapped
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",  # NAT64 of 127.0.0.1
    "64:ff9b::a00:1",
]
NOBODYS = [
    "0.0.0.0",
    "169.254.169.254",  # cloud metadata
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "192.0.2.1",
    "192.88.99.1",  # 6to4 relay
    "198.18.0.1",
    "203.0.113.7",
    "224.0.0.1",
    "239.255.255.250",
    "255.255.255.255",
    "::",
    "::127.0.0.1",  # IPv4-compatible
    "64:ff9b:1::1",
    "100::1",
    "2001::1",  # Teredo
    "2001:db8::1",
    "2002:7f00:1::",  # 6to4 of 127.0.0.1
    "2002:5db8:d822::",
    "3fff::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",  # site-local
    "ff02::1",
    "no address",
    "",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)
    assert not is_private(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_private(address: str) -> None:
    assert is_private(address)
    assert not is_public(address)


@pytest.mark.parametrize("address", NOBODYS)
def test_special_addresses_are_neither_public_nor_private(address: str) -> None:
    assert not is_public(address)
    assert not is_private(address)


@given(st.ip_addresses())
def test_public_is_never_wider_than_the_standard_library_says(address: Any) -> None:
    if is_public(str(address)) and not str(address).startswith("64:ff9b::"):
        assert ip_address(str(address)).is_global
        assert not ip_address(str(address)).is_multicast


NUMERIC = [
    "127.0.0.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "127.1",
    "0",
    "localhost",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
]


@pytest.mark.parametrize("host", NUMERIC)
async def test_no_notation_of_loopback_reaches_it(
    host: str, site: Any, open_fetcher: Callable[..., Fetcher]
) -> None:
    port = site.base.rpartition(":")[2]
    with pytest.raises(FeedError) as caught:
        await open_fetcher(allow_private=False).fetch(
            f"http://{host}:{port}/feed", FeedState()
        )
    # A notation that httpx or the resolver refuses is as good.
    assert caught.value.reason in ("blocked_address", "bad_url", "dns")
    assert site.asked == []


async def test_blocked_address_is_named_with_the_setting_that_opens_it(
    site: Any, open_fetcher: Callable[..., Fetcher]
) -> None:
    with pytest.raises(FeedError, match=r"127\.0\.0\.1.*allow_private") as caught:
        await open_fetcher(allow_private=False).fetch(site.base, FeedState())
    assert caught.value.reason == "blocked_address"


@pytest.mark.parametrize("address", ["169.254.169.254", "0.0.0.0", "fe80::1"])
async def test_allow_private_does_not_open_metadata_or_link_local(
    address: str, internet: Any, open_fetcher: Callable[..., Fetcher]
) -> None:
    net = internet(meta_example=[[address]])
    fetcher = open_fetcher(resolve=net.resolve, network=net)
    with pytest.raises(FeedError) as caught:
        await fetcher.fetch("http://meta.example/", FeedState())
    assert caught.value.reason == "blocked_address"
    assert net.dialled == []


async def test_one_private_address_among_public_ones_condemns_the_name(
    internet: Any, open_fetcher: Callable[..., Fetcher]
) -> None:
    net = internet(news_example=[["93.184.216.34", "10.0.0.5"]])
    fetcher = open_fetcher(allow_private=False, resolve=net.resolve, network=net)
    with pytest.raises(FeedError) as caught:
        await fetcher.fetch("http://news.example/", FeedState())
    assert caught.value.reason == "blocked_address"
    assert net.dialled == []


async def test_the_address_that_was_checked_is_the_one_dialled(
    site: Any, internet: Any, open_fetcher: Callable[..., Fetcher]
) -> None:
    # Rebinding: the second answer of the resolver is private.
    net = internet(news_example=[["93.184.216.34"], ["127.0.0.1"]])
    fetcher = open_fetcher(allow_private=False, resolve=net.resolve, network=net)
    site.pages["/"] = Reply(body=b"<rss/>", headers=(("connection", "close"),))
    reply = await fetcher.fetch("http://news.example/", FeedState())
    assert reply.body == b"<rss/>"
    assert site.asked[0].header("host") == "news.example"
    with pytest.raises(FeedError) as caught:
        await fetcher.fetch("http://news.example/", FeedState())
    assert caught.value.reason == "blocked_address"
    assert net.dialled == ["93.184.216.34"]


@pytest.mark.parametrize("allow_private", [True, False])
@pytest.mark.parametrize("target", ["http://inside.example/", "http://127.0.0.1/"])
async def test_a_public_server_cannot_redirect_to_a_private_one(
    target: str,
    allow_private: bool,
    site: Any,
    internet: Any,
    open_fetcher: Callable[..., Fetcher],
) -> None:
    net = internet(news_example=[["93.184.216.34"]], inside_example=[["10.0.0.5"]])
    fetcher = open_fetcher(
        allow_private=allow_private, resolve=net.resolve, network=net
    )
    site.pages["/feed"] = Reply(status=302, headers=(("location", target),))
    with pytest.raises(FeedError) as caught:
        await fetcher.fetch("http://news.example/feed", FeedState())
    assert caught.value.reason == "blocked_address"
    assert net.dialled == ["93.184.216.34"]


async def test_a_dead_address_falls_over_to_the_next(
    site: Any, internet: Any, open_fetcher: Callable[..., Fetcher]
) -> None:
    net = internet(news_example=[["2606:2800:220:1::1", "93.184.216.34"]])
    net.dead = {"2606:2800:220:1::1"}
    fetcher = open_fetcher(allow_private=False, resolve=net.resolve, network=net)
    site.pages["/"] = Reply(body=b"<rss/>")
    reply = await fetcher.fetch("http://news.example/", FeedState())
    assert reply.status == "new"
    assert net.dialled == ["2606:2800:220:1::1", "93.184.216.34"]


async def test_a_name_without_address_is_a_dns_failure(
    open_fetcher: Callable[..., Fetcher],
) -> None:
    async def nowhere(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    with pytest.raises(FeedError, match=r"gone\.example.*DNS") as caught:
        await open_fetcher(resolve=nowhere).fetch(
            "https://key:word@gone.example/feed?token=s3cret", FeedState()
        )
    assert caught.value.reason == "dns"
    assert "word" not in str(caught.value)
    assert "s3cret" not in str(caught.value)
