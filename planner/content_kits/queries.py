"""What each kit brings: for everybody by kit, for a sharer also by the own address."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select, true

from planner.database import db, from_rows, rows
from planner.models import ContentKit, Field, KitShare, KitVisit, Lead, LeadStatus

BECAME = (LeadStatus.BECAME_SUSPECT, LeadStatus.BECAME_DEAL, LeadStatus.BECAME_ACTIVITY)


@dataclass(frozen=True, slots=True)
class KitRow:
    """`visits` are counted by day and leave out programs that say what they are; nobody who came
    is known. `became` are the leads of which something has become."""

    id: int
    name: str
    field: str | None
    is_shared: bool
    visits: int
    leads: int
    became: int


def all_kits() -> list[KitRow]:
    """Those that are shared first, by name; in one statement."""
    statement = (
        select(
            ContentKit.id,
            ContentKit.name,
            Field.name.label("field"),
            ContentKit.is_shared,
            _visits().label("visits"),
            _leads(true()).label("leads"),
            _leads(Lead.status.in_(BECAME)).label("became"),
        )
        .outerjoin(Field, Field.id == ContentKit.field_id)
        .order_by(ContentKit.is_shared.desc(), ContentKit.name_folded, ContentKit.id)
    )
    return from_rows(KitRow, rows(statement))


def _visits() -> ColumnElement[int]:
    counted = select(func.coalesce(func.sum(KitVisit.count), 0))
    by_share = counted.join(KitShare, KitShare.code == KitVisit.code)
    return _of_kit(by_share)


def _leads(which: ColumnElement[bool]) -> ColumnElement[int]:
    came = select(func.count()).select_from(Lead).join(KitShare, KitShare.code == Lead.share_code)
    return _of_kit(came.where(which, Lead.status != LeadStatus.SUSPECTED))


def _of_kit(statement: Select[int]) -> ColumnElement[int]:
    return statement.where(KitShare.content_kit_id == ContentKit.id).scalar_subquery()


@dataclass(frozen=True, slots=True)
class OwnShare:
    """What came by the address of one person, who alone reads it."""

    code: str
    days: list[tuple[object, int]]
    leads: int

    @property
    def visits(self) -> int:
        return sum(count for _day, count in self.days)


def own_share(kit: ContentKit, person_id: int) -> OwnShare | None:
    """None before one has asked for an address."""
    mine = KitShare.content_kit_id == kit.id, KitShare.person_id == person_id
    code = db.session.scalar(select(KitShare.code).where(*mine))
    if code is None:
        return None
    visits = select(KitVisit.on, KitVisit.count).where(KitVisit.code == code)
    days: Collection[tuple[object, int]] = db.session.execute(
        visits.order_by(KitVisit.on.desc()).limit(60)
    ).all()
    came = select(func.count()).where(Lead.share_code == code, Lead.status != LeadStatus.SUSPECTED)
    return OwnShare(code, [(day, count) for day, count in days], db.session.scalars(came).one())


def shared_by(code: str) -> ContentKit | None:
    """The kit behind an address."""
    found = select(ContentKit).join(KitShare, KitShare.content_kit_id == ContentKit.id)
    return db.session.scalar(found.where(KitShare.code == code))
