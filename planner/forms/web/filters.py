"""What pages are narrowed down by; it comes in with the address."""

from typing import Any, ClassVar

from wtforms import Field, Form as PlainForm

from planner.forms.inputs import EnumField, OfferedField
from planner.insights.pages import FIRST_PAGE, Page
from planner.models.kinds import Stage
from planner.translation import lazy as _


class PageField(Field):
    """Which page of a list."""

    def __init__(self, **named: Any) -> None:
        super().__init__(default=FIRST_PAGE, **named)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = Page.read(valuelist[0]) if valuelist else FIRST_PAGE


class FilterForm(PlainForm):
    """What makes no sense is told at its field, and not looked for.

    `SHOWN` are the fields in the order in which they stand on the page; those of `IN_ORDER` say how
    a list stands there, not what is in it. What is typed into `text` is looked for beside them.
    """

    SHOWN: ClassVar[tuple[str, ...]] = ()
    IN_ORDER: ClassVar[frozenset[str]] = frozenset()

    page = PageField()

    def shown(self) -> list[Field]:
        """Without those that offer nothing to this reader."""
        fields = (self[name] for name in self.SHOWN)
        return [one for one in fields if getattr(one, "offered", True)]

    def narrowing(self) -> list[Field]:
        """Those of them that ask for something."""
        shown = (field for field in self.shown() if field.name not in self.IN_ORDER)
        asked = (one for one in shown if one.raw_data and one.data and not one.errors)
        return [one for one in asked if one.data != one.default]

    def beside(self) -> list[Field]:
        """What goes along with a filter and is no part of it, such as the order of a list."""
        names = {*self.SHOWN, "text"}
        return [one for one in self if one.name not in names and not isinstance(one, PageField)]

    def asked(self) -> dict[str, Any]:
        """What is asked for, by the names of the fields."""
        return {field.name: field.data for field in self if not field.errors and field.data}


class CustomerFilterForm(FilterForm):
    """Which customers; a page of them adds what is its own."""

    SHOWN: ClassVar[tuple[str, ...]] = ("team", "region", "segment", "stage")

    team = OfferedField(_("Team"), nothing=_("All teams"))
    region = OfferedField(_("Region"), nothing=_("All regions"))
    segment = OfferedField(_("Segment"), nothing=_("All segments"))
    stage = EnumField(_("Stage"), Stage, optional=True, nothing=_("All stages"))
