"""What somebody answers who was shown a conflict: of each field mine, theirs or a third.

The form is the same as before, to the same address. Beside the field `title` it then holds
`mine-title` and `theirs-title`, each as the field itself would be sent, `choose-title` with one of
MINE, THEIRS or THIRD, and `original-title` with the version of what mine began from.
"""

import json
from typing import Any

from werkzeug.datastructures import MultiDict

MINE, THEIRS, THIRD = "mine", "theirs", "third"
_PARTS = ("mine-", "theirs-", "choose-", "original-")

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


def parts_of(sent: Sent, name: str) -> list[tuple[str, str]]:
    """The answer about a field once more, now that what was chosen stands in the field itself."""
    mine = [(f"{MINE}-{name}", value) for value in sent.getlist(f"{MINE}-{name}")]
    original = (f"original-{name}", sent[f"original-{name}"])
    return [*mine, original, (f"choose-{name}", THIRD)]


def losing(sent: Sent) -> dict[str, list[str]]:
    """By field, what was typed and then given up for what somebody else wrote or for a third."""
    given_up = [name for name in answered(sent) if choice(sent, name) in (THEIRS, THIRD)]
    return {name: sent.getlist(f"{MINE}-{name}") for name in given_up}


def versions(text: str | None) -> dict[str, str]:
    """The versions that a form carries; none where they cannot be read."""
    try:
        found: Any = json.loads(text or "")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: version for name, version in found.items() if isinstance(version, str)}
