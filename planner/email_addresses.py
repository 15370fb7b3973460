"""What an e-mail address looks like."""

import email_validator

# Companies use such names inside their own networks; this is the library's own switch for them.
if "local" in email_validator.SPECIAL_USE_DOMAIN_NAMES:
    email_validator.SPECIAL_USE_DOMAIN_NAMES.remove("local")


def is_valid(text: str) -> bool:
    """Whether mail could be sent there, as far as can be told without trying."""
    try:
        email_validator.validate_email(text, check_deliverability=False, globally_deliverable=False)
    except email_validator.EmailNotValidError:
        return False
    return True
