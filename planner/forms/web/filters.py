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

    `SHOWN` are the fields in the order in which they stand on the page.
    """

    SHOWN: ClassVar[tuple[str, ...]] = ()

    page = PageField()

    def shown(self) -> list[Field]:
        return [self[name] for name in self.SHOWN]

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
