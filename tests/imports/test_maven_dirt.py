"""What is odd in an export is handled and told, each kind with its count and place."""

from decimal import Decimal

import pytest

from planner.imports.dirt import TREATMENTS, Dirt
from planner.models.kinds import DealStatus, Role
from tests.imports.exports import Export


def test_every_kind_of_dirt_says_how_it_is_handled() -> None:
    assert set(TREATMENTS) == set(Dirt)


def test_a_product_spelled_without_its_blank_is_the_same_product(export: Export) -> None:
    export.add("sales_pipeline", "B1,Moses Frase,GTXPro,Isdom,Won,2017-01-01,2017-03-01,4500")
    export.add("sales_pipeline", "B2,Moses Frase,gtx pro,Isdom,Won,2017-01-01,2017-03-01,4501")
    export.add("sales_pipeline", "B3,Moses Frase,GTXPro,Isdom,Won,2017-01-01,2017-03-01,4502")

    first, second = export.findings(Dirt.SPELLED_DIFFERENTLY)

    assert {deal.field_key for deal in [*export.read().deals][-3:]} == {"gtx-pro"}
    assert (first.count, first.about) == (2, "product “GTXPro”, now “GTX Pro”")
    assert first.examples == ("sales_pipeline.csv:6", "sales_pipeline.csv:8")
    assert second.count == 1


def test_a_deal_without_a_customer_is_kept_and_counted_by_stage(export: Export) -> None:
    export.add("sales_pipeline", "B1,Moses Frase,GTX Pro,,Engaging,2017-01-01,,")

    finding = export.finding(Dirt.DEAL_WITHOUT_CUSTOMER)
    deal = [*export.read().deals][-1]

    assert (deal.customer_key, deal.seller_key) == (None, "moses-frase")
    assert (finding.about, finding.count) == ("Engaging", 1)
    assert finding.examples == ("sales_pipeline.csv:6",)


def test_known_spelling_mistakes_are_corrected(export: Export) -> None:
    export.add("accounts", "Betatech,technolgy,1986,647.18,1185,Philipines,")

    customer = [*export.read().customers][-1]
    about = [finding.about for finding in export.findings(Dirt.MISSPELLED)]

    assert (customer.industry, customer.country) == ("technology", "PH")
    assert about == [
        "office_location “Philipines”, now “Philippines”",
        "sector “technolgy”, now “technology”",
    ]


def test_a_country_that_nobody_knows_is_left_out(export: Export) -> None:
    export.add("accounts", "Betatech,retail,1986,647.18,1185,Ruritania,")

    assert [*export.read().customers][-1].country is None
    assert export.finding(Dirt.UNKNOWN_COUNTRY).about == "Ruritania"


def test_korea_is_taken_for_the_southern_one_and_told(export: Export) -> None:
    export.add("accounts", "Hottechi,retail,1997,8170.38,16499,Korea,")

    assert [*export.read().customers][-1].country == "KR"
    assert export.finding(Dirt.COUNTRY_ASSUMED).examples == ("accounts.csv:4",)


@pytest.mark.parametrize(
    "number", ["1.234,56", "12.500", "$5", "NaN", "1e5", "٣", "12345678901234567"]
)
def test_what_is_no_number_is_left_out_and_named(export: Export, number: str) -> None:
    deal = export.deal(f'B1,Moses Frase,GTX Pro,Isdom,Won,2017-01-01,2017-03-01,"{number}"')

    assert deal.value == Decimal(4821)
    assert export.finding(Dirt.BAD_NUMBER).examples == (f"sales_pipeline.csv:2 “{number}”",)


def test_a_negative_value_is_left_out_and_named(export: Export) -> None:
    deal = export.deal("B1,Moses Frase,GTX Pro,Isdom,Won,2017-01-01,2017-03-01,-5")

    assert deal.value == Decimal(4821)
    assert export.finding(Dirt.NEGATIVE_NUMBER).examples == ("sales_pipeline.csv:2 “-5”",)


def test_a_seller_in_no_team_and_a_product_in_no_list_leave_the_deal_in(export: Export) -> None:
    deal = export.deal("B1,Nobody,Abacus,Isdom,Won,2017-01-01,2017-03-01,7")

    assert (deal.seller_key, deal.field_key, deal.title) == (None, None, "Abacus (B1)")
    assert export.finding(Dirt.UNKNOWN_SELLER).about == "“Nobody”"
    assert export.finding(Dirt.UNKNOWN_FIELD).about == "“Abacus”"


def test_a_customer_whom_only_deals_name_is_made_once(export: Export) -> None:
    export.add("sales_pipeline", "B1,Moses Frase,GTX Pro,Newcomer,Won,2017-01-01,2017-03-01,7")
    export.add("sales_pipeline", "B2,Moses Frase,GTX Pro,Newcomer,Won,2017-01-01,2017-03-01,8")

    records = export.read()

    assert [one.name for one in records.customers] == ["Isdom", "Bioholding", "Newcomer"]
    assert {deal.customer_key for deal in [*records.deals][-2:]} == {"newcomer"}
    assert export.finding(Dirt.CUSTOMER_KNOWN_BY_NAME_ONLY).examples == ("sales_pipeline.csv:6",)


