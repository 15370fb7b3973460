"""A long text on one line of a few words, for lists and titles."""

from planner.models.mixins import LINE_LENGTH


def shortened(text: str, longest: int = LINE_LENGTH) -> str:
    """The text on one line; past `longest` characters it ends after a word, with an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    kept = line[: longest - 1]
    words, space, _rest = kept.rpartition(" ")
    # A text without spaces, or with a very long last word, is cut where it has to be.
    whole = words if space and len(words) > longest // 2 else kept
    return f"{whole.rstrip()}…"
