"""Settings come from the environment and are refused with a clear message when they are wrong."""

import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy.engine import make_url

from planner.cli import main
from planner.config import WrongSetting, from_environment


def test_nothing_set_means_an_embedded_database_in_the_data_folder(tmp_path: Path) -> None:
    settings = from_environment({"PLANNER_DATA": str(tmp_path / "new")})
    assert settings.database_url == f"sqlite:///{tmp_path}/new/planner.sqlite"
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)


def test_secret_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    first = from_environment({"PLANNER_DATA": str(tmp_path)}).secret_key
    assert from_environment({"PLANNER_DATA": str(tmp_path)}).secret_key == first
    assert len(first) == 64
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


def test_data_folder_is_made_for_its_owner_alone_and_an_old_secret_is_closed(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "new"
    from_environment({"PLANNER_DATA": str(folder)})
    assert folder.stat().st_mode & 0o777 == 0o700
    (folder / "secret").chmod(0o644)
    from_environment({"PLANNER_DATA": str(folder)})
    assert (folder / "secret").stat().st_mode & 0o777 == 0o600


def test_data_folder_is_made_for_the_database_where_the_secret_is_given(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    from_environment({"PLANNER_DATA": str(folder), "SECRET_KEY": "given"})
    assert folder.is_dir()


def test_short_address_of_postgresql_is_enough(tmp_path: Path) -> None:
    environment = {"PLANNER_DATA": str(tmp_path), "DATABASE_URL": "postgresql://a:b@host/name"}
    assert from_environment(environment).database_url == "postgresql+psycopg://a:b@host/name"


def test_day_and_port_are_read(tmp_path: Path) -> None:
    environment = {"PLANNER_DATA": str(tmp_path), "PLANNER_TODAY": "2026-06-30", "PORT": "81"}
    settings = from_environment(environment)
    assert (settings.today, settings.port) == (datetime.date(2026, 6, 30), 81)


def test_mail_needs_the_address_that_its_links_lead_to(tmp_path: Path) -> None:
    environment = {
        "PLANNER_DATA": str(tmp_path),
        "PLANNER_MAIL": "smtp://mail.example.org:587",
        "PLANNER_MAIL_FROM": "planner@example.org",
    }
    with pytest.raises(WrongSetting, match="PLANNER_URL"):
        from_environment(environment)
    settings = from_environment({**environment, "PLANNER_URL": "https://planner.example.org/"})
    assert settings.base_url == "https://planner.example.org"
    assert settings.mail is not None
    assert settings.secure_cookies


MAIL = {
    "PLANNER_MAIL_FROM": "Planner <planner@example.org>",
    "PLANNER_URL": "https://planner.example",
}


@pytest.mark.parametrize(
    ("address", "host", "port", "user", "password"),
    [
        ("smtp://a%40b.example:p%23s%2Fs%3Fw%25@host", "host", 25, "a@b.example", "p#s/s?w%"),
        ("smtp://a:b:c@[::1]:2525/", "::1", 2525, "a", "b:c"),
        ("smtps://mail.example.org", "mail.example.org", 465, None, None),
    ],
)
def test_name_and_password_of_the_mail_server_are_decoded(
    tmp_path: Path, address: str, host: str, port: int, user: str | None, password: str | None
) -> None:
    mail = from_environment({"PLANNER_DATA": str(tmp_path), **MAIL, "PLANNER_MAIL": address}).mail
    assert mail is not None
    assert (mail.host, mail.port, mail.user, mail.password) == (host, port, user, password)
    assert not password or password not in repr(mail)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("::1", "http://[::1]:8000"),
        ("[::1]", "http://[::1]:8000"),
        ("fe80::1%eth0", "http://[fe80::1%25eth0]:8000"),
        ("192.0.2.1", "http://192.0.2.1:8000"),
        ("planner.local", "http://planner.local:8000"),
    ],
)
def test_address_of_the_server_can_be_followed(tmp_path: Path, host: str, address: str) -> None:
    settings = from_environment({"PLANNER_DATA": str(tmp_path), "HOST": host})
    assert (settings.host, settings.base_url) == (host.strip("[]"), address)


def test_data_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "100%41? ü#"
    settings = from_environment({"PLANNER_DATA": str(folder)})
    assert make_url(settings.database_url).database == str(folder / "planner.sqlite")


def test_scheme_in_capitals_is_secure_as_well(tmp_path: Path) -> None:
    environment = {"PLANNER_DATA": str(tmp_path), "PLANNER_URL": "HTTPS://planner.example.org/ü/"}
    settings = from_environment(environment)
    assert settings.base_url == "https://planner.example.org/%C3%BC"
    assert settings.secure_cookies


