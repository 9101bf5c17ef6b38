"""Where secrets come from, and how they are kept from being seen."""

import pytest

from monitor import secrets
from monitor.errors import ConfigError


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "telegram.token"
    path.write_text("from the file\n")
    path.chmod(0o600)
    return path


@pytest.fixture
def credentials(tmp_path):
    folder = tmp_path / "credentials"
    folder.mkdir()
    (folder / "telegram.token").write_text("from systemd\n")
    return {"CREDENTIALS_DIRECTORY": str(folder)}


ENVIRON = {"MONITOR_TELEGRAM_TOKEN": "from the environment"}


def test_systemd_credential_comes_first(file, credentials):
    environ = credentials | ENVIRON
    assert secrets.read("telegram.token", file=file, environ=environ) == "from systemd"


def test_file_comes_before_the_environment(file):
    assert secrets.read("telegram.token", file=file, environ=ENVIRON) == "from the file"


def test_credential_of_another_name_does_not_count(file, credentials):
    found = secrets.read("smtp.password", file=file, environ=credentials)
    assert found == "from the file"


@pytest.mark.parametrize("name", ["telegram.token", "telegram-token", "telegram_token"])
def test_environment_is_asked_in_upper_case(name):
    assert secrets.read(name, environ=ENVIRON) == "from the environment"


def test_secret_that_is_nowhere_says_where_to_put_it():
    with pytest.raises(ConfigError, match=r"\$MONITOR_TELEGRAM_TOKEN"):
        secrets.read("telegram.token", environ={})


@pytest.mark.parametrize(
    ("content", "secret"),
    [("x\n", "x"), ("x\r\n", "x"), ("x", "x"), (" x y ", " x y "), ("é\n", "é")],
)
def test_line_end_is_no_part_of_a_secret(file, content, secret):
    file.write_bytes(content.encode())
    assert secrets.read("t", file=file, environ={}) == secret


@pytest.mark.parametrize("content", [b"", b"\n", b"  \n", b"\xff\xfe"])
def test_file_that_holds_no_secret_is_refused(file, content):
    file.write_bytes(content)
    with pytest.raises(ConfigError, match=r"telegram\.token"):
        secrets.read("t", file=file, environ={})


def test_empty_variable_is_refused():
    with pytest.raises(ConfigError, match="empty"):
        secrets.read("t", environ={"MONITOR_T": ""})


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o620, 0o666])
def test_file_that_others_can_use_is_told_of(file, mode):
    file.chmod(mode)
    assert secrets.is_exposed(file)


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_file_of_ones_own_is_read(file, mode):
    file.chmod(mode)
    assert not secrets.is_exposed(file)
    assert secrets.read("t", file=file, environ={}) == "from the file"


def test_file_that_is_missing_is_not_exposed(tmp_path):
    assert not secrets.is_exposed(tmp_path / "nowhere")


@pytest.mark.parametrize("place", ["missing", "."])
def test_file_that_cannot_be_read_is_named(tmp_path, place):
    tmp_path.chmod(0o700)
    with pytest.raises(ConfigError, match="cannot be read"):
        secrets.read("t", file=tmp_path / place, environ={})


def test_rotated_file_is_read_anew(file):
    secrets.read("t", file=file, environ={})
    file.write_text("new")
    assert secrets.read("t", file=file, environ={}) == "new"


def test_secret_that_nobody_put_anywhere_is_none_where_it_may_be(file):
    assert secrets.find("t", environ={}) is None
    assert secrets.find("t", file=file, environ={}) == "from the file"


def test_secret_that_is_said_to_be_somewhere_has_to_be_there(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        secrets.find("t", file=tmp_path / "missing", environ={})
    with pytest.raises(ConfigError, match="empty"):
        secrets.find("t", environ={"MONITOR_T": ""})
