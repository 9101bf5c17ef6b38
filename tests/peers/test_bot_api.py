"""The emulator refuses what the real server refuses, and serves its clients."""

import asyncio

import httpx
import pytest
from telegram import Bot

from monitor.peers.bot_api import BotApi, Chat, ChatState
from monitor.peers.bot_api_faults import flood
from tests.builders import NOW
from tests.peers.clock import Clock

TOKEN = "123456789:AAE" + "x" * 32
PERSON, GROUP, FORUM = 42, -7, -1001


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def api(clock) -> BotApi:
    chats = {
        PERSON: Chat(title="Awa"),
        GROUP: Chat(title="Desk"),
        FORUM: Chat(title="Forum", topics=frozenset({5})),
    }
    return BotApi(token=TOKEN, chats=chats, now=clock)


@pytest.fixture
async def server(api):
    """Base address of the methods, and a plain HTTP client."""
    async with (
        api.serve() as url,
        httpx.AsyncClient(base_url=f"{url}/bot{TOKEN}/", verify=False) as client,
    ):
        yield client


async def call(server: httpx.AsyncClient, method: str, **values):
    return (await server.post(method, json=values)).json()


async def description(server, method: str, **values) -> str:
    answer = await call(server, method, **values)
    assert answer["ok"] is False
    return answer["description"]


async def test_python_telegram_bot_works_as_it_is(api):
    async with api.serve() as url, Bot(TOKEN, base_url=f"{url}/bot") as bot:
        assert bot.username == "monitor_bot"
        assert (await bot.get_chat(FORUM)).is_forum
        sent = await bot.send_message(
            FORUM, "<b>a</b>", parse_mode="HTML", message_thread_id=5
        )
        assert (sent.text, sent.date, sent.message_thread_id) == ("a", NOW, 5)
        assert sent.from_user.is_bot
        edited = await bot.edit_message_text("b", FORUM, sent.message_id)
        assert edited.text == "b"
        assert await bot.delete_message(FORUM, sent.message_id)
    assert [s.text for s in api.sent] == ["a"]
    assert api.messages == {}


@pytest.mark.parametrize(
    "request_body",
    [
        {"json": {"chat_id": GROUP, "text": "é & <", "disable_notification": True}},
        {"data": {"chat_id": GROUP, "text": "é & <", "disable_notification": "true"}},
        {
            "files": {
                "chat_id": (None, str(GROUP)),
                "text": (None, "é & <"),
                "disable_notification": (None, "true"),
            }
        },
        {"params": {"chat_id": GROUP, "text": "é & <", "disable_notification": "true"}},
    ],
    ids=["json", "form", "multipart", "query"],
)
async def test_parameters_come_in_four_ways(api, server, request_body):
    answer = (await server.post("sendMessage", **request_body)).json()
    assert answer["result"]["text"] == "é & <"
    assert api.sent[0].silent


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/bot123456789:wrong/getMe", 401),
        ("/bot123456789/getMe", 404),
        ("/getMe", 404),
        (f"/bot{TOKEN}/sendPoem", 404),
    ],
)
async def test_wrong_token_or_method(api, path, status):
    async with (
        api.serve() as url,
        httpx.AsyncClient(verify=False) as client,
    ):
        answer = await client.get(url + path)
    assert (answer.status_code, answer.json()["error_code"]) == (status, status)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"chat_id": 5, "text": "x"}, "chat not found"),
        ({"chat_id": "@nobody", "text": "x"}, "chat not found"),
        ({"text": "x"}, "chat_id is empty"),
        ({"chat_id": GROUP}, "message text is empty"),
        ({"chat_id": GROUP, "text": " \n\x01"}, "message text is empty"),
        (
            {"chat_id": GROUP, "text": "<b> </b>", "parse_mode": "HTML"},
            "message text is empty",
        ),
        ({"chat_id": GROUP, "text": "x" * 4097}, "message is too long"),
        ({"chat_id": GROUP, "text": "🔥" * 2049}, "message is too long"),
        (
            {"chat_id": GROUP, "text": "<b>", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            {"chat_id": GROUP, "text": "*x*", "parse_mode": "MarkdownV2"},
            "unsupported parse_mode",
        ),
        (
            {
                "chat_id": GROUP,
                "text": f"<a href='https://e.example/{'x' * 9500}'>x</a>",
                "parse_mode": "HTML",
            },
            "ENTITIES_TOO_LONG",
        ),
        (
            {"chat_id": GROUP, "text": "x", "message_thread_id": 5},
            "message thread not found",
        ),
        (
            {"chat_id": FORUM, "text": "x", "message_thread_id": 6},
            "message thread not found",
        ),
        (
            {"chat_id": GROUP, "text": "x", "reply_parameters": {"message_id": 9}},
            "message to be replied not found",
        ),
        (
            {"chat_id": GROUP, "text": "x", "reply_parameters": "x"},
            "can't parse reply_parameters JSON object",
        ),
    ],
)
async def test_bad_request_is_refused(api, server, values, words):
    assert await description(server, "sendMessage", **values) == f"Bad Request: {words}"
    assert api.sent == []
    assert [words in refusal[2] for refusal in api.refused] == [True]


