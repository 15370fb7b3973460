"""What every form has in common."""

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from flask import has_request_context, request
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, HiddenField
from wtforms.fields.core import UnboundField
from wtforms.validators import ValidationError

from planner.forms.inputs import ChoicesField, clean_text
from planner.forms.inputs.languages import WrittenInField
from planner.forms.web.answers_to_conflicts import answered, as_chosen, parts_to_choose, versions
from planner.insights.versions import plain_text, version
from planner.translation import language

Extra = Mapping[str, Sequence[Any]]
_OF_THE_FORM_ITSELF = ("submission", "began", "written_in")


class Form(FlaskForm):
    """A form whose fields are named as the attributes of the model that they fill.

    `html_id` names its element on the page. The token against forgery is checked once for the whole
    application, so a form needs none of its own. `submission` tells a form that was sent twice from
    two forms that say the same, and begins with the name of the class: `form_of` knows the form by
    it. `written_in` is the language that it was made in. A form that `edits` something that is
    there already carries in `began`, for each field, the version of the value that it was filled
    with. What others changed meanwhile and is saved as well is in `kept_of_others`, their names by
    label; what the sender did elsewhere, in `kept_of_oneself`. `is_saved` says whether an action
    has done what was typed, `has_clashed` whether the database did not let it, because of what
    somebody else did in the same moment. `IN_TABLES` and `IN_HISTORY` have the words for what is
    called otherwise there than its label says. `PLACES` are the inputs with a place of their own on
    the page, in its order, by how wide they are; all others stand below them. `WITHOUT` are the
    inputs of the form above that this one does not ask for.
    """

    IN_TABLES: ClassVar[Mapping[str, str]] = {}
    IN_HISTORY: ClassVar[Mapping[str, str]] = {}
    PLACES: ClassVar[Mapping[str, str]] = {}
    WITHOUT: ClassVar[tuple[str, ...]] = ()

    class Meta:
        csrf = False

    submission = HiddenField(filters=[clean_text])
    began = HiddenField()
    written_in = WrittenInField(default=language)

    html_id = "form"
    only_look = "only_look"
    """Sent along by somebody who wants to see the form again before it is saved."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        for name in vars(cls).get("WITHOUT", ()):
            getattr(cls, name)  # who leaves out what there is not has misspelt it
            setattr(cls, name, None)  # WTForms knows no other way to leave an input out

    def __init__(
        self,
        *arguments: Any,
        html_id: str | None = None,
        edits: bool | None = None,
        **named: Any,
    ) -> None:
        if not arguments and "formdata" not in named and _is_answer():
            named["formdata"] = as_chosen(request.form)
        super().__init__(*arguments, **named)  # type: ignore[no-untyped-call]  # Flask-WTF has none
        self.edits = named.get("obj") is not None if edits is None else edits
        self.kept_of_others: dict[str, str] = {}
        self.kept_of_oneself: list[str] = []
        self.is_saved = False
        self.has_clashed = False
        if html_id is not None:
            self.html_id = html_id
        for field in self:  # two forms with a field of the same name can stand on one page
            field.id = field.label.field_id = f"{self.html_id}-{field.name}"
        if not self.submission.data:
            self._name_anew()
        if self.edits and self.began.raw_data is None:
            self.begin_again()

    fills_parts = False
    """Whether it fills in parts of its item as well, which have a history of their own."""

    def told_by_input(self, events: Sequence[Any]) -> Sequence[Any]:
        """Events with what they changed under the names of the inputs; one that is not called as a
        column says so here."""
        return events

    def validate(self, extra_validators: Extra | None = None) -> bool:
        """Whether it can be saved, and is meant to be."""
        return super().validate(extra_validators) and not self.asks_to_look

    @property
    def asks_to_look(self) -> bool:
        """Whether it was sent only to be seen again."""
        return self.only_look in request.form

    def validate_submission(self, field: Field) -> None:
        if len(field.data) > 64:  # noqa: PLR2004 - the width of the column
            raise ValidationError

    def values(self, *, but: tuple[str, ...] = ()) -> dict[str, Any]:
        """What was entered, by attribute of the model."""
        left_out = (*_OF_THE_FORM_ITSELF, *but)
        return {name: value for name, value in self.data.items() if name not in left_out}

    @classmethod
    def inputs(cls) -> dict[str, type[Field]]:
        """What is entered, by attribute of the model: the kinds of inputs, in their order."""
        return {name: asked.field_class for name, asked in _asked(cls).items()}

    @classmethod
    def word_in_tables(cls, name: str) -> str:
        """What stands above the column of what is entered here."""
        return cls.IN_TABLES.get(name) or _label(_asked(cls)[name])

    @classmethod
    def words_in_history(cls) -> dict[str, str]:
        """What the history calls all that is entered."""
        return {name: _label(asked) for name, asked in _asked(cls).items()} | {**cls.IN_HISTORY}

    @property
    def shown(self) -> list[Field]:
        """The fields that people see."""
        return [field for field in self if not isinstance(field, HiddenField)]

    @property
    def placed(self) -> list[tuple[Field, str]]:
        """The same in the order of the page, each with its width."""
        placed = [(self[name], width) for name, width in self.PLACES.items() if name in self]
        below = [(field, "col-12") for field in self.shown if field.name not in self.PLACES]
        return [*placed, *below]

    @property
    def is_in_conflict(self) -> bool:
        """Whether somebody has to choose between two changes before it can be saved."""
        return any(field.flags.conflict for field in self.shown)

    @property
    def versions_sent(self) -> dict[str, str]:
        """By field, the version of what the sender began from; without those that are unknown."""
        return versions(self.began.data)

    def begin_again(self) -> None:
        """From now on the form begins from what holds now, and is another one; but for what could
        not be read, which nobody has compared with that yet."""
        self._name_anew()
        now = {f.name: began_from(f, f.object_data) for f in self.shown if not is_unreadable(f)}
        self.began.data = json.dumps({**self.versions_sent, **now})

    def _name_anew(self) -> None:
        self.submission.data = f"{type(self).__name__}-{uuid.uuid4().hex}"

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Of an answer to a conflict that cannot be saved yet, what goes along unseen."""
        names = answered(request.form) if self.edits and has_request_context() else []
        settled = [name for name in names if name in self and not self[name].flags.conflict]
        return [part for name in settled for part in parts_to_choose(request.form, name)]


