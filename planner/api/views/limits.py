"""How much one token may ask for, and how much may be sent at once."""

from typing import Final

from flask import Flask, Response, current_app, g

from planner.api.problems import Problem
from planner.api.rates import Rates
from planner.models import ApiToken

LARGEST_BODY: Final = 2 * 1024 * 1024
LARGEST_PLAN_FILE: Final = 16 * 1024 * 1024
_FILE: Final = "api-rates"


def init_app(app: Flask) -> None:
    app.extensions["api_rates"] = Rates()


def count_request(token: ApiToken) -> None:
    """Count a request; raise Problem once there were too many."""
    settings = current_app.config["PLANNER"]
    if settings.api_rate is None:
        return
    most, seconds = settings.api_rate
    rates: Rates = current_app.extensions["api_rates"]
    asked, left = rates.count(settings.data_folder / _FILE, token.token_digest, seconds)
    g.api_rate = f'"default";r={max(0, most - asked)};t={left}', f'"default";q={most};w={seconds}'
    if asked > most:
        raise Problem("rate", headers={"Retry-After": str(left)})


def tell_limits(answer: Response) -> Response:
    if said := g.get("api_rate"):
        answer.headers["RateLimit"], answer.headers["RateLimit-Policy"] = said
    return answer
