"""Domains of companies, and those that belong to everybody."""

from urllib.parse import urlsplit

_FREE = frozenset(
    (
        *("gmail.com", "googlemail.com", "web.de", "t-online.de", "aon.at", "icloud.com", "me.com"),
        *("mac.com", "msn.com", "aol.com", "aol.de", "freenet.de", "arcor.de", "online.de"),
        *("mailbox.org", "posteo.de", "posteo.net", "posteo.at", "proton.me", "protonmail.com"),
        *("pm.me", "tutanota.com", "tutanota.de", "tuta.io", "tuta.com", "mail.com", "mail.de"),
        *("email.de", "1und1.de", "kabelmail.de", "vodafone.de", "arcor.de", "chello.at"),
        *("a1.net", "inode.at", "kabsi.at", "liwest.at", "utanet.at", "tele2.at", "drei.at"),
        *("sms.at", "eclipso.de", "eclipso.at", "bluewin.ch", "hispeed.ch", "sunrise.ch"),
        *("zoho.com", "fastmail.com", "hey.com", "rocketmail.com", "ymail.com", "mail.ru"),
        *("yandex.com", "yandex.ru", "seznam.cz", "wp.pl", "o2.pl", "libero.it", "orange.fr"),
        *("wanadoo.fr", "free.fr", "laposte.net", "qq.com", "163.com", "att.net", "comcast.net"),
        *("live.com", "live.de", "live.at", "live.ch", "live.nl", "live.fr", "live.it"),
        *("magenta.at", "aikq.de", "firemail.de", "unitybox.de", "netcologne.de", "ewe.net"),
    )
)
_FREE_IN_EVERY_COUNTRY = frozenset({"gmx", "outlook", "hotmail", "yahoo"})


def is_free(host: str) -> bool:
    """Whether anybody can have an address there."""
    return host in _FREE or host.partition(".")[0] in _FREE_IN_EVERY_COUNTRY


def host_of_address(email: str) -> str:
    """The host of an e-mail address; empty if there is none."""
    _, at, host = email.strip().casefold().rpartition("@")
    return host.strip(". ").removeprefix("www.") if at else ""


def host_of_website(website: str) -> str:
    """`https://www.acme.example/de` and `acme.example` are both `acme.example`."""
    text = website.strip().casefold()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    return host.strip(".").removeprefix("www.")


def company_domain(email: str, website: str) -> str:
    """The host of the e-mail, else of the website; a host of free mail is none. Empty if none."""
    hosts = (host_of_address(email), host_of_website(website))
    return next((host for host in hosts if host and not is_free(host)), "")
