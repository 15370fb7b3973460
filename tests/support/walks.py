"""Walks through all pages as somebody, with a permission taken away, and says what is left of it.

A first walk with the table as it is writes down what each page offers and shows, and what the view
behind each offer asks the table for. With a permission taken away only those pages are read again
that had to do with it. What is changed on the way is never committed.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qs, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException

from planner.access import Permission
from tests.support.pages import Visitor

Offer = tuple[str, str]
"""A method and the address that it is sent to."""

_TAG = re.compile(r"<[a-z]+\b[^>]*>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_SENT = {"href": "GET", "data-hx-get": "GET", "data-hx-post": "POST", "data-hx-put": "PUT"}
_SENT |= {"data-hx-patch": "PATCH", "data-hx-delete": "DELETE"}
_BY_ONESELF = {"sign_ins.destroy", "sign_ins.create", "language.update", ""}
_REFUSED = (403, 404)
_MOST_OF_A_KIND = 2
"""So many pages of one view are read beside those that the walk begins with."""
_FRAMES = 10
"""So many pages are read again on which only the frame around them, one template, had to do with
what was taken away: what is offered on that share of all stands in it."""
_OF_THE_FRAME = 0.7


@dataclass(frozen=True)
class Seen:
    """A page as somebody saw it with the whole table."""

    address: str
    html: str
    offers: set[Offer]


class Walk:
    """One person's way through the application.

    `asked` is the set in which the checks note what they ask the table for.
    """

    def __init__(self, app: Flask, visitor: Visitor, asked: set[Permission]) -> None:
        self.app, self.visitor, self.asked = app, visitor, asked
        self.seen: dict[str, Seen] = {}
        self._ways: dict[Offer, tuple[str, str]] = {}
        self._needs: dict[tuple[str, str], set[Permission]] = defaultdict(set)

    def begin(self, addresses: Iterable[str]) -> None:
        """Read all of these, and some of the pages that they lead to."""
        waiting = list(dict.fromkeys(addresses))
        known, read = set(waiting), defaultdict[str, int](int)
        for address in waiting:
            self._read(address)
            for method, offered in sorted(self._offers_on(address)):
                endpoint, _method = self._way(method, offered)
                if method == "GET" and offered not in known and read[endpoint] < _MOST_OF_A_KIND:
                    read[endpoint] += 1
                    known.add(offered)
                    waiting.append(offered)
        self._try_forms()

    def without(self, permission: Permission, marks: Iterable[str]) -> Iterator[str]:
        """What is still shown or offered, though the table does not allow it."""
        answers: dict[Offer, int] = {}
        for page in self._concerned(permission, marks):
            status, html = self._ask("GET", page.address)
            if status != 200:
                continue
            yield from (f"{page.address} shows {mark!r}" for mark in marks if mark in html)
            for offer in sorted(offers(html)):
                if permission in self._needs[self._way(*offer)] and offer not in answers:
                    answers[offer] = self._ask(*offer)[0]
                if answers.get(offer) in _REFUSED:
                    yield f"{page.address} offers {' '.join(offer)}: {answers[offer]}"

    def _concerned(self, permission: Permission, marks: Iterable[str]) -> Iterator[Seen]:
        """The pages that show or offer what the permission gives; of those of one view on which it
        is the same, the first."""
        often = Counter(offer for page in self.seen.values() for offer in page.offers)
        frames, known = 0, set()
        for page in self.seen.values():
            found = [o for o in page.offers if permission in self._needs[self._way(*o)]]
            marked = [mark for mark in marks if mark in page.html]
            given = (self._way("GET", page.address), frozenset(map(self._kind, found)), *marked)
            if given in known:
                continue
            known.add(given)
            if marked or any(often[offer] < _OF_THE_FRAME * len(self.seen) for offer in found):
                yield page
            elif found and frames < _FRAMES:
                frames += 1
                yield page

    def _kind(self, offer: Offer) -> tuple[str, str]:
        return self._way(*offer)

    def _read(self, address: str) -> None:
        status, html = self._ask("GET", address)
        if status == 200:
            self.seen[address] = Seen(address, html, offers(html))

    def _offers_on(self, address: str) -> set[Offer]:
        return self.seen[address].offers if address in self.seen else set()

    def _try_forms(self) -> None:
        """Send one form of each kind that is offered, empty, to see what it takes."""
        kinds = {self._way(*offer): offer for page in self.seen.values() for offer in page.offers}
        for (endpoint, method), offer in sorted(kinds.items()):
            if method != "GET" and endpoint not in _BY_ONESELF:
                self._ask(*offer)

    def _way(self, method: str, address: str) -> tuple[str, str]:
        """The view that such a request reaches, and the method; no view where there is none.

        Pages offer the same time and again, and to match an address takes as long as to read it.
        """
        offer = (method, address)
        if offer not in self._ways:
            self._ways[offer] = self._matched(*offer)
        return self._ways[offer]

    def _matched(self, method: str, address: str) -> tuple[str, str]:
        adapter = self.app.url_map.bind("localhost")
        try:
            endpoint, _values = adapter.match(urlsplit(address).path, method=method)
        except HTTPException:
            return "", method
        return str(endpoint), method

    def _ask(self, method: str, address: str) -> tuple[int, str]:
        self.asked.clear()
        english = {"Accept-Language": "en"}
        response = self.visitor.client.open(address, method=method, headers=english)
        is_read = (response.mimetype or "").startswith("text/") or response.is_json
        text = response.text if is_read else ""
        response.close()
        self._needs[self._way(method, address)] |= self.asked
        if method != "GET":  # what is said of it, and offered to undo it, is on no page
            with self.visitor.client.session_transaction() as session:
                session.pop("_flashes", None)
        return response.status_code, text


def offers(html: str) -> set[Offer]:
    """Everything on a page that a click or a form asks for."""
    found = set()
    for tag in _TAG.findall(html):
        given = {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}
        sent = [(method, given[name]) for name, method in _SENT.items() if name in given]
        forms = [given[name] for name in ("action", "formaction") if name in given]
        sent += [(given.get("method", "post").upper(), at) for at in forms]
        found |= {(_meant(method, at), at.partition("#")[0]) for method, at in sent}
    return {(method, address) for method, address in found if address.startswith("/")}


def _meant(method: str, address: str) -> str:
    """Forms can only POST; their address says what they mean."""
    said = parse_qs(urlsplit(address).query).get("_method", [""])[0]
    return said if method == "POST" and said else method
