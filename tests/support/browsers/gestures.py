"""Buttons on pages that may be old: claims, signatures, decisions, undos, earlier values."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.support.editors import Editor
from tests.support.pages import Page

WORK = re.compile(r"/(claim|completion|cancellation|commitment|adoption|rejection|acceptance)$")
UNDO = re.compile(r"^/events/\d+/undo$")
RESTORATION = re.compile(r"^/events/\d+/restorations$")
# What each leaves in the history, by what its address ends with.
LEAVES = {
    "claim": {"activity.claimed", "request.created"},
    "DELETE claim": {"activity.released", "request.deleted"},
    "completion": {"activity.finished"},
    "DELETE completion": {"activity.reopened"},
    "cancellation": {"activity.cancelled"},
    "DELETE cancellation": {"activity.reopened"},
    "commitment": {"commitment.created", "commitment.updated"},
    "DELETE commitment": {"commitment.deleted"},
    "adoption": {"idea.adopted"},
    "DELETE adoption": {"idea.updated"},
    "rejection": {"idea.rejected"},
    "DELETE rejection": {"idea.updated"},
    "acceptance": {"request.accepted"},
}


@dataclass(frozen=True)
class Gesture:
    editor: Editor
    page: Page
    address: str
    fields: dict[str, Any]

    @property
    def path(self) -> str:
        return urlsplit(self.address).path

    @property
    def verb(self) -> str:
        """`claim`, or `DELETE claim`."""
        method = parse_qs(urlsplit(self.address).query).get("_method", [""])[0]
        return f"{method} {self.path.rpartition('/')[2]}".strip()

    @property
    def subject_id(self) -> int:
        return int(self.path.split("/")[2])

    def make(self, *, htmx: bool = False) -> Page:
        fields = {name: [value] for name, value in self.fields.items()}
        send = self.editor.visitor.send
        return send("POST", self.address, fields, came_from=self.page, htmx=htmx)


def buttons(editor: Editor, page: Page) -> list[Gesture]:
    """What can be pressed, whether its form stands around it or elsewhere on the page."""
    found = {}
    for form in page.forms:
        values = {name: form[name] for name in form.names}
        addresses = [form.element["action"], *(button["formaction"] for button in form.buttons)]
        for address in filter(None, addresses):
            key = address, str(values.get("field")), str(values.get("side"))
            found[key] = Gesture(editor, page, address, values)
    return list(found.values())
