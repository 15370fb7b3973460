"""The words for what is judged on a scale."""

from planner.translation import lazy as _

INFLUENCES = {
    1: _("1: none to speak of"),
    2: _("2: little"),
    3: _("3: some"),
    4: _("4: much"),
    5: _("5: decides"),
}
ATTITUDES = {
    -2: _("-2: against us"),
    -1: _("-1: sceptical"),
    0: _("0: neutral"),
    1: _("+1: well-disposed"),
    2: _("+2: on our side"),
}


def influence(value: int | None) -> str:
    return "" if value is None else str(INFLUENCES[value])


def attitude(value: int | None) -> str:
    return "" if value is None else str(ATTITUDES[value])
