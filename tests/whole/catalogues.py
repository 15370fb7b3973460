"""What stands in the catalogues."""

from collections.abc import Iterator

from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from planner import places


def german() -> Catalog:
    """The German catalogue as it stands in the source."""
    with (places.TRANSLATIONS / "de" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale="de")


def sides(message: Message) -> Iterator[tuple[str, str]]:
    """Pairs of the English text and what is shown for it, in all numbers."""
    originals = [message.id] if isinstance(message.id, str) else list(message.id)
    shown = [message.string] if isinstance(message.string, str) else list(message.string or ())
    for number, text in enumerate(shown):
        yield originals[min(number, len(originals) - 1)], text
