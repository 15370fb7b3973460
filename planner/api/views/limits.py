"""How much one token may ask for, and how much may be sent at once."""

import time
from dataclasses import dataclass, field
from threading import Lock

from flask import Response, current_app, g

from planner.api.problems import Problem

LARGEST_BODY = 2 * 1024 * 1024
LARGEST_PLAN_FILE = 16 * 1024 * 1024
_MOST_KEPT = 10_000


@dataclass
class Rates:
    """How often each token has asked in this process since its time began anew."""

    begun: dict[int, tuple[float, int]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def count(self, token_id: int, seconds: int) -> tuple[int, int]:
        """How often with this request, and in how many seconds it is counted anew."""
        now = time.monotonic()
        with self.lock:
            if len(self.begun) > _MOST_KEPT:
                self.begun = {k: v for k, v in self.begun.items() if v[0] + seconds > now}
            began, count = self.begun.get(token_id, (now, 0))
            if began + seconds <= now:
                began, count = now, 0
            self.begun[token_id] = began, count + 1
        return count + 1, max(1, int(began + seconds - now))


def count(token_id: int) -> None:
    """Count a request; raise Problem once there were too many."""
    rate = current_app.config["PLANNER"].api_rate
    if rate is None:
        return
    most, seconds = rate
    asked, left = current_app.extensions["api_rates"].count(token_id, seconds)
    g.api_rate = f'"default";r={max(0, most - asked)};t={left}', f'"default";q={most};w={seconds}'
    if asked > most:
        raise Problem("rate", headers={"Retry-After": str(left)})


def tell(answer: Response) -> Response:
    if said := g.get("api_rate"):
        answer.headers["RateLimit"], answer.headers["RateLimit-Policy"] = said
    return answer