SECRET = "geheim"
PASSWORDS = [f"{SECRET}{sign}x" for sign in "#/?"]
WRONG_ADDRESSES = [
    *[("PLANNER_MAIL", f"smtp://a:{password}@host:25") for password in PASSWORDS],
    ("PLANNER_MAIL", f"smtp://a:{SECRET}%@host"),
    ("PLANNER_MAIL", f"smtp://a:{SECRET}%FC@host"),
    ("PLANNER_MAIL", f"smtp://a:{SECRET}@host:abc"),
    ("PLANNER_MAIL", f"smtp://a:{SECRET}@host:99999"),
    ("PLANNER_MAIL", f"smtp://a:{SECRET}@host:0"),
    ("PLANNER_MAIL", f"smtp://a:{SECRET}@[::1"),
    ("PLANNER_MAIL", f"smtp://a:{SECRET}@ho st"),
    ("PLANNER_MAIL", "smtp://"),
    ("PLANNER_MAIL_FROM", "Planner"),
    ("PLANNER_MAIL_FROM", "planner@example.org\nBcc: evil@example.org"),
    ("DATABASE_URL", f"postgresql://a:{SECRET}@host:abc/name"),
    ("DATABASE_URL", f"postgresql://a:{SECRET}@host:99999/name"),
    ("DATABASE_URL", f"postgresql://a:{SECRET}@[::1/name"),
    ("DATABASE_URL", "postgres://host:/name"),
    ("PLANNER_URL", "https://planner.example.org:abc"),
    ("PLANNER_URL", "https://planner.example.org?x=1"),
    ("PLANNER_URL", "https://somebody@planner.example.org"),
    ("PLANNER_URL", "https://plän.example"),
    ("PLANNER_URL", "https://planner.example\n"),
    ("HOST", "http://127.0.0.1"),
    ("HOST", "not a host"),
]


@pytest.mark.parametrize(("name", "value"), WRONG_ADDRESSES)
def test_wrong_address_is_refused_without_repeating_its_password(
    tmp_path: Path, name: str, value: str
) -> None:
    environment = {**MAIL, "PLANNER_MAIL": "smtp://host", name: value}
    with pytest.raises(WrongSetting, match=f"^{name}: ") as refused:
        from_environment({"PLANNER_DATA": str(tmp_path), **environment})
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PLANNER_MAIL", "smtp://host:abc"),
        ("DATABASE_URL", "postgresql://host:abc/name"),
        ("DATABASE_URL", "postgresql://host/name?unknown=1"),
        ("DATABASE_URL", "sqlite:///x?timeout=abc"),
    ],
)
def test_command_refuses_a_wrong_address_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    environment = {**MAIL, "PLANNER_DATA": str(tmp_path), name: value}
    for key, text in environment.items():
        monkeypatch.setenv(key, text)
    result = CliRunner().invoke(main, ["serve"])
    assert result.exit_code == 1, result.output
    assert result.stderr.startswith(f"Error: {name}: ")


def test_command_says_that_no_database_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANNER_DATA", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/nowhere/planner.sqlite")
    result = CliRunner().invoke(main, ["database", "upgrade"])
    assert result.exit_code == 1
    assert result.stderr == "Error: The database does not answer: unable to open database file\n"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("PLANNER_TODAY", "2026-02-30"),
        ("PLANNER_TODAY", "1926-06-30"),
        ("PLANNER_TIME_ZONE", "Middle/Earth"),
        ("PLANNER_LANGUAGE", "fr"),
        ("PLANNER_WORKERS", "0"),
        ("PLANNER_UPLOAD_MB", "much"),
        ("PLANNER_CLOCKWORK", "sometimes"),
        ("DATABASE_URL", "mysql://nowhere"),
        ("PLANNER_MAIL", "pigeon://host"),
        ("PLANNER_URL", "planner.example.org"),
        ("PLANNER_PROXIES", "all"),
    ],
)
def test_wrong_setting_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(WrongSetting, match=name):
        from_environment({"PLANNER_DATA": str(tmp_path), name: value})


def test_how_much_can_be_sent_at_once_is_said_in_megabytes(tmp_path: Path) -> None:
    asked = {"PLANNER_DATA": str(tmp_path), "PLANNER_UPLOAD_MB": "64"}
    assert from_environment(asked).upload_limit == 64 * 1024 * 1024
