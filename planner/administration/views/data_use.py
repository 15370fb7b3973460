"""Which data is kept, for what, who sees it, and for how long."""

import datetime
from typing import Any

from flask import Blueprint, Flask, render_template

from planner.access import TABLE, Permission, decided
from planner.administration.views import data_use_columns, data_use_words, roles
from planner.jobs import imports
from planner.queries.maturity import organisation
from planner.views.web import own

bp = Blueprint("data_use", __name__)


def init_app(app: Flask) -> None:
    """Let the application know what the page says: commands ask it, which import no page."""
    app.extensions["data_use"] = lambda: [_said(use) for use in data_use_words.USES]


def _said(use: data_use_words.Use) -> dict[str, Any]:
    seen_by = [str(roles.PERMISSIONS[permission]) for permission in use.seen_by]
    return {
        "tables": list(use.columns),
        "what": str(use.what),
        "purpose": str(use.purpose),
        "receivers": "; ".join([*([str(use.only)] if use.only else []), *seen_by]),
        "how_long": str(use.kept),
    }


@bp.get("/data-use")
@own
def show() -> str:
    return render_template(
        "administration/data_use/show.html",
        uses=[(use, _columns(use)) for use in data_use_words.USES],
        hours_of_files=imports.KEPT // datetime.timedelta(hours=1),
        others=data_use_words.OTHERS.values(),
        who=[
            (permission, roles.PERMISSIONS[permission], _who(permission)) for permission in _named()
        ],
        permissions=roles.PERMISSIONS,
        sight=organisation.sight(),
        administrators_see_plans=decided.administrators_see_plans(),
    )


def _columns(use: data_use_words.Use) -> list[str]:
    """What is kept, in words, each once."""
    said = (
        data_use_columns.in_words(table, name)
        for table, names in use.columns.items()
        for name in names
    )
    return list(dict.fromkeys(said))


def _named() -> list[Permission]:
    """The permissions that the page speaks of, in the order of their table."""
    named = {permission for use in data_use_words.USES for permission in use.seen_by}
    return [permission for permission in TABLE if permission in named]


def _who(permission: Permission) -> list[tuple[str, str]]:
    """Whoever has the permission, by name and by what makes them so."""
    return [words for standing, words in roles.STANDINGS.items() if standing in TABLE[permission]]
