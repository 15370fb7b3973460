"""Taking a plan out as a file and bringing one in, as people do it on the pages."""

import json
from typing import Any

from tests.support.pages import Page, Visitor
from tests.support.stories.cast import Cast


def taken_out(cast: Cast, who: Visitor) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(who.visit(f"/plans/{cast.plan.id}/plan-file").data)
    return document


def brought_in(cast: Cast, who: Visitor, content: object, **fields: Any) -> Page:
    """What answers the upload of a document, or of bytes."""
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    form = who.visit(f"/plans/{cast.plan.id}/plan-file/new").form("plan-file-form")
    return form.fill(file=(data, "plan.json"), **fields).submit()


def problems_of(page: Page) -> dict[str, str]:
    items = page.element("problems").all("li")
    return {item.all("code")[0].text: item.text for item in items}
