"""Texts of one line as they are kept: without what nobody sees and without blanks around them.

A soft hyphen or a blank that came along with a paste lets a name stand first in lists and hides it
from searches. Texts of several lines are kept to the letter instead.
"""

import re

# Soft hyphens, signs of width zero, marks of direction and controls; line ends are judged by those
# who ask for one line. Joiners stay: letters of some scripts and many emoji need them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0001]"
)
_BLANKS = r"\s\u115f\u1160\u2800\u3164\uffa0"
"""Blanks, and the letters that look like one."""
_AROUND = re.compile(rf"\A[{_BLANKS}]+|[{_BLANKS}]+\Z")
_UNSEEN_ALONE = re.compile(rf"[{_BLANKS}\u034f\u200c\u200d\ufe00-\ufe0f\U000e0020-\U000e007f]*")


def clean_line(text: str) -> str:
    """The text as it is kept; empty where nothing of it can be seen."""
    if text.isascii() and text.isprintable() and text == text.strip():
        return text
    cleaned = _AROUND.sub("", _INVISIBLE.sub("", text))
    return "" if _UNSEEN_ALONE.fullmatch(cleaned) else cleaned
