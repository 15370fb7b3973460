"""Both languages have every text: English as it stands in the code, German in its catalogue."""

import re
import string
from collections.abc import Iterator

from babel.messages import Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from flask import Flask
from flask_babel import get_translations

from planner import places
from tests.whole.catalogues import german, sides

PROJECT = places.PACKAGE.parent
# What actions say when they refuse is translated by the views, and what the numbers of the rating
# mean by their form.
NUMBERS = {"_in_days": (2,), "_in_percent": (2,), "_in_items": (2,)}
KEYWORDS = {**DEFAULT_KEYWORDS, "Refused": None, "Taken": None, **NUMBERS}
ENDINGS = {"python": "py", "jinja2": "html"}
# As in pyproject.toml.
OPTIONS = {"**.html": {"extensions": "jinja2.ext.do", "silent": "false"}}


def texts() -> Iterator[str | tuple[str, ...]]:
    """Every text that the code and the templates mark for translation."""
    for folder, method in ((PROJECT / "planner", "python"), (PROJECT / "templates", "jinja2")):
        found = extract_from_dir(
            folder, [(f"**.{ENDINGS[method]}", method)], options_map=OPTIONS, keywords=KEYWORDS
        )
        for _file, _line, text, _comments, _context in found:
            yield text


def places_in(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)[sd]", text))


def test_no_german_text_is_missing() -> None:
    known = {message.id for message in german() if message.id}
    singular = {identity if isinstance(identity, str) else identity[0] for identity in known}
    wanted = {text if isinstance(text, str) else text[0] for text in texts()}
    assert wanted - singular == set()


def test_every_german_text_is_filled_in_and_settled() -> None:
    empty = [
        message.id
        for message in german()
        if message.id and (message.fuzzy or not all(text for _id, text in sides(message)))
    ]
    assert empty == []


def test_english_shows_what_stands_in_the_code(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        other = [m.id for m in german() if m.id and shown_of(m) != singular_and_plural(m)]
    assert other == []


def shown_of(message: Message) -> tuple[str, ...]:
    """What the program says, for one and for several, without what is put in."""
    if isinstance(message.id, str):
        return (get_translations().ugettext(message.id),)
    one, several = message.id
    return tuple(get_translations().ungettext(one, several, number) for number in (1, 2))


def singular_and_plural(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def test_what_is_put_into_a_text_has_its_place_in_german_too() -> None:
    odd = [
        message.id
        for message in german()
        if message.id
        for original, text in sides(message)
        if text and places_in(original) != places_in(text)
    ]
    assert odd == []


def test_nobody_shouts_and_german_uses_sie() -> None:
    for message in german():
        for original, text in sides(message):
            assert "!" not in text or not original
            words = {word.strip(string.punctuation + "„“") for word in text.split()}
            assert not words & {"du", "Du", "dein", "deine", "dir", "dich", "euch", "euer"}