@pytest.mark.parametrize(
    ("chat", "words"),
    [
        (Chat(state=ChatState.BLOCKED), "Forbidden: bot was blocked by the user"),
        (Chat(state=ChatState.KICKED), "Forbidden: bot was kicked from the group chat"),
        (
            Chat(state=ChatState.MUTED),
            "Bad Request: not enough rights to send text messages to the chat",
        ),
        (
            Chat(moved_to=-1009),
            "Bad Request: group chat was upgraded to a supergroup chat",
        ),
    ],
)
async def test_chat_that_takes_nothing(api, server, chat, words):
    api.chats[GROUP] = chat
    assert await description(server, "sendMessage", chat_id=GROUP, text="x") == words


async def test_longest_text_counts_after_parsing(api, server):
    text = "<b>" + "&amp;" * 4096 + "</b>"
    answer = await call(
        server, "sendMessage", chat_id=GROUP, text=text, parse_mode="HTML"
    )
    assert answer["ok"]
    assert api.sent[0].text == "&" * 4096


async def test_reply_can_be_sent_without_its_target(api, server):
    gone = {"message_id": 9, "allow_sending_without_reply": True}
    await call(server, "sendMessage", chat_id=GROUP, text="x", reply_parameters=gone)
    there = {"message_id": api.sent[0].message_id}
    await call(server, "sendMessage", chat_id=GROUP, text="y", reply_parameters=there)
    assert [s.reply_to for s in api.sent] == [None, 1]


async def test_edits(api, server):
    await call(server, "sendMessage", chat_id=GROUP, text="x")
    same = {"chat_id": GROUP, "message_id": 1, "text": "x"}
    assert "message is not modified" in await description(
        server, "editMessageText", **same
    )
    gone = {"chat_id": GROUP, "message_id": 2, "text": "x"}
    assert "message to edit not found" in await description(
        server, "editMessageText", **gone
    )
    await call(server, "editMessageText", **(same | {"text": "y"}))
    assert api.messages[GROUP, 1].text == "y"
    assert api.sent[0].text == "x"
    assert "message to delete not found" in await description(
        server, "deleteMessage", chat_id=GROUP, message_id=2
    )


async def send(server, chat_id: int) -> int:
    """Seconds that the server says to wait; 0 when it took the message."""
    answer = await call(server, "sendMessage", chat_id=chat_id, text="x")
    return 0 if answer["ok"] else answer["parameters"]["retry_after"]


async def test_one_a_second_to_a_person(server, clock):
    assert [await send(server, PERSON) for _ in range(2)] == [0, 1]
    clock.forward(1)
    assert await send(server, PERSON) == 0


async def test_twenty_a_minute_to_a_group(server, clock):
    for _ in range(20):
        assert await send(server, GROUP) == 0
        clock.forward(1)
    assert await send(server, GROUP) == 40
    assert await send(server, FORUM) == 0
    clock.forward(40)
    assert await send(server, GROUP) == 0


async def test_thirty_a_second_over_all(api, server, clock):
    api.chats |= {chat_id: Chat() for chat_id in range(100, 140)}
    waits = [await send(server, chat_id) for chat_id in range(100, 131)]
    assert waits == [0] * 30 + [1]
    clock.forward(1)
    assert await send(server, 131) == 0


async def test_chat_stays_closed_after_an_ordered_flood(api, server, clock):
    api.faults.append(flood(35))
    assert await send(server, GROUP) == 35
    clock.forward(10)
    assert await send(server, GROUP) == 25
    assert await send(server, PERSON) == 0
    clock.forward(25)
    assert await send(server, GROUP) == 0


async def test_faults_hit_in_order_and_only_what_writes(api, server):
    api.faults.extend([flood(1), flood(2)])
    assert (await call(server, "getMe"))["ok"]
    waits = await asyncio.gather(send(server, PERSON))
    waits += await asyncio.gather(send(server, GROUP))
    assert waits == [1, 2]
    assert not api.faults