def _asked(form: type[Form]) -> dict[str, "UnboundField[Any]"]:
    """The inputs as the class declares them, the first first."""
    names = (name for name in dir(form) if name not in _OF_THE_FORM_ITSELF)
    found = {n: each for n in names if isinstance(each := getattr(form, n), UnboundField)}
    return dict(sorted(found.items(), key=lambda pair: pair[1].creation_counter))


def _label(asked: "UnboundField[Any]") -> str:
    label: str = asked.args[0]
    return label


def form_of_submission(submission: str) -> type[Form] | None:
    """The form that was sent, by its `submission`; None where there was nothing to type."""
    name = submission.partition("-")[0]
    return next((form for form in _heirs_of(Form) if form.__name__ == name), None)


def _heirs_of(form: type[Form]) -> Iterator[type[Form]]:
    for heir in form.__subclasses__():
        yield heir
        yield from _heirs_of(heir)


def began_from(field: Field, value: Any) -> str:
    """The version of a value of this field. Of boxes to tick it says which were ticked, so that
    each box can be looked at by itself."""
    if isinstance(field, FieldList):
        return version(texts_of(value))
    return plain_text(value or []) if isinstance(field, ChoicesField) else version(value)


def texts_of(rows: Iterable[Any] | None) -> list[str]:
    """What the rows of a form say, or the things that they were made of, or the history."""
    said = [_text_of(row) for row in rows or ()]
    return [text.replace("\r\n", "\n") for text in said if text]


def _text_of(row: Any) -> str | None:
    if isinstance(row, str):
        return row
    text: str | None = row.get("text") if isinstance(row, dict) else row.text
    return text


def is_unreadable(field: Field) -> bool:
    """Whether something was entered that is no value of this field; an empty day is one."""
    entered = any(str(text).strip() for text in field.raw_data or ())
    return bool(field.process_errors) and entered


def _is_answer() -> bool:
    return has_request_context() and bool(answered(request.form))