def test_an_unknown_stage_is_an_open_deal_of_the_first_stage(export: Export) -> None:
    deal = export.deal("B1,Moses Frase,GTX Pro,Isdom,Paused,2017-01-01,,")

    assert (deal.status, deal.stage) == (DealStatus.PLANNED, "Paused")
    assert deal.probability == Decimal("0.1")
    assert export.finding(Dirt.UNKNOWN_STAGE).about == "“Paused”"


def test_a_repeated_number_is_left_out_and_names_the_first(export: Export) -> None:
    export.add("sales_pipeline", "A1,Anna Snelling,MG Special,Isdom,Won,2017-01-01,2017-02-01,9")

    assert [deal.key for deal in export.read().deals] == ["a1", "a2", "a3", "a4"]
    (example,) = export.finding(Dirt.REPEATED_KEY).examples
    assert example == "sales_pipeline.csv:6 “A1” (sales_pipeline.csv:2)"


def test_two_deals_that_look_alike_are_both_kept(export: Export) -> None:
    export.add("sales_pipeline", "B4,Zoë Müller,GTX Pro,Bioholding,Prospecting,,,")

    assert len(export.read().deals) == 5
    assert export.finding(Dirt.DEALS_ALIKE).count == 1


def test_a_row_with_a_comma_too_many_is_left_out_with_its_line(export: Export) -> None:
    export.add("sales_pipeline", "B1,Moses Frase,GTX Pro,Gekko, Co,Won,2017-01-01,2017-03-01,7")

    assert len(export.read().deals) == 4
    assert export.finding(Dirt.ROW_OF_WRONG_LENGTH).examples == ("sales_pipeline.csv:6",)


def test_rows_without_a_name_are_left_out(export: Export) -> None:
    export.add("accounts", ",retail,1997,1,1,Germany,")

    assert len(export.read().customers) == 2
    assert export.finding(Dirt.ROW_WITHOUT_KEY).examples == ("accounts.csv:4",)


def test_an_unknown_parent_stays_as_a_name(export: Export) -> None:
    export.add("accounts", "Finjob,retail,1997,1,1,Germany,Nowhere Inc")
    export.add("accounts", "Ownself,retail,1997,1,1,Germany,Ownself")

    finjob, ownself = [*export.read().customers][-2:]

    assert (finjob.subsidiary_of, finjob.parent_key) == ("Nowhere Inc", None)
    assert (ownself.subsidiary_of, ownself.parent_key) == ("Ownself", None)
    assert export.finding(Dirt.UNKNOWN_PARENT).count == 1
    assert export.finding(Dirt.PARENT_OF_ITSELF).count == 1


def test_a_lead_who_sells_is_one_person(export: Export) -> None:
    export.add("sales_teams", "Cara Losch,Cara Losch,West")

    (cara,) = [person for person in export.read().people if person.name == "Cara Losch"]

    assert cara.role is Role.TEAM_LEAD
    assert export.finding(Dirt.LEAD_WHO_SELLS).count == 1
    assert export.finding(Dirt.TEAM_IN_SEVERAL_REGIONS).about == "Cara Losch: West"


def test_texts_become_one_line_and_keep_their_markup(export: Export) -> None:
    export.add("accounts", '" <b>Größe</b>\n株式会社 ",retail,1997,1,1,Germany,')
    export.add("accounts", f"{'x' * 201},retail,1997,1,1,Germany,")

    first, second = [*export.read().customers][-2:]

    assert first.name == "<b>Größe</b> 株式会社"
    assert len(second.name) == 200
    assert export.finding(Dirt.TEXT_TIDIED).examples == ("accounts.csv:4",)
    assert export.finding(Dirt.TEXT_TOO_LONG).examples == ("accounts.csv:6",)


def test_sellers_without_deals_other_files_and_other_columns_are_told(export: Export) -> None:
    export.add("sales_teams", "Carl Lin,Cara Losch,East")
    export.write("notes", "anything")
    products = (export.folder / "products.csv").read_text()
    export.write(
        "products", products.replace("\n", ",x\n").replace("sales_price,x", "sales_price,colour")
    )

    assert export.finding(Dirt.SELLER_WITHOUT_DEALS).count == 1
    assert export.finding(Dirt.FILE_NOT_READ).about == "notes.csv"
    assert export.finding(Dirt.COLUMN_NOT_READ).about == "products.csv: colour"


def test_a_finding_can_be_read_aloud(export: Export) -> None:
    export.add("sales_pipeline", "B1,Moses Frase,GTXPro,Isdom,Won,2017-01-01,2017-03-01,4500")

    assert str(export.finding(Dirt.SPELLED_DIFFERENTLY)) == (
        "1 × name that is spelled in two ways (product “GTXPro”, now “GTX Pro”): "
        "taken for the same one; sales_pipeline.csv:6"
    )
