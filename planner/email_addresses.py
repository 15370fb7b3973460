"""What an e-mail address looks like, how it is compared, and how it is sent to."""

import email_validator
from email_validator import EmailNotValidError, ValidatedEmail, validate_email

# Companies use such names inside their own networks; this is the library's own switch for them.
if "local" in email_validator.SPECIAL_USE_DOMAIN_NAMES:
    email_validator.SPECIAL_USE_DOMAIN_NAMES.remove("local")


def is_valid(text: str) -> bool:
    """Whether mail could be sent there, as far as can be told without trying.

    Letters beyond ASCII are good in the domain only: few servers take them before the @. What looks
    like an encoded word may be decoded on its way, and then it is another address.
    """
    found = _read(text)
    return found is not None and found.ascii_email is not None and "=?" not in text


def spellings(address: str) -> set[str]:
    """In small letters, all that is the same address: a domain with umlauts has a second name."""
    found, small = _read(address), address.lower()
    if found is None:
        return {small}
    domains = {found.domain, found.ascii_domain}
    return {small, *(f"{found.local_part}@{domain}".lower() for domain in domains)}


def one_spelling(address: str) -> str:
    """The one of them by which addresses are compared."""
    return min(spellings(address))


def deliverable(address: str) -> str:
    """The address as mail servers know it, with its domain in ASCII."""
    found = _read(address)
    return f"{found.local_part}@{found.ascii_domain}" if found else address


def _read(text: str) -> ValidatedEmail | None:
    try:
        return validate_email(text, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        return None
