"""How pages look that are for everybody outside, and which sites may show them in a frame."""

from flask import Response, current_app, request

from planner.queries.people.form_settings import LeadFormSettings

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
    )
)
_DARK, _LIGHT = "#111111", "#ffffff"


ALONE = f"{_POLICY}; frame-ancestors 'none'"
"""What a public page may load that stands in no frame."""


def policy_for(settings: LeadFormSettings) -> str:
    """What the page may load (no script at all), and who may show it in a frame."""
    sites = " ".join(("'self'", *settings.sites.split()))
    return f"{_POLICY}; frame-ancestors {sites}"


def protect(answer: Response, policy: str = ALONE) -> Response:
    """Let a public page load what the policy says, and tell no other site where one comes from."""
    answer.headers["Content-Security-Policy"] = policy
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def stylesheet_of(settings: LeadFormSettings) -> str:
    """The organisation's two colours; what is written on each is dark or light, whichever can be
    read better, so that no colour makes the form unreadable."""
    said = {
        "button": settings.button,
        "on-button": readable_on(settings.button),
        "background": settings.background,
        "on-background": readable_on(settings.background),
    }
    lines = "".join(f"  --{name}: {value};\n" for name, value in said.items())
    return f":root {{\n{lines}}}\n"


def readable_on(colour: str) -> str:
    """The one of dark and light that stands out more on a colour, such as `#1d4ed8`."""
    return max((_DARK, _LIGHT), key=lambda text: contrast(text, colour))


def contrast(one: str, other: str) -> float:
    """From 1 to 21, as WCAG 2.2 defines it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - WCAG's


def whole_address(address: str) -> str:
    """An address of ours as others write it down, by the settings where they say it."""
    known = current_app.config["PLANNER"].public_url
    if known:
        return str(known).rstrip("/") + address.removeprefix(request.script_root)
    return request.host_url.rstrip("/") + address
