"""What went elsewhere, or went away, between one export and the next."""

from sqlalchemy import select

from planner.actions.plan import deals
from planner.database import db
from planner.imports.dirt import Dirt
from planner.imports.writing import Fate
from planner.models import Activity, Deal, Member
from planner.models.kinds import ActivityKind
from tests.imports.exports import PIPELINE, PRODUCTS, Export
from tests.imports.written import TODAY, Written, counts, noted


def test_a_deal_that_was_deleted_here_does_not_come_back(export: Export, written: Written) -> None:
    written.bring_in(export)
    deals.delete(written.deal("A3"), by=written.person("Anna Snelling"))
    db.session.commit()

    outcome = written.bring_in(export)

    assert not outcome.changes_anything
    assert written.foreign_keys(Deal) == {("maven", "A1"), ("maven", "A2"), ("maven", "A4")}
    assert noted(outcome, Dirt.DELETED_HERE) == [("", 1)]


def test_who_left_a_plan_is_not_put_back_and_who_is_new_joins(
    export: Export, written: Written
) -> None:
    written.bring_in(export)
    moses = written.person("Moses Frase")
    membership = db.session.scalars(select(Member).where(Member.person_id == moses.id)).one()
    membership.left_on = TODAY
    db.session.commit()
    export.add("sales_pipeline", "B1,Zoë Müller,GTX Pro,Isdom,Engaging,2017-01-01,,")

    outcome = written.bring_in(export)

    assert counts(outcome, Fate.CREATED) == {"members": 1, "deals": 1}
    assert written.members("Isdom")[-1] == ("Zoë Müller", "policy")
    assert len(written.members("Isdom")) == 3


def test_a_deal_that_got_its_customer_moves_there_and_both_histories_say_so(
    export: Export, written: Written
) -> None:
    export.pipeline(PIPELINE + "B1,Moses Frase,GTX Pro,,Engaging,2017-01-01,,\n")
    written.bring_in(export)
    export.pipeline(PIPELINE + "B1,Moses Frase,GTX Pro,Isdom,Engaging,2017-01-01,,\n")

    outcome = written.bring_in(export)

    deal, collecting = written.deal("B1"), written.customer("Without customer (Moses Frase)")
    left, joined = written.events(deal)[1:]
    assert deal.plan is written.plan("Isdom")
    assert deal.position == 3
    assert (left.customer_id, joined.customer_id) == (collecting.id, deal.plan.customer_id)
    assert [one["name"] for one in joined.changes["customer"]] == [collecting.name, "Isdom"]
    assert counts(outcome, Fate.CHANGED) == {"deals": 1}
    assert noted(outcome, Dirt.GONE_FROM_EXPORT) == [("customers", 1)]
    assert not written.bring_in(export).changes_anything


def test_a_deal_with_work_aimed_at_it_stays_on_its_plan(export: Export, written: Written) -> None:
    written.bring_in(export)
    deal, anna = written.deal("A3"), written.person("Anna Snelling")
    activity = Activity(
        plan=deal.plan,
        key="call",
        title="Call",
        kind=ActivityKind.CALL,
        deal=deal,
        created_by=anna,
        created_on=TODAY,
    )
    db.session.add(activity)
    db.session.commit()
    export.pipeline(PIPELINE.replace("Isdom,Engaging", "Bioholding,Engaging"))

    outcome = written.bring_in(export)

    assert written.deal("A3").plan is written.plan("Isdom")
    assert noted(outcome, Dirt.MOVED_IN_EXPORT) == [("", 1)]


def test_what_the_export_no_longer_has_stays_and_is_counted(
    export: Export, written: Written
) -> None:
    written.bring_in(export)
    export.write("products", PRODUCTS.replace("MG Special,MG,55\n", ""))
    export.pipeline(PIPELINE.splitlines(keepends=True)[0])

    outcome = written.bring_in(export)

    assert len(written.all(Deal)) == 4
    assert dict(noted(outcome, Dirt.GONE_FROM_EXPORT)) == {"fields": 1, "deals": 3}
