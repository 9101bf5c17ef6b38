import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import FeedError
from monitor.feeds.decode import Body, coding


def a_body(*, max_size: int = 1000, gzipped: bool = True) -> Body:
    return Body(max_size=max_size, gzipped=gzipped, host="h.example")


def decoded(pieces: list[bytes], **settings: bool | int) -> bytes:
    body = a_body(**settings)  # type: ignore[arg-type]
    for piece in pieces:
        body.add(piece)
    return body.whole()


@given(st.binary(max_size=900), st.integers(1, 50), st.booleans())
def test_any_cut_into_pieces_gives_the_same_bytes(
    data: bytes, size: int, gzipped: bool
) -> None:
    wire = gzip.compress(data) if gzipped else data
    pieces = [wire[i : i + size] for i in range(0, len(wire), size)]
    assert decoded(pieces, gzipped=gzipped) == data


@given(st.binary(max_size=500), st.data())
def test_no_part_of_a_gzip_passes_as_the_whole(
    data: bytes, draw: st.DataObject
) -> None:
    wire = gzip.compress(data)
    cut = draw.draw(st.integers(0, len(wire) - 1))
    with pytest.raises(FeedError) as caught:
        decoded([wire[:cut]])
    assert caught.value.reason == "truncated"


@given(st.binary(max_size=300))
def test_any_bytes_end_in_a_body_or_a_feed_error(data: bytes) -> None:
    try:
        assert len(decoded([b"\x1f\x8b\x08\x00", data])) <= 1000
    except FeedError as error:
        assert error.reason in ("encoding", "truncated", "too_big")


@pytest.mark.parametrize("size", [1000, 1001])
@pytest.mark.parametrize("gzipped", [True, False])
def test_the_limit_is_exact(size: int, gzipped: bool) -> None:
    wire = gzip.compress(bytes(size)) if gzipped else bytes(size)
    if size <= 1000:
        assert len(decoded([wire], gzipped=gzipped)) == size
        return
    with pytest.raises(FeedError) as caught:
        decoded([wire], gzipped=gzipped)
    assert caught.value.reason == "too_big"


def test_bytes_that_decode_to_nothing_are_limited_too() -> None:
    packer = zlib.compressobj(0, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    body = a_body()
    body.add(packer.compress(b""))
    with pytest.raises(FeedError) as caught:
        for _ in range(1000):
            body.add(packer.flush(zlib.Z_FULL_FLUSH) or b"\x00\x00\x00\xff\xff")
    assert caught.value.reason == "too_big"


@pytest.mark.parametrize("cut", range(1, 60))
def test_gzip_members_in_a_row_are_one_body(cut: int) -> None:
    wire = gzip.compress(b"first ") + gzip.compress(b"second")
    assert decoded([wire[:cut], wire[cut:]]) == b"first second"


def test_padding_after_the_gzip_is_ignored() -> None:
    assert decoded([gzip.compress(b"x") + b"\x00\x00", b"\x00"]) == b"x"


CODINGS = [
    ([], False),
    ([""], False),
    (["identity"], False),
    (["gzip"], True),
    (["GZIP "], True),
    (["x-gzip"], True),
    (["identity, gzip"], True),
]


@pytest.mark.parametrize(("values", "gzipped"), CODINGS)
def test_one_layer_of_gzip_or_none_is_read(values: list[str], gzipped: bool) -> None:
    assert coding(values, host="h.example") is gzipped
