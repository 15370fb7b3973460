"""Under a path of a host, `https://host/planner`: no address of any page leads out of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pytest
from flask import Flask

from planner import create_app
from planner.config import Settings
from planner.setting_addresses import WrongSetting
from planner.views.web.http.mount import Mount
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.stories.cast import PASSWORD, Cast
from tests.support.stories.places import Place, Surroundings, surroundings

ROOT = "/planner"
HOST = "http://localhost"
pytestmark = pytest.mark.databases("sqlite")

# In an attribute an address stands alone, or in quotes within JSON or a selector.
_ADDRESS = re.compile(r"""(?:^|["'(])(/[a-z?#][^\s"'()]*|/$)""")
_NO_ADDRESSES = {
    "aria-keyshortcuts",
    "alt",
    "aria-label",
    "content",
    "d",
    "placeholder",
    "title",
    "class",
    "pattern",
}
_LEADING = ("Location", "HX-Redirect", "HX-Location", "HX-Push-Url", "HX-Replace-Url")


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, public_url=f"{HOST}{ROOT}")


class TakingOff:
    """A proxy that takes the path off before it passes a request on."""

    def __init__(self, application: Any) -> None:
        self._application = application

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        assert environ["PATH_INFO"].startswith(ROOT)
        environ["PATH_INFO"] = environ["PATH_INFO"].removeprefix(ROOT) or "/"
        answer: Iterable[bytes] = self._application(environ, start_response)
        return answer


@pytest.fixture(params=["the proxy passes the path on", "the proxy takes the path off"])
def mounted(app: Flask, request: pytest.FixtureRequest) -> Iterator[Flask]:
    usual = app.wsgi_app
    if "off" in request.param:
        app.wsgi_app = TakingOff(usual)  # type: ignore[method-assign]  # how Flask takes a middleware
    yield app
    app.wsgi_app = usual  # type: ignore[method-assign]  # as it was


def outside(page: Page) -> Iterator[str]:
    """What on a page, in its fields or in its headers, leads out of the path."""
    for element in page.root.everything:
        for name, value in element.attributes.items():
            if name not in _NO_ADDRESSES:
                yield from (f"{element.tag} {name}={value}" for _ in _leading_out(value))
    for name in _LEADING:
        if not is_inside(page.headers.get(name, ROOT)):
            yield f"{name}: {page.headers[name]}"
    for cookie in page.headers.getlist("Set-Cookie"):
        if f"Path={ROOT}" not in re.split(r";\s*", cookie):
            yield f"cookie {cookie}"


def _leading_out(value: str) -> list[str]:
    return [found for found in _ADDRESS.findall(value) if not is_inside(found)]


def is_inside(address: str) -> bool:
    path = address.removeprefix(HOST)
    return path == ROOT or path.startswith((f"{ROOT}/", f"{ROOT}?", f"{ROOT}#"))


def test_no_page_leads_out_of_the_path(
    app: Flask, cast: Cast, around: Surroundings, visitor: Visitors
) -> None:
    people = [*(visitor(one) for one in (around.member, cast.ada, cast.mira)), visitor()]
    wrong, shown = set(), set()
    for place in pages_of(around):
        for who in people:
            page = who.visit(f"{ROOT}{place.address}")
            wrong |= {f"{place.endpoint}: {found}" for found in outside(page)}
            if page.status == 200:
                shown.add(place.endpoint)
                break
        fragment = people[0].visit(f"{ROOT}{place.address}", htmx=True)
        wrong |= {f"{place.endpoint}: {found}" for found in outside(fragment)}
    assert len(shown) > 100
    assert wrong == set(), "\n".join(sorted(wrong))


def pages_of(around: Surroundings) -> list[Place]:
    return [
        place
        for place in around.places
        if place.method == "GET" and place.endpoint not in ("streams.show", "static")
    ]


@pytest.fixture
def around(app: Flask, cast: Cast) -> Surroundings:
    return surroundings(app)


def test_no_form_leads_out_of_the_path(
    app: Flask, cast: Cast, around: Surroundings, visitor: Visitors
) -> None:
    """What is sent as it stands is refused, saved or asked about; wherever that leads, it is in."""
    who = visitor(around.member)
    pages = [who.visit(f"{ROOT}{place.address}") for place in pages_of(around)]
    found = [form for page in pages for form in page.forms if form.element["method"] == "post"]
    by_action = {form.element["action"]: form for form in found}
    by_action = {action: by_action[action] for action in sorted(by_action, key=ends)}
    wrong = set()
    for number, (action, form) in enumerate(by_action.items()):
        page = form.submit(htmx=number % 2 == 1)
        assert page.status < 500, action
        wrong |= {f"{action}: {found}" for found in outside(page)}
    assert len(by_action) > 60
    assert wrong == set(), "\n".join(sorted(wrong))


def ends(action: str) -> int:
    """What takes a thing away comes after the others, and signing out at the very end."""
    return 2 if "/sign-in" in action else int("DELETE" in action)


def test_who_has_to_sign_in_comes_to_the_page_asked_for(
    mounted: Flask, cast: Cast, visitor: Visitors
) -> None:
    asked_for = f"{ROOT}/plans/{cast.plan.id}?goals=open"
    page = visitor().visit(asked_for)
    assert page.status == 302
    assert page.location.startswith(f"{ROOT}/sign-in?next=")
    form = page.follow().form(f"{ROOT}/sign-in")
    signed_in = form.fill(email=cast.anna.email, password=PASSWORD).submit()
    assert (signed_in.status, signed_in.location) == (303, asked_for)
    assert cast.plan.customer.name in signed_in.follow().text


@pytest.mark.parametrize(
    "elsewhere", ["/other", "/planners/1", "/planner/../other", "/planner/%2e%2e/other", "//other"]
)
def test_nobody_is_led_to_what_else_is_on_the_host(
    app: Flask, cast: Cast, visitor: Visitors, elsewhere: str
) -> None:
    form = visitor().visit(f"{ROOT}/sign-in?next={elsewhere}").form(f"{ROOT}/sign-in")
    page = form.fill(email=cast.anna.email, password=PASSWORD).submit()
    assert page.location == f"{ROOT}/customers"


def test_the_files_of_a_page_are_found(mounted: Flask, visitor: Visitors) -> None:
    page = visitor().visit(f"{ROOT}/sign-in")
    files = [*(one["src"] for one in page.root.all("script")), page.root.all("link")[0]["href"]]
    assert len(files) > 5
    assert {visitor().send("HEAD", file, {}).status for file in files} == {200}


def test_the_path_alone_leads_in(mounted: Flask, cast: Cast, visitor: Visitors) -> None:
    for address in (ROOT, f"{ROOT}/"):
        assert visitor(cast.anna).visit(address).follow().status == 200


def test_links_for_others_have_the_path_once(app: Flask, cast: Cast, visitor: Visitors) -> None:
    result = app.test_cli_runner().invoke(
        args=["people", "add", "Eva", "--email", "eva@example.org", "--role", "generalist"]
    )
    assert result.stdout.startswith(f"{HOST}{ROOT}/password/")
    page = visitor(cast.ada).visit(f"{ROOT}/people/{cast.jo.id}")
    address = page.press("Make a link to set a password").element("password-link-address")
    assert address["value"].startswith(f"{HOST}{ROOT}/password/")


@pytest.mark.parametrize("path", ["/plans", "/static", "/team/planner"])
def test_a_path_that_is_a_page_of_the_program_is_refused(settings: Settings, path: str) -> None:
    with pytest.raises(WrongSetting, match="PLANNER_URL"):
        create_app(replace(settings, public_url=f"{HOST}{path}"))


def seen(environment: dict[str, str], *, path: str = ROOT, trusts_proxies: bool = True) -> str:
    """The two halves of the path that the program sees."""

    def application(environ: Any, _start_response: Any) -> list[bytes]:
        return [f"{environ['SCRIPT_NAME']} {environ['PATH_INFO']}".encode("latin-1")]

    mount = Mount(application, unquote(path), trusts_proxies=trusts_proxies)
    return b"".join(mount(environment, lambda *_: lambda _: None)).decode()


def test_only_a_trusted_proxy_says_that_it_has_taken_the_path_off() -> None:
    def asked(said: str) -> dict[str, str]:
        return {"PATH_INFO": "/planner/x", "HTTP_X_FORWARDED_PREFIX": said}

    assert seen(asked(ROOT)) == "/planner /planner/x"
    assert seen(asked(ROOT), trusts_proxies=False) == "/planner /x"
    assert seen(asked("/other")) == "/planner /x"
    assert seen({"PATH_INFO": "/planners"}) == "/planner /planners"
    assert seen({"PATH_INFO": "/ü/x".encode().decode("latin-1")}, path="/%C3%BC") == "/ü /x"
