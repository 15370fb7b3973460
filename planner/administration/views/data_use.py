"""Which data is kept, for what, who sees it, and for how long."""

from flask import Blueprint, render_template

from planner.access import TABLE, Permission
from planner.access.decided import administrators_see_plans
from planner.administration.views.data_use_columns import in_words
from planner.administration.views.data_use_words import OTHERS, USES, Use
from planner.administration.views.role_words import PERMISSIONS, STANDINGS
from planner.queries.maturity import organisation

bp = Blueprint("data_use", __name__)


@bp.get("/data-use")
def show() -> str:
    return render_template(
        "administration/data_use/show.html",
        uses=[(use, _columns(use)) for use in USES],
        others=OTHERS.values(),
        who=[(permission, PERMISSIONS[permission], _who(permission)) for permission in _named()],
        permissions=PERMISSIONS,
        sight=organisation.sight(),
        administrators_see_plans=administrators_see_plans(),
    )


def _columns(use: Use) -> list[str]:
    """What is kept, in words, each once."""
    said = (in_words(table, name) for table, names in use.columns.items() for name in names)
    return list(dict.fromkeys(said))


def _named() -> list[Permission]:
    """The permissions that the page speaks of, in the order of their table."""
    named = {permission for use in USES for permission in use.seen_by}
    return [permission for permission in TABLE if permission in named]


def _who(permission: Permission) -> list[tuple[str, str]]:
    """Whoever has the permission, by name and by what makes them so."""
    return [words for standing, words in STANDINGS.items() if standing in TABLE[permission]]
