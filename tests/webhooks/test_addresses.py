"""Where is sent to, and where not: only to what is public, unless the settings allow more."""

import ipaddress

import pytest

from planner.actions.errors import Refused
from planner.setting_addresses import WebhookHosts, WrongSetting, webhook_hosts
from planner.webhooks.addresses import is_allowed, is_public, receiver_address_of

NOTHING = WebhookHosts()
HOUSE = webhook_hosts("hooks.house.example, 10.1.0.0/16,fd00:1::/32,127.0.0.1")


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("0.0.0.0", "224.0.0.1", "255.255.255.255", "192.0.2.1", "::", "::1", "fe80::1"),  # noqa: S104 - an address to refuse
        *("fd00::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1"),
        *("2002:a00:1::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "fec0::1", "fe80::1%eth0"),
    ],
)
def test_what_lies_inside_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f:cb07::1", "64:ff9b::5db8:d70e", "::ffff:8.8.8.8"]
)
def test_what_lies_outside_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("url", "named", "path"),
    [
        ("https://example.org", "example.org", "/"),
        ("https://EXAMPLE.org:8443/a?b=c&d=e", "example.org:8443", "/a?b=c&d=e"),
        ("https://münchen.example/straße?ö", "xn--mnchen-3ya.example", "/stra%C3%9Fe?%C3%B6"),
        ("https://[2606:2800:21f::1]/x", "[2606:2800:21f::1]", "/x"),
        ("https://8.8.8.8:443/", "8.8.8.8", "/"),
        ("https://example.org/a%20b", "example.org", "/a%20b"),
    ],
)
def test_an_address_is_read_as_browsers_do(url: str, named: str, path: str) -> None:
    target = receiver_address_of(url, NOTHING)
    assert (target.named, target.path, target.is_encrypted) == (named, path, True)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "Write an address as https"),
        ("example.org/hook", "Write an address as https"),
        ("ftp://example.org", "Write an address as https"),
        ("https://", "Write an address as https"),
        ("https://anna:secret@example.org/", "Write an address as https"),
        ("https://example.org/#part", "Write an address as https"),
        ("https://example.org/a b", "Write an address as https"),
        ("https://example.org\\@127.0.0.1/", "Write an address as https"),
        ("https://example.org:0/", "Write an address as https"),
        ("https://example.org:99999/", "Write an address as https"),
        ("https://example.org/\r\nX: y", "Write an address as https"),
        ("https://ex ample.org/", "Write an address as https"),
        ("https://[::1/", "Write an address as https"),
        ("https://" + "a" * 64 + ".org/", "Write an address as https"),
        ("https://example.org/" + "a" * 2000, "Write an address as https"),
        ("https://127.0.0.1/", "not public"),
        ("https://[::ffff:10.0.0.1]/", "not public"),
        ("https://[fe80::1%25eth0]/", "not public"),
        ("http://example.org/", "begins with https"),
        ("http://8.8.8.8/", "begins with https"),
    ],
)
def test_what_leads_elsewhere_is_refused_with_what_to_do(url: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        receiver_address_of(url, NOTHING)


def test_the_settings_allow_names_addresses_and_networks() -> None:
    inside, outside = ipaddress.ip_address("10.1.2.3"), ipaddress.ip_address("10.2.0.1")
    for url in ("http://hooks.house.example/", "http://10.1.2.3:8080/", "https://127.0.0.1/"):
        receiver_address_of(url, HOUSE)
    named = receiver_address_of("http://hooks.house.example/", HOUSE)
    assert is_allowed(named, outside, HOUSE), "a name, wherever it leads"
    other = receiver_address_of("http://ci.house.example/", HOUSE)
    assert is_allowed(other, inside, HOUSE)
    assert is_allowed(other, ipaddress.ip_address("::ffff:10.1.2.3"), HOUSE)
    assert not is_allowed(other, outside, HOUSE)
    assert not is_allowed(other, ipaddress.ip_address("8.8.8.8"), HOUSE), "public, but in the clear"
    secured = receiver_address_of("https://ci.house.example/", HOUSE)
    assert is_allowed(secured, ipaddress.ip_address("8.8.8.8"), HOUSE)
    assert not is_allowed(secured, outside, HOUSE)


@pytest.mark.parametrize("said", ["10.0.0.1/8", "a b", "*", "https://example.org", "300.1.1.1"])
def test_a_wrong_setting_is_named(said: str) -> None:
    with pytest.raises(WrongSetting, match="PLANNER_WEBHOOK_HOSTS"):
        webhook_hosts(said)
