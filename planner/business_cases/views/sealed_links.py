"""The address of a customer's page: the number of its link, sealed with the program's secret.

Who has the database alone can make no address of it, and the page of a plan can show it again.
"""

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer


def seal(link_id: int) -> str:
    return _sealer().dumps(link_id)


def unseal(sealed: str) -> int | None:
    """Which link it is; None for what we have not sealed."""
    try:
        return int(_sealer().loads(sealed))
    except (BadData, TypeError, ValueError):
        return None


def _sealer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="business case for the customer")
