"""What imports found and did, in words: the kinds of findings, and the tables."""

from collections.abc import Mapping
from typing import Any

from planner.nouns import OF_TABLE
from planner.translation import lazy as _

_KINDS: dict[str, str] = {
    "row_of_wrong_length": _("Row with too many or too few values"),
    "row_without_key": _("Row without a name or number of its own"),
    "repeated_key": _("Row whose name or number was there before"),
    "bad_number": _("Value that is no number"),
    "negative_number": _("Number below zero where there can be none"),
    "bad_date": _("Value that is no day"),
    "text_too_long": _("Text of more than 200 characters"),
    "unknown_country": _("Country that is not known"),
    "not_stored": _("Value that has no place in this program"),
    "deleted_here": _("What somebody deleted here"),
    "deleted_there": _("Row that is marked as deleted there"),
    "ambiguous_reference": _("Name or number that fits two things"),
    "contact_without_customer": _("Contact without a customer"),
    "activity_without_customer": _("Activity without a customer"),
    "contract_without_customer": _("Contract without a customer"),
    "erased_here": _("Who was erased here"),
    "contract_not_signed": _("Contract that is not signed"),
    "unknown_seller": _("Seller who is in no team"),
    "unknown_field": _("Product that is not listed"),
    "unknown_stage": _("Deal in a phase that is not known"),
    "unknown_parent": _("Parent company that is not among the customers"),
    "deal_without_customer": _("Deal without a customer"),
    "deal_without_seller": _("Deal without a seller"),
    "deal_without_field": _("Deal without a product"),
    "deal_without_start": _("Deal without a first day"),
    "deal_without_value": _("Deal without a value, of a product without a price"),
    "open_deal_without_day": _("Open deal without an expected day"),
    "decided_deal_without_day": _("Won or lost deal without its day"),
    "dates_out_of_order": _("Deal that was decided before it began"),
    "parent_of_itself": _("Customer who is a parent company of itself"),
    "changed_here": _("Value that was changed here while the export says the same"),
    "account_kept": _("Person with an account, of whom the export says something else"),
    "owner_switched_off": _("Owner whose account is switched off"),
    "moved_in_export": _("Deal that the export gives to another customer"),
    "gone_from_export": _("What an earlier import brought and this export has not"),
    "customer_known_by_name_only": _("Customer whom only other rows name"),
    "person_known_by_name_only": _("Owner of whom there is only a name"),
    "person_known_by_number_only": _("Owner of whom there is only a number"),
    "amount_taken_as_annual": _("Amounts that are taken as those of a year"),
    "other_currency": _("Deal in another currency than that of its customer"),
    "value_from_price": _("Deal without a value of its own: the price of its product is taken"),
    "country_assumed": _("Country with a name that is not exact"),
    "lead_who_sells": _("Team lead who is also a seller"),
    "team_in_several_regions": _("Team lead with several offices"),
    "spelled_differently": _("Name that is spelled in two ways"),
    "misspelled": _("Known spelling mistake"),
    "encoding_mended": _("Text that was decoded wrongly once"),
    "text_tidied": _("Text with blanks around it or with control characters"),
    "deals_alike": _("Deal that differs from another in nothing but its number"),
    "seller_without_deals": _("Seller without a deal"),
    "name_shared": _("Customer whose name another one here has too"),
    "number_is_no_key": _("Number that does not tell rows apart"),
    "date_form": _("Column of days"),
    "column_not_read": _("Column that is not known"),
    "file_not_read": _("File that is no part of the export"),
}
_HANDLINGS: dict[str, str] = {
    "left_out": _("Left out"),
    "kept": _("Kept as it is"),
    "assumed": _("Assumed"),
    "corrected": _("Corrected"),
    "noted": _("Noted"),
}
FATES: dict[str, str] = {
    "created": _("New"),
    "changed": _("Changed"),
    "unchanged": _("As before"),
    "merged": _("Merged into another customer here"),
    "left_out": _("Left out"),
    "not_read": _("Not read"),
}
# What is called otherwise by its card, or has none.
_TABLES: dict[str, str] = {
    "customers": _("Customers"),
    "earlier_standings": _("What people were before"),
    "fields": _("Fields"),
    "notifications": _("Notifications"),
    "people": _("People"),
    "password_links": _("Links to set a password"),
    "plans": _("Plans"),
    "teams": _("Teams"),
}


def kind_word(kind: str) -> str:
    """What was odd, as a finding keeps it; an older or newer version may know of more."""
    return str(_KINDS.get(kind, kind))


def handling_word(handling: str) -> str:
    return str(_HANDLINGS.get(handling, handling))


def fates_in_words(file: Mapping[str, Any]) -> list[tuple[str, int]]:
    """What became of the rows of a file, of each row one thing; what became of none is left out."""
    return [(str(word), file[fate]) for fate, word in FATES.items() if file.get(fate)]


def table_word(table: str) -> str:
    """What people call what is kept in a table."""
    noun = OF_TABLE.get(table)
    return str(_TABLES.get(table) or (noun.many if noun and noun.many else table))
