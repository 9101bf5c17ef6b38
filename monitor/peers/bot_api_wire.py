"""Requests and answers of the Bot API, as bytes.

How parameters arrive and how answers are wrapped ("Making requests",
core.telegram.org/bots/api); not what any method means.
"""

import json
from collections.abc import Mapping
from email import message_from_bytes
from email.policy import HTTP
from urllib.parse import parse_qsl

from monitor.peers.http import Reply, Request

JSON_HEADERS = (("content-type", "application/json"),)


class ApiError(Exception):
    """A request that the server answers with an error.

    Attributes:
        code: the HTTP status as well.
        parameters: retry_after or migrate_to_chat_id.
    """

    def __init__(
        self,
        code: int,
        description: str,
        parameters: Mapping[str, int] | None = None,
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters or {}


def parameters(request: Request) -> dict[str, str]:
    """The method's parameters as text, from query and body, whatever the encoding.

    Raises:
        ApiError: a body that is not what its content type says.
    """
    kind = (request.header("content-type") or "").split(";")[0].strip().lower()
    found = dict(request.query)
    if kind == "application/json":
        found |= _from_json(request.body)
    elif kind == "multipart/form-data":
        found |= _from_multipart(request)
    else:
        found |= dict(parse_qsl(request.body.decode(), keep_blank_values=True))
    return found


def ok(result: object) -> Reply:
    """A success."""
    return _json(200, {"ok": True, "result": result})


def refused(error: ApiError) -> Reply:
    """An error, with its parameters if it has any."""
    content: dict[str, object] = {
        "ok": False,
        "error_code": error.code,
        "description": error.description,
    }
    if error.parameters:
        content["parameters"] = dict(error.parameters)
    return _json(error.code, content)


def flood_wait(seconds: int) -> ApiError:
    """Too many requests: how long to be quiet."""
    return ApiError(
        429,
        f"Too Many Requests: retry after {seconds}",
        {"retry_after": seconds},
    )


def migrated(chat_id: int) -> ApiError:
    """The group is a supergroup now, under another id."""
    return ApiError(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        {"migrate_to_chat_id": chat_id},
    )


def _json(status: int, content: object) -> Reply:
    body = json.dumps(content, ensure_ascii=False).encode()
    return Reply(status=status, headers=JSON_HEADERS, body=body)


def _from_json(body: bytes) -> dict[str, str]:
    try:
        values = json.loads(body)
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise ApiError(400, "Bad Request: can't parse JSON object")
    return {k: v if isinstance(v, str) else json.dumps(v) for k, v in values.items()}


def _from_multipart(request: Request) -> dict[str, str]:
    head = f"Content-Type: {request.header('content-type')}\r\n\r\n".encode()
    message = message_from_bytes(head + request.body, policy=HTTP)
    found: dict[str, str] = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            found[name] = content.decode()
    return found
