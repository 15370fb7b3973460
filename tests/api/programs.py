"""A program that asks with a token of somebody."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from planner.api.tokens import actions
from planner.database import db
from planner.models import Person, TokenScope

ROOT = "/api/v1"


class Program:
    """Sends and reads JSON; keeps no cookies."""

    def __init__(self, app: Flask, person: Person, scope: TokenScope) -> None:
        with app.app_context():
            owner = db.session.get_one(Person, person.id)
            _token, self.secret = actions.make(owner, "A program", scope, 30, by=owner)
            db.session.commit()
        self.client: FlaskClient = app.test_client(use_cookies=False)

    def send(self, method: str, address: str, body: Any = None, **headers: str) -> TestResponse:
        """`address` is below `/api/v1`, or whole as an answer has it; `If_Match` is a header."""
        path = address if address.startswith(ROOT) else ROOT + address
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        said.setdefault("Authorization", f"Bearer {self.secret}")
        sent: dict[str, Any] = {} if body is None else {"json": body}
        return self.client.open(path, method=method, headers=said, **sent)

    def get(self, address: str, **headers: str) -> TestResponse:
        return self.send("GET", address, **headers)

    def items(self, address: str) -> list[Any]:
        """All items of a list, however many stretches it comes in."""
        found: list[Any] = []
        following: str | None = address
        while following:
            answer = self.get(following)
            assert answer.status_code == 200, answer.text
            found += answer.get_json()["items"]
            following = answer.get_json()["next"]
        return found


def known_arguments(program: Program, plan: str) -> dict[str, dict[str, Any]]:
    """What is there to stand in the arguments of each address."""
    customer, _, starts_on = plan.removeprefix("/customers/").partition("/plans/")
    there: dict[str, Any] = {"customer": customer, "starts_on": starts_on}
    document = program.client.get("/api/openapi.json").get_json()
    talks = program.items(f"{plan}/conversations")
    found = {}
    for path, calls in document["paths"].items():
        values = dict(there)
        if talks:
            values["conversation"] = talks[0]["key"]
        listed = path.partition("/{key}")[0]
        if listed != path and "get" in document["paths"][listed]:
            address = listed.format(**values)
            items = program.items(address)
            if items:
                values["key"] = items[-1]["url"].rpartition("/")[2]
        found[path] = values if calls else {}
    return found
