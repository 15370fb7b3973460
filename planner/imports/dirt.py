"""The kinds of dirt that exports have, and what a reader or the writer does about each."""

import enum
from typing import NamedTuple


class Handling(enum.StrEnum):
    """What became of a thing that was odd, the gravest first."""

    LEFT_OUT = "left_out"
    KEPT = "kept"
    ASSUMED = "assumed"
    CORRECTED = "corrected"
    NOTED = "noted"


class Dirt(enum.StrEnum):
    ROW_OF_WRONG_LENGTH = "row_of_wrong_length"
    ROW_WITHOUT_KEY = "row_without_key"
    REPEATED_KEY = "repeated_key"
    BAD_NUMBER = "bad_number"
    NEGATIVE_NUMBER = "negative_number"
    BAD_DATE = "bad_date"
    TEXT_TOO_LONG = "text_too_long"
    UNKNOWN_COUNTRY = "unknown_country"
    NOT_STORED = "not_stored"
    DELETED_HERE = "deleted_here"
    DELETED_THERE = "deleted_there"
    ERASED_HERE = "erased_here"
    AMBIGUOUS_REFERENCE = "ambiguous_reference"
    CONTACT_WITHOUT_CUSTOMER = "contact_without_customer"
    CONTRACT_WITHOUT_CUSTOMER = "contract_without_customer"
    CONTRACT_NOT_SIGNED = "contract_not_signed"
    ACTIVITY_WITHOUT_CUSTOMER = "activity_without_customer"
    UNKNOWN_SELLER = "unknown_seller"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_STAGE = "unknown_stage"
    UNKNOWN_PARENT = "unknown_parent"
    DEAL_WITHOUT_CUSTOMER = "deal_without_customer"
    DEAL_WITHOUT_SELLER = "deal_without_seller"
    DEAL_WITHOUT_FIELD = "deal_without_field"
    DEAL_WITHOUT_START = "deal_without_start"
    DEAL_WITHOUT_VALUE = "deal_without_value"
    OPEN_DEAL_WITHOUT_DAY = "open_deal_without_day"
    DECIDED_DEAL_WITHOUT_DAY = "decided_deal_without_day"
    DATES_OUT_OF_ORDER = "dates_out_of_order"
    PARENT_OF_ITSELF = "parent_of_itself"
    CHANGED_HERE = "changed_here"
    ACCOUNT_KEPT = "account_kept"
    OWNER_SWITCHED_OFF = "owner_switched_off"
    MOVED_IN_EXPORT = "moved_in_export"
    GONE_FROM_EXPORT = "gone_from_export"
    CUSTOMER_KNOWN_BY_NAME_ONLY = "customer_known_by_name_only"
    PERSON_KNOWN_BY_NAME_ONLY = "person_known_by_name_only"
    PERSON_KNOWN_BY_NUMBER_ONLY = "person_known_by_number_only"
    AMOUNT_TAKEN_AS_ANNUAL = "amount_taken_as_annual"
    OTHER_CURRENCY = "other_currency"
    VALUE_FROM_PRICE = "value_from_price"
    COUNTRY_ASSUMED = "country_assumed"
    LEAD_WHO_SELLS = "lead_who_sells"
    TEAM_IN_SEVERAL_REGIONS = "team_in_several_regions"
    SPELLED_DIFFERENTLY = "spelled_differently"
    MISSPELLED = "misspelled"
    ENCODING_MENDED = "encoding_mended"
    TEXT_TIDIED = "text_tidied"
    DEALS_ALIKE = "deals_alike"
    SELLER_WITHOUT_DEALS = "seller_without_deals"
    NAME_SHARED = "name_shared"
    NUMBER_IS_NO_KEY = "number_is_no_key"
    DATE_FORM = "date_form"
    COLUMN_NOT_READ = "column_not_read"
    FILE_NOT_READ = "file_not_read"


class Treatment(NamedTuple):
    """`what` names the dirt, `how` says what was done about it; both are shown to people."""

    handling: Handling
    what: str
    how: str


