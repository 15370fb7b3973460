"""The path that the program is served under, where its address has one: `https://host/planner`.

A proxy in front may pass the path on or take it off; both arrive here as if it had been passed on.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import unquote

from flask import Flask

from planner.setting_addresses import WrongSetting

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_TAKEN_OFF = "HTTP_X_FORWARDED_PREFIX"


def init_app(app: Flask) -> None:
    """Stand before everything else, files too; what composes addresses asks the request."""
    settings = app.config["PLANNER"]
    if not settings.path:
        return
    mount = Mount(app.wsgi_app, unquote(settings.path), trusts_proxies=settings.proxies > 0)
    app.wsgi_app = mount  # type: ignore[method-assign]  # how Flask takes a middleware
    app.config["SESSION_COOKIE_PATH"] = settings.path


def refuse_own_path(app: Flask) -> None:
    """Raise WrongSetting for a path that is also one of the program's pages: where a proxy takes
    it off, nobody could tell the two apart."""
    first = app.config["PLANNER"].path.split("/")[1:2]
    if first and any(rule.rule.split("/")[1:2] == first for rule in app.url_map.iter_rules()):
        raise WrongSetting(
            f"PLANNER_URL: /{first[0]} is a page of the program itself; serve it under another"
            " path, such as /planner."
        )


class Mount:
    """Takes the path off, and lets everybody behind know that it is there.

    Where a trusted proxy says that it has taken it off, what is left is not looked at.
    """

    def __init__(self, application: "WSGIApplication", path: str, *, trusts_proxies: bool) -> None:
        self._application = application
        self._path = path.encode().decode("latin-1")  # as WSGI has paths
        self._trusts_proxies = trusts_proxies

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        asked_for = environ.get("PATH_INFO", "")
        if not self._was_taken_off(environ) and f"{asked_for}/".startswith(f"{self._path}/"):
            environ["PATH_INFO"] = asked_for.removeprefix(self._path)
        environ["SCRIPT_NAME"] = self._path
        return self._application(environ, start_response)

    def _was_taken_off(self, environ: "WSGIEnvironment") -> bool:
        said = unquote(environ.get(_TAKEN_OFF, "")).rstrip("/")
        return self._trusts_proxies and said == self._path
