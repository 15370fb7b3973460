"""What somebody answers who was shown a conflict: of each field mine, theirs or a third.

The form is the same as before, to the same address. Beside the field `title` it then holds
`mine-title` and `theirs-title`, each as the field itself would be sent, `choose-title` with one of
MINE, THEIRS or THIRD, and `original-title` with the version of what mine began from. Where it came
to a conflict more than once before anything was saved, a `lost-title` for each time says what was
given up then: the values of the field, as JSON.
"""

import json
from typing import Any

from werkzeug.datastructures import MultiDict

MINE, THEIRS, THIRD = "mine", "theirs", "third"
_PARTS = ("mine-", "theirs-", "choose-", "original-", "lost-")
_MOST_LOST = 20

Sent = MultiDict[str, str]


def is_part(name: str) -> bool:
    """Whether an input belongs to the answer and not to the form itself."""
    return name.startswith(_PARTS)


def answered(sent: Sent) -> list[str]:
    """The fields about which there was a conflict."""
    return [name.removeprefix("original-") for name in sent if name.startswith("original-")]


def choice(sent: Sent, name: str) -> str | None:
    """What was chosen for a field, if anything."""
    chosen = sent.get(f"choose-{name}")
    return chosen if chosen in (MINE, THEIRS, THIRD) else None


def as_chosen(sent: Sent) -> Sent:
    """What was sent with each field as it was chosen.

    Where nothing was chosen it is as if the form had come for the first time: the same conflict.
    """
    form: Sent = MultiDict((n, v) for n, v in sent.items(multi=True) if not is_part(n))
    began = versions(sent.get("began"))
    for name in answered(sent):
        chosen = choice(sent, name)
        if chosen == THIRD:
            continue
        form.setlist(name, sent.getlist(f"{THEIRS if chosen == THEIRS else MINE}-{name}"))
        if chosen is None:
            began[name] = sent[f"original-{name}"]
    form["began"] = json.dumps(began)
    return form


def parts_to_choose(sent: Sent, name: str) -> list[tuple[str, str]]:
    """The answer about a field once more, now that what was chosen stands in the field itself."""
    mine = [(f"{MINE}-{name}", value) for value in sent.getlist(f"{MINE}-{name}")]
    original = (f"original-{name}", sent[f"original-{name}"])
    before = [(f"lost-{name}", json.dumps(values)) for values in _lost_before(sent, name)]
    return [*mine, original, *before, (f"choose-{name}", THIRD)]


def lost_of(sent: Sent, name: str) -> list[list[str]]:
    """What was typed into a field and then given up for what somebody else wrote or for a third,
    once for each time."""
    found = _lost_before(sent, name)
    if choice(sent, name) in (THEIRS, THIRD):
        found.append(sent.getlist(f"{MINE}-{name}"))
    return [values for place, values in enumerate(found) if values not in found[:place]]


def losing(sent: Sent) -> list[dict[str, list[str]]]:
    """The same by field, the first time first."""
    by_field = {name: lost_of(sent, name) for name in answered(sent)}
    times = max((len(lost) for lost in by_field.values()), default=0)
    return [
        {name: lost[time] for name, lost in by_field.items() if time < len(lost)}
        for time in range(times)
    ]


def _lost_before(sent: Sent, name: str) -> list[list[str]]:
    """Those of earlier times; what cannot be read was written by no page of ours."""
    found = []
    for text in sent.getlist(f"lost-{name}")[:_MOST_LOST]:
        try:
            values: Any = json.loads(text)
        except (ValueError, RecursionError):
            continue
        if isinstance(values, list) and all(isinstance(value, str) for value in values):
            found.append(values)
    return found


def versions(text: str | None) -> dict[str, str]:
    """The versions that a form carries; none where they cannot be read."""
    try:
        found: Any = json.loads(text or "")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: version for name, version in found.items() if isinstance(version, str)}