_OUT, _KEPT, _ASSUMED, _CORRECTED, _NOTED = Handling

TREATMENTS: dict[Dirt, Treatment] = {
    Dirt.ROW_OF_WRONG_LENGTH: Treatment(
        _OUT, "row with too many or too few values", "left out, since its columns cannot be told"
    ),
    Dirt.ROW_WITHOUT_KEY: Treatment(_OUT, "row without a name or number of its own", "left out"),
    Dirt.REPEATED_KEY: Treatment(
        _OUT, "row whose name or number was there before", "left out, the first one counts"
    ),
    Dirt.BAD_NUMBER: Treatment(_OUT, "value that is no number", "left out, the rest is kept"),
    Dirt.NEGATIVE_NUMBER: Treatment(
        _OUT, "number below zero where there can be none", "left out, the rest is kept"
    ),
    Dirt.BAD_DATE: Treatment(_OUT, "value that is no day", "left out, the rest is kept"),
    Dirt.TEXT_TOO_LONG: Treatment(_OUT, "text of more than 200 characters", "cut off at the end"),
    Dirt.UNKNOWN_COUNTRY: Treatment(
        _OUT, "country that is not known", "left out, the customer is kept"
    ),
    Dirt.NOT_STORED: Treatment(_OUT, "value that has no place in this program", "not stored"),
    Dirt.DELETED_HERE: Treatment(_OUT, "thing that somebody deleted here", "not brought back"),
    Dirt.ERASED_HERE: Treatment(_OUT, "who was erased here", "not brought back"),
    Dirt.DELETED_THERE: Treatment(_OUT, "row that is marked as deleted there", "left out"),
    Dirt.AMBIGUOUS_REFERENCE: Treatment(
        _OUT, "name or number that fits two things", "left out, since it cannot be told which"
    ),
    Dirt.CONTACT_WITHOUT_CUSTOMER: Treatment(_OUT, "contact without a customer", "left out"),
    Dirt.ACTIVITY_WITHOUT_CUSTOMER: Treatment(_OUT, "activity without a customer", "left out"),
    Dirt.CONTRACT_WITHOUT_CUSTOMER: Treatment(_OUT, "contract without a customer", "left out"),
    Dirt.CONTRACT_NOT_SIGNED: Treatment(_OUT, "contract that is not signed", "left out"),
    Dirt.UNKNOWN_SELLER: Treatment(
        _KEPT, "seller who is in no team", "the deal is kept without a seller"
    ),
    Dirt.UNKNOWN_FIELD: Treatment(
        _KEPT, "product that is not listed", "the deal is kept without a field, named in its title"
    ),
    Dirt.UNKNOWN_STAGE: Treatment(
        _KEPT, "stage that is not known", "kept as an open deal of the first stage"
    ),
    Dirt.UNKNOWN_PARENT: Treatment(
        _KEPT, "parent company that is not among the customers", "kept as a name"
    ),
    Dirt.DEAL_WITHOUT_CUSTOMER: Treatment(
        _KEPT, "deal without a customer", "kept with its seller, to be given to a customer"
    ),
    Dirt.DEAL_WITHOUT_SELLER: Treatment(_KEPT, "deal without a seller", "kept with its customer"),
    Dirt.DEAL_WITHOUT_FIELD: Treatment(_KEPT, "deal without a product", "kept without a field"),
    Dirt.DEAL_WITHOUT_START: Treatment(
        _KEPT, "deal without a first day", "kept without the day on which talks began"
    ),
    Dirt.DEAL_WITHOUT_VALUE: Treatment(
        _KEPT, "deal without a value, of a product without a price", "kept with a value of 0"
    ),
    Dirt.OPEN_DEAL_WITHOUT_DAY: Treatment(
        _KEPT, "open deal without an expected day", "kept, the day is estimated when it is written"
    ),
    Dirt.DECIDED_DEAL_WITHOUT_DAY: Treatment(
        _KEPT, "won or lost deal without its day", "kept, the day is estimated when it is written"
    ),
    Dirt.DATES_OUT_OF_ORDER: Treatment(
        _KEPT, "deal that was decided before it began", "kept with both days as they are"
    ),
    Dirt.PARENT_OF_ITSELF: Treatment(
        _KEPT, "customer who is a parent company of itself", "kept as a name"
    ),
    Dirt.CHANGED_HERE: Treatment(
        _KEPT, "value that was changed here while the export says the same", "kept as it is here"
    ),
    Dirt.ACCOUNT_KEPT: Treatment(
        _KEPT,
        "person with an account, of whom the export says something else",
        "kept as it is here",
    ),
    Dirt.OWNER_SWITCHED_OFF: Treatment(
        _KEPT, "owner whose account is switched off here", "the rest is kept without an owner"
    ),
    Dirt.MOVED_IN_EXPORT: Treatment(
        _KEPT, "deal of another customer now, with work aimed at it here", "kept where it is"
    ),
    Dirt.GONE_FROM_EXPORT: Treatment(
        _KEPT, "thing of an earlier import that the export no longer has", "kept as it is"
    ),
    Dirt.CUSTOMER_KNOWN_BY_NAME_ONLY: Treatment(
        _ASSUMED, "customer whom only other rows name", "made a customer with nothing but a name"
    ),
    Dirt.PERSON_KNOWN_BY_NAME_ONLY: Treatment(
        _ASSUMED, "owner of whom there is only a name", "made a person who cannot sign in yet"
    ),
    Dirt.PERSON_KNOWN_BY_NUMBER_ONLY: Treatment(
        _ASSUMED, "owner of whom there is only a number", "made a person called so"
    ),
    Dirt.AMOUNT_TAKEN_AS_ANNUAL: Treatment(
        _ASSUMED, "file of deals with amounts", "the amounts are taken as those of a year"
    ),
    Dirt.OTHER_CURRENCY: Treatment(
        _ASSUMED, "deal in another currency than its customer's", "the number is taken as it stands"
    ),
    Dirt.VALUE_FROM_PRICE: Treatment(
        _ASSUMED, "deal without a value of its own", "the list price of its product is taken"
    ),
    Dirt.COUNTRY_ASSUMED: Treatment(
        _ASSUMED, "country with a name that is not exact", "the likeliest one is taken"
    ),
    Dirt.LEAD_WHO_SELLS: Treatment(
        _ASSUMED, "team lead who is also a seller", "one person, with the role of a team lead"
    ),
    Dirt.TEAM_IN_SEVERAL_REGIONS: Treatment(
        _ASSUMED, "team lead with several offices", "one team, in the office that is named first"
    ),
    Dirt.SPELLED_DIFFERENTLY: Treatment(
        _CORRECTED, "name that is spelled in two ways", "taken for the same one"
    ),
    Dirt.MISSPELLED: Treatment(_CORRECTED, "known spelling mistake", "corrected"),
    Dirt.ENCODING_MENDED: Treatment(_CORRECTED, "text that was decoded wrongly once", "mended"),
    Dirt.TEXT_TIDIED: Treatment(
        _CORRECTED, "text with blanks around it or with control characters", "tidied"
    ),
    Dirt.DEALS_ALIKE: Treatment(
        _NOTED, "deal that differs from another in nothing but its number", "both are kept"
    ),
    Dirt.SELLER_WITHOUT_DEALS: Treatment(_NOTED, "seller without a deal", "kept"),
    Dirt.NAME_SHARED: Treatment(
        _NOTED, "customer whose name another one here has too", "both are kept"
    ),
    Dirt.NUMBER_IS_NO_KEY: Treatment(
        _NOTED,
        "column of numbers in a plain table",
        "things are found again by their names, unless --match says otherwise",
    ),
    Dirt.DATE_FORM: Treatment(_NOTED, "column of days", "read in the form that it shows"),
    Dirt.COLUMN_NOT_READ: Treatment(_NOTED, "column that is not known", "not read"),
    Dirt.FILE_NOT_READ: Treatment(_NOTED, "file that is no part of the export", "not read"),
}
