from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import EnumType
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from monitor.model import Alert, Assignment, Match, Message
from monitor.store import codec
from tests.builders import an_alert

PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    # Text as the parser lets it through: no lone surrogates.
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    int: st.integers(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    date: st.dates(),
    NoneType: st.none(),
}


def any_of(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type of the model, made from its annotations."""
    if kind in PLAIN:
        return PLAIN[kind]
    if isinstance(kind, EnumType):
        return st.sampled_from(kind)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{f.name: any_of(hints[f.name]) for f in fields(kind)})
    arguments = get_args(kind)
    if get_origin(kind) is UnionType:
        return st.one_of(*map(any_of, arguments))
    assert get_origin(kind) is tuple, kind
    if arguments[1:] == (...,):
        return st.lists(any_of(arguments[0]), max_size=2).map(tuple)
    return st.tuples(*map(any_of, arguments))


@pytest.mark.parametrize("kind", [Alert, Assignment, Message, tuple[Match, ...]])
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_value_comes_back_as_it_was(kind, data):
    value = data.draw(any_of(kind))
    assert codec.load(kind, codec.dump(kind, value)) == value


def test_values_inside_keep_their_types():
    back = codec.load(Alert, codec.dump(Alert, an_alert()))
    assert isinstance(back.report.matches, tuple)
    assert back.created_at.utcoffset() == an_alert().created_at.utcoffset()
    assert hash(back) == hash(an_alert())


def test_json_of_another_type_is_an_error():
    with pytest.raises(ValidationError):
        codec.load(Alert, '{"story_id": "s-1"}')
