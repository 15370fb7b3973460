"""Forms on pages, filled in and sent as a browser would."""

from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tests.support.markup import Element

if TYPE_CHECKING:
    from tests.support.pages import Page, Visitor

_BUTTONS = {"submit", "button", "image", "reset"}
_TICKED = {"checkbox", "radio"}
File = tuple[bytes, str]


class Form:
    """A form as it stands on a page. `fill` and `tick` change it, `submit` sends it."""

    def __init__(self, page: "Page", element: Element) -> None:
        self.page = page
        self.element = element

    @cached_property
    def _values(self) -> dict[str, list[Any]]:
        """By the names of the fields; read when they are asked for first, of one form of many."""
        found: dict[str, list[Any]] = {}
        for control in self._controls:
            found.setdefault(control["name"], []).extend(_initial(control))
        return found

    def __getitem__(self, name: str) -> Any:
        """What stands in a field now; a list where there are several values or none."""
        values = self._values[name]
        return values[0] if len(values) == 1 else list(values)

    def __contains__(self, name: str) -> bool:
        return name in self._values

    @property
    def names(self) -> list[str]:
        return list(self._values)

    def fill(self, **fields: Any) -> "Form":
        """Enter values by field name: text, True or False for a box, an option's value or text
        (so for radio buttons), a list for several of them, (bytes, file name) for a file."""
        for name, value in fields.items():
            controls = [control for control in self._controls if control["name"] == name]
            assert controls, f"The form has no field {name!r}, only {self.names}."
            is_radio = controls[0]["type"] == "radio"
            said = self._labels.get((name, str(value)), value) if is_radio else value
            self._values[name] = _entered(controls, said)
        return self

    @cached_property
    def _labels(self) -> dict[tuple[str, str], str]:
        """What can be chosen by touching its words: the value, by the field and the words."""
        return {
            (control["name"], label.text): control["value"]
            for label in self.element.all("label")
            for control in label.all("input")
        }

    def tamper(self, **fields: Any) -> "Form":
        """Send values that the page does not offer, as somebody with a tool of their own could."""
        for name, value in fields.items():
            self._values[name] = list(value) if isinstance(value, list) else [value]
        return self

    def submit(self, button: str | None = None, *, htmx: bool = False) -> "Page":
        """Send it with the button of this text, else with the first one."""
        fields = {name: list(values) for name, values in self._values.items() if values}
        pressed = self._button(button)
        if pressed is not None and pressed["name"]:
            fields.setdefault(pressed["name"], []).append(pressed["value"])
        action = self.element["action"] or self.page.address
        if pressed is not None and pressed["formaction"]:
            action = pressed["formaction"]
        method = (self.element["method"] or "get").upper()
        if htmx:
            method, action = _htmx_action(self.element, method, action)
        if htmx and pressed is not None:
            method, action = _htmx_action(pressed, method, action)
        target = (pressed and pressed["data-hx-target"]) or self.element["data-hx-target"]
        return self.page.visitor.send(
            method, action, fields, came_from=self.page, htmx=htmx, target=target
        )

    def sent_by(self, somebody: "Visitor", button: str | None = None) -> "Page":
        """The same sent by somebody else, who has signed in and uses a token of their own."""
        page = copy(self.page)
        page.visitor = somebody
        form = Form(page, self.element)
        form._values = {**self._values, "csrf_token": [somebody.visit("/sign-in").token]}
        return form.submit(button)

    @property
    def buttons(self) -> list[Element]:
        """What can be pressed to send it: inside, or elsewhere on the page by its id."""
        inside = self.element.all("button", "input")
        own = [b for b in inside if b["form"] in (None, "", self.element["id"])]
        return [*own, *self._outside("button")]

    def _outside(self, *tags: str) -> list[Element]:
        """What belongs to it by its id, elsewhere on the page."""
        identity = self.element["id"]
        named = self.page.outside_forms.get(identity, []) if identity else []
        return [element for element in named if element.tag in tags]

    def _button(self, text: str | None) -> Element | None:
        buttons = [b for b in self.buttons if _submits(b)]
        if text is None:
            return buttons[0] if buttons else None
        for button in buttons:
            if text in (button.text, button["value"], button["aria-label"]):
                return button
        raise AssertionError(f"The form has no button {text!r}.")

    @cached_property
    def _controls(self) -> list[Element]:
        inside = self.element.all("input", "select", "textarea")
        return [
            control
            for control in [*inside, *self._outside("input", "select", "textarea")]
            if control["name"] and "disabled" not in control and control["type"] not in _BUTTONS
        ]


def _submits(element: Element) -> bool:
    kind = element["type"] or ("submit" if element.tag == "button" else "text")
    return kind == "submit" and "disabled" not in element


def _initial(control: Element) -> list[str]:
    if control.tag == "textarea":
        # Browsers read every line end as one sign, and pass over one that stands first.
        return [control.raw_text.replace("\r\n", "\n").removeprefix("\n")]
    if control.tag == "select":
        options = control.all("option")
        chosen = [_value(option) for option in options if "selected" in option]
        if chosen or "multiple" in control or not options:
            return chosen
        return [_value(options[0])]
    if control["type"] in _TICKED:
        return [control.attributes.get("value", "on")] if "checked" in control else []
    return [] if control["type"] == "file" else [control["value"]]


def _entered(controls: list[Element], value: Any) -> list[Any]:
    first = controls[0]
    wanted = value if isinstance(value, list) else [value]
    if first.tag == "select":
        return [_option(first, str(choice)) for choice in wanted]
    if first["type"] in _TICKED:
        if isinstance(value, bool):
            return [first.attributes.get("value", "on")] if value else []
        offered = {control.attributes.get("value", "on") for control in controls}
        assert {str(choice) for choice in wanted} <= offered, f"Only {offered} can be ticked."
        return [str(choice) for choice in wanted]
    return list(wanted) if isinstance(value, tuple | list) else [str(value)]


def _option(select: Element, wanted: str) -> str:
    options = select.all("option")
    for option in options:
        if wanted in (_value(option), option.text):
            return _value(option)
    raise AssertionError(f"{select['name']} does not offer {wanted!r}: {[o.text for o in options]}")


def _value(option: Element) -> str:
    return option.attributes.get("value", option.text)


def _htmx_action(form: Element, method: str, action: str) -> tuple[str, str]:
    for verb in ("get", "post", "put", "patch", "delete"):
        if address := form[f"data-hx-{verb}"]:
            return verb.upper(), address
    return method, action
