"""Settings come from the environment and are refused with a clear message when they are wrong."""

import datetime
from pathlib import Path

import pytest

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
