"""The rules that a plan file can break, each with the sentence that says so."""

from enum import Enum

# Marks a msgid for the catalogue and leaves it as it is: the language is chosen when it is shown.
N_ = str


class Rule(Enum):
    """A rule; its value is the msgid of what is wrong and what to do about it."""

    # The file as such
    NOT_OPENED = N_("The file cannot be opened: %(reason)s.")
    TOO_LARGE = N_(
        "The file is larger than the %(limit)s MB that a plan file may have. Choose a plan file."
    )
    EMPTY = N_("The file is empty. Choose a plan file.")
    NOT_UTF8 = N_(
        "Byte number %(number)s (%(byte)s, in line %(line)s) is not UTF-8. Save the file as UTF-8."
    )
    NOT_JSON = N_("Line %(line)s, column %(column)s is not JSON, near %(near)s. Correct it there.")
    ENDS_EARLY = N_(
        "The JSON breaks off in line %(line)s, column %(column)s. Fetch the whole file again."
    )
    TOO_DEEP = N_(
        "Lists and objects lie more than %(limit)s deep in each other here. Take them out."
    )
    TOO_MANY_VALUES = N_(
        "The file holds more than %(limit)s values, too many for one plan. Take some out."
    )
    NOT_AN_OBJECT = N_("The file holds no JSON object. A plan file begins with { and ends with }.")
    TOO_MANY_PROBLEMS = N_(
        "There are more than %(limit)s problems; the others are not listed. Correct these first."
    )

    # Values that cannot be kept
    NAME_REPEATED = N_("This stands more than once in the same object. Keep one of them.")
    NOT_A_NUMBER = N_("%(literal)s is not a number in JSON. Write a number or leave it out.")
    NUMBER_OUT_OF_RANGE = N_(
        "%(literal)s is out of range: a number must lie between -%(limit)s and %(limit)s."
    )
    NUL_CHARACTER = N_("The text contains the character U+0000, which cannot be kept. Remove it.")
    HALF_CHARACTER = N_(
        "The text contains half of a character (%(code)s), which cannot be kept. Remove it."
    )
    NAME_NOT_KEPT = N_(
        "The name of this entry contains a character that cannot be kept. Remove the entry."
    )

    # The schema
    MISSING = N_('"%(name)s" is missing here. Add it.')
    UNKNOWN = N_('"%(name)s" is not known here. Known are: %(known)s.')
    NOT_TEXT = N_("This must be a text in quotation marks.")
    NOT_NUMBER = N_("This must be a number without quotation marks, such as 1250.5.")
    NOT_WHOLE_NUMBER = N_("This must be a whole number without quotation marks.")
    NOT_BOOLEAN = N_("This must be true or false, without quotation marks.")
    NOT_LIST = N_("This must be a list in square brackets.")
    NOT_OBJECT = N_("This must be an object in curly brackets.")
    NOT_THE_FORMAT = N_("%(found)s is not a format that can be read. It must be %(expected)s.")
    NOT_ALLOWED = N_("%(found)s is not allowed here. Allowed are: %(allowed)s.")
    TOO_SMALL = N_("%(found)s is too small; the smallest that is allowed is %(limit)s.")
    TOO_BIG = N_("%(found)s is too large; the largest that is allowed is %(limit)s.")
    EMPTY_TEXT = N_("The text is empty. Write something or leave the entry out.")
    TOO_LONG = N_("The text has %(length)s characters; at most %(limit)s are allowed.")
    TOO_FEW_ITEMS = N_("The list has %(length)s items; at least %(limit)s must be there.")
    TOO_MANY_ITEMS = N_("The list has %(length)s items; at most %(limit)s are allowed.")
    NOT_A_KEY = N_(
        "%(found)s is not a key. A key has 1 to 64 of the characters a-z, 0-9, dot, underscore "
        "and hyphen, and begins with a letter or a digit."
    )
    NOT_ONE_OF_TWO = N_('Write either "%(one)s" or "%(other)s" here, and not both.')
    NOT_ONE_LINE = N_("The text must stand in one line. Remove the line breaks.")
    NOT_A_COUNTRY = N_("%(found)s is not a country. Write two capital letters, such as DE.")
    NOT_A_CURRENCY = N_("%(found)s is not a currency. Write three capital letters, such as EUR.")
    NOT_A_DAY = N_("%(found)s is not a day. Write a day of the calendar as YYYY-MM-DD.")
    NOT_PLAUSIBLE = N_(
        "%(day)s is not a day that can be meant. Write one of the years %(first)s to %(last)s."
    )

    # Beyond the schema
    KEY_REPEATED = N_("The key %(key)s already stands at %(first)s. Choose another one.")
    NOBODY_HAS_KEY = N_("No item of %(list)s has the key %(key)s. Correct it or add the item.")
    BEFORE = N_(
        "%(later)s (%(later_day)s) lies before %(earlier)s (%(earlier_day)s). Correct one of them."
    )
    NOT_AFTER = N_(
        "%(later)s (%(later_day)s) must lie after %(earlier)s (%(earlier_day)s). "
        "Correct one of them."
    )
    NEEDED = N_('"%(name)s" is missing here; %(key)s "%(value)s" requires it. Add it.')
    OPEN_BUT_ASSIGNED = N_(
        "An open activity has no assignee. Remove the assignee or change the status."
    )
    UNASSIGNED_BUT_NOT_OPEN = N_(
        "Without an assignee an activity is open or cancelled, not %(status)s. "
        "Add the assignee or change the status."
    )
    NOT_TOGETHER = N_('This cannot stand together with "%(other)s". Remove one of them.')
    ANSWER_INCOMPLETE = N_(
        "An answer needs its day, and a day of an answer what was answered. Add the missing one."
    )
    REASON_MISSING = N_("What is sent back needs a reason. Add it.")
    STAGE_NOT_THE_LAST = N_(
        "The history ends with %(found)s, but the customer's stage is %(expected)s. Correct one of "
        "them."
    )
    SHARES_TOO_LARGE = N_(
        "Our share and those of the competitors come to more than 1. Correct one of them."
    )
    NOT_AMONG_KNOWN_BY = N_(
        "%(found)s is not in known_by. Add the person there or remove the day here."
    )
    AUTOMATIC_WITHOUT_END = N_(
        "A contract without ends_on cannot renew itself. Add ends_on or remove this."
    )
    AUTOMATIC_WITH_PERIOD = N_(
        "A contract with a notice to the end of a period runs until notice and does not renew "
        "itself. Correct one of them."
    )
    NOT_ROLLING = N_(
        "Only a contract that renews itself has months of renewal. Remove them or correct renewal."
    )
    RENEWS_ITSELF = N_("A contract cannot follow itself. Correct it or remove it.")
    RENEWS_IN_CIRCLE = N_("These contracts follow each other in a circle. Correct one of them.")
    WITHOUT_TERMINATION = N_(
        "A last day needs terminated_on, the day on which notice was given. Add it."
    )
    BASE_IS_THE_CASE = N_('The scenario "base" is the case itself. Choose another key.')
    NO_SUCH_FLOW = N_("No flow of this case has the key %(key)s. Correct it or add the flow.")
    CHANGED_TWICE = N_("This scenario changes the flow %(key)s already. Remove one of them.")

    # What the program has no place for
    NOT_KEPT = N_(
        '"%(name)s" cannot be imported yet: the program has no place for it. Take it out of the '
        "file to import the rest."
    )
    ANOTHER_OWNER = N_(
        "The file names another owner than the customer has here. Change the owner in the program, "
        "or take this out."
    )

    # What the database has already
    ANOTHER_CUSTOMER = N_(
        "The file is about the customer with the key %(found)s, not about %(expected)s. "
        "Choose that customer's plan file."
    )
    PLAN_IN_THE_WAY = N_(
        "There is a plan from %(start)s to %(end)s already. Choose a period outside it, "
        "or close that plan first."
    )
    EMAIL_TAKEN = N_("%(name)s has this address already. Write another one.")
    PLAN_CLOSED = N_("The plan that begins on this day is closed; it can only be read.")
    NOT_ALLOWED_TO = N_("You may not change or begin this plan. Ask the owner of the customer.")
    UNKNOWN_PERSON = N_(
        "Nobody with the key %(key)s is known here. Ask an administrator to add this person."
    )
    TWICE_ON_THE_PLAN = N_(
        "%(name)s is on the plan already (%(first)s). Write when the first time ended, "
        "or remove one of them."
    )
    SIGNED_TWICE = N_("%(name)s has signed this goal already (%(first)s). Remove one of them.")
    CHANGED_MEANWHILE = N_(
        "Somebody else changed the same things at the same moment. Import the file again."
    )
