"""What a browser says of how far it has read."""

_LARGEST = 2**31 - 1


def read_position(said: str, newest: int) -> int | None:
    """The position; None if it is none, or one that was never given to anybody."""
    text = said.strip()
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(_LARGEST)):
        return None
    return int(text) if int(text) <= newest else None
