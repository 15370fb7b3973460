"""A contract as its form shows it."""

from typing import Any

from planner.models import Contract
from planner.models.kinds import NoticeEnd, NoticeUnit
from planner.queries.plan.contract_terms import notice_of


class EnteredTerms:
    """A notice that was entered in days only is one like any other; all else is the contract's."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        notice = notice_of(contract)
        self.notice_count = notice and notice.count
        self.notice_unit = notice and NoticeUnit(notice.unit)
        self.notice_to = notice and NoticeEnd(notice.to)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._contract, name)
