"""Settings: read once from the environment, refused with a clear message when they are wrong."""

import datetime
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from planner import clock, places, setting_addresses
from planner.insights import days
from planner.private_files import keep_private, make_private_folder
from planner.setting_addresses import (
    LAST_PORT,
    Mail,
    WebhookHosts,
    WrongSetting,
    web_address,
)

__all__ = ["Mail", "Settings", "WrongSetting", "calendar_from_environment", "from_environment"]

_LANGUAGES = ("de", "en")
_MEGABYTE = 1024 * 1024
WEBHOOK_RETRIES = (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)


@dataclass(frozen=True)
class Settings:
    """Everything that differs between one installation and the next."""

    database_url: str
    data_folder: Path
    secret_key: str
    keeps_secret: bool = True
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    today: datetime.date | None = None
    time_zone: str = "Europe/Berlin"
    language: str = "en"
    mail: Mail | None = None
    public_url: str | None = None
    proxies: int = 0
    secure_cookies: bool = False
    session_idle_hours: int = 168
    session_days: int = 30
    clockwork: bool = True
    testing: bool = False
    lock_patience: float = 60.0
    """Seconds for which SQLite's lock is waited for, before it is said to be busy."""
    api_rate: tuple[int, int] | None = (600, 60)
    """How many requests a token may make in how many seconds."""
    webhook_hosts: WebhookHosts = WebhookHosts()  # noqa: RUF009 - it is frozen
    webhook_retries: tuple[int, ...] = WEBHOOK_RETRIES
    """After how many seconds each is sent again that was not received."""
    upload_limit: int = 16 * _MEGABYTE
    """Bytes of one request, with all files in it."""
    form_limit: int = 2 * _MEGABYTE

    @property
    def secret_file(self) -> Path:
        """Where the secret lies, if it `keeps_secret`: if the environment does not say it."""
        return self.data_folder / "secret"

    @property
    def base_url(self) -> str:
        """Where people reach the program, for links in mails and on the command line."""
        return self.public_url or self.listening_at

    @property
    def path(self) -> str:
        """The path on its host that the program is served under, as `/planner`; empty at the top.

        It is percent-encoded and has no slash at its end.
        """
        return urlsplit(self.public_url or "").path

    @property
    def listening_at(self) -> str:
        """Where the server itself answers, without whatever stands in front of it."""
        return web_address(self.host, self.port)


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; raise WrongSetting naming the variable that is wrong."""
    folder = data_folder(environment)
    time_zone, today = calendar_from_environment(environment)
    public_url = setting_addresses.public_url(environment.get("PLANNER_URL"))
    mail = setting_addresses.mail(
        environment.get("PLANNER_MAIL"), environment.get("PLANNER_MAIL_FROM")
    )
    if not environment.get("DATABASE_URL"):
        _make(folder)
    if mail and not public_url:
        raise WrongSetting(
            "PLANNER_URL: write the address that people use; PLANNER_MAIL sends links to it."
        )
    return Settings(
        database_url=setting_addresses.database_url(environment.get("DATABASE_URL"), folder),
        data_folder=folder,
        secret_key=environment.get("SECRET_KEY") or _kept_secret(folder),
        keeps_secret=not environment.get("SECRET_KEY"),
        host=setting_addresses.host(environment.get("HOST") or "127.0.0.1"),
        port=_port(environment.get("PORT") or "8000", "PORT"),
        workers=_count(environment.get("PLANNER_WORKERS") or "2", "PLANNER_WORKERS"),
        upload_limit=_MEGABYTE
        * _count(environment.get("PLANNER_UPLOAD_MB") or "16", "PLANNER_UPLOAD_MB"),
        today=today,
        time_zone=time_zone,
        language=_language(environment.get("PLANNER_LANGUAGE") or "en"),
        mail=mail,
        public_url=public_url,
        proxies=_count(environment.get("PLANNER_PROXIES") or "0", "PLANNER_PROXIES", least=0),
        session_idle_hours=_count(
            environment.get("PLANNER_SESSION_IDLE_HOURS") or "168", "PLANNER_SESSION_IDLE_HOURS"
        ),
        session_days=_count(
            environment.get("PLANNER_SESSION_DAYS") or "30", "PLANNER_SESSION_DAYS"
        ),
        clockwork=_switch(environment.get("PLANNER_CLOCKWORK") or "on", "PLANNER_CLOCKWORK"),
        api_rate=_rate(environment.get("PLANNER_API_RATE") or "600/minute"),
        webhook_hosts=setting_addresses.webhook_hosts(environment.get("PLANNER_WEBHOOK_HOSTS")),
        webhook_retries=_retries(environment.get("PLANNER_WEBHOOK_RETRIES")),
        secure_cookies=bool(public_url and public_url.startswith("https://")),
    )


def data_folder(environment: Mapping[str, str]) -> Path:
    """Where what the program keeps in files lies, whether it is there or not."""
    return Path(environment.get("PLANNER_DATA") or _default_data_folder()).absolute()


def calendar_from_environment(
    environment: Mapping[str, str] = os.environ,
) -> tuple[str, datetime.date | None]:
    """The time zone and the fixed day alone, without touching the data folder."""
    zone = _zone(environment.get("PLANNER_TIME_ZONE") or "Europe/Berlin")
    return zone, _day(environment.get("PLANNER_TODAY"))


def _default_data_folder() -> Path:
    return (Path.cwd() if places.IS_INSTALLED else places.ROOT) / "instance"


def _make(data_folder: Path) -> None:
    try:
        make_private_folder(data_folder)
    except OSError as error:
        raise _not_writable(data_folder, error) from error


def _not_writable(data_folder: Path, error: OSError) -> WrongSetting:
    return WrongSetting(f"PLANNER_DATA: cannot write to {data_folder}: {error}.")


def _kept_secret(data_folder: Path) -> str:
    """The secret in the data folder, made on first use and readable by its owner alone."""
    path = data_folder / "secret"
    _make(data_folder)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        keep_private(path)
        return path.read_text().strip()
    except OSError as error:
        raise _not_writable(data_folder, error) from error
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32))
    return path.read_text().strip()


def _count(text: str, name: str, *, least: int = 1) -> int:
    if not text.isdecimal() or int(text) < least:
        raise WrongSetting(f"{name}: write a whole number from {least} up, not {text!r}.")
    return int(text)


def _switch(text: str, name: str) -> bool:
    if text not in ("on", "off"):
        raise WrongSetting(f"{name}: write on or off, not {text!r}.")
    return text == "on"


_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}


def _rate(text: str) -> tuple[int, int] | None:
    """`600/minute` as a number and seconds; `off` is None."""
    number, _, per = text.partition("/")
    if text != "off" and (not number.isdecimal() or int(number) < 1 or per not in _SECONDS):
        raise WrongSetting(f"PLANNER_API_RATE: write it as 600/minute, or off, not {text!r}.")
    return None if text == "off" else (int(number), _SECONDS[per])


def _retries(text: str | None) -> tuple[int, ...]:
    if not text:
        return WEBHOOK_RETRIES
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdecimal() and len(part) < 8 for part in parts):  # noqa: PLR2004 - a hundred days
        raise WrongSetting(
            f"PLANNER_WEBHOOK_RETRIES: write whole seconds with commas between, not {text!r}."
        )
    return tuple(map(int, parts))


def _language(text: str) -> str:
    """What is spoken to those who have chosen nothing and whose browser says nothing of use."""
    if text not in _LANGUAGES:
        raise WrongSetting(f"PLANNER_LANGUAGE: write {' or '.join(_LANGUAGES)}, not {text!r}.")
    return text


def _port(text: str, name: str) -> int:
    port = _count(text, name)
    if port > LAST_PORT:
        raise WrongSetting(f"{name}: write a port from 1 to 65535, not {text!r}.")
    return port


def _day(text: str | None) -> datetime.date | None:
    if not text:
        return None
    today = clock.today()
    day = days.written(text, today)
    if day is None or not days.is_plausible(day, today):
        raise WrongSetting(f"PLANNER_TODAY: write a day as 2026-06-30, not {text!r}.")
    return day


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise WrongSetting(
            f"PLANNER_TIME_ZONE: write a zone as Europe/Berlin, not {text!r}."
        ) from error
    return text
