"""Plan files of the size of a real plan, invented."""

import datetime
from typing import Any

FIELDS = ("Leasing", "Payments", "Insurance", "Interest", "Foreign trade", "Pensions")
STATES = ("raised", "interest", "analysis", "offer", "decision", "won", "lost", "parked")
KINDS = ("visit", "call", "analysis", "offer", "internal", "workshop")
GOALS, ACTIVITIES, CONVERSATIONS, ENTRIES, DEALS = 10, 40, 12, 60, 8


def document(number: int, today: datetime.date) -> dict[str, Any]:
    """A plan of 10 goals, 40 activities, 60 entries, 8 deals, 6 ideas and 5 members."""
    start = today - datetime.timedelta(days=200)
    members = ["anna", "tom", "jo", "mira", "vera"]
    return {
        "format": "planner.plan/1",
        "customer": {
            "key": f"bench-{number}",
            "name": f"Bench Maschinenbau {number} GmbH & Co. KG",
            "segment": "B",
            "city": "Köln",
            "country": "DE",
            "annual_revenue": 1_000_000 + number,
        },
        "people": _people(),
        "contacts": [
            {"key": f"k{n}", "name": f"Petra Wolf-{n}", "function": "CFO"} for n in range(4)
        ],
        "potentials": [
            {"field": name, "annual_value": 50_000 + n, "screened_on": str(start)}
            for n, name in enumerate(FIELDS)
        ],
        "plan": {
            "starts_on": str(start),
            "ends_on": str(start + datetime.timedelta(days=365)),
            "status": "active",
            "activated_on": str(start),
            "mode": "co_care",
            "members": [{"person": key, "joined_on": str(start)} for key in members],
            "requests": [],
            "goals": [_goal(n, start) for n in range(GOALS)],
            "activities": [_activity(n, start, members) for n in range(ACTIVITIES)],
            "conversations": [_conversation(n, start, members) for n in range(CONVERSATIONS)],
            "ideas": [_idea(n, start) for n in range(6)],
            "deals": [_deal(n, today) for n in range(DEALS)],
            "reviews": [],
        },
    }


def _people() -> list[dict[str, str]]:
    return [
        {"key": "anna", "name": "Anna Berg", "role": "generalist", "unit": "South"},
        {"key": "tom", "name": "Tom Ahrens", "role": "inside_account_manager", "unit": "South"},
        {"key": "jo", "name": "Jo Kilian", "role": "specialist", "field": "Leasing"},
        {"key": "mira", "name": "Mira Sommer", "role": "specialist", "field": "Payments"},
        {"key": "vera", "name": "Vera Lindt", "role": "value_specialist", "field": "Interest"},
    ]


def _goal(n: int, start: datetime.date) -> dict[str, Any]:
    return {
        "key": f"g{n}",
        "title": f"Raise the share of wallet in {FIELDS[n % 6]}",
        "field": FIELDS[n % 6],
        "metric": "new volume",
        "unit": "kEUR",
        "baseline": 0,
        "target": 100 + n,
        "current": 10 * n,
        "due_on": str(start + datetime.timedelta(days=300)),
        "status": "active",
        "commitments": [{"person": person, "on": str(start)} for person in ("anna", "jo")],
    }


def _activity(n: int, start: datetime.date, members: list[str]) -> dict[str, Any]:
    day = start + datetime.timedelta(days=4 * n)
    status = ("done", "planned", "open")[n % 3]
    activity: dict[str, Any] = {
        "key": f"a{n}",
        "title": f"Prepare the talk about {FIELDS[n % 6]} number {n}",
        "kind": KINDS[n % 6],
        "field": FIELDS[n % 6],
        "goal": f"g{n % GOALS}",
        "deal": f"d{n % DEALS}",
        "customer_facing": n % 2 == 0,
        "created_by": members[n % 5],
        "created_on": str(day),
        "due_on": str(day + datetime.timedelta(days=30)),
        "status": status,
    }
    if status != "open":
        activity["assignee"] = members[(n + 1) % 5]
    if status == "done":
        activity["done_on"] = str(day + datetime.timedelta(days=10))
    return activity


def _conversation(n: int, start: datetime.date, members: list[str]) -> dict[str, Any]:
    return {
        "key": f"c{n}",
        "topic": f"Financing of the new line {n}",
        "field": FIELDS[n % 6],
        "entries": [
            {
                "on": str(start + datetime.timedelta(days=10 * n + m)),
                "author": members[m],
                "participants": [members[(m + 2) % 5]],
                "contacts": ["k1"],
                "channel": "visit",
                "summary": "Went through the investment plan; wants figures by month. " * 3,
                "state": STATES[(n + m) % 8],
                "next_step": "Send the calculation",
            }
            for m in range(ENTRIES // CONVERSATIONS)
        ],
    }


def _idea(n: int, start: datetime.date) -> dict[str, Any]:
    return {
        "key": f"i{n}",
        "title": f"Sale and lease back {n}",
        "proposed_by": "jo",
        "on": str(start + datetime.timedelta(days=n)),
        "benefit": "Liquidity without a loan",
        "status": "proposed",
    }


def _deal(n: int, today: datetime.date) -> dict[str, Any]:
    return {
        "key": f"d{n}",
        "title": f"Leasing contract {n}",
        "field": FIELDS[n % 6],
        "expected_on": str(today + datetime.timedelta(days=30 * n)),
        "annual_value": 10_000 * (n + 1),
        "probability": 0.5,
        "status": "planned",
    }
