"""How far long work has come."""

import io

import pytest

from planner.cli.progress import ERASE, Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_how_far_it_is_and_keeps_what_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with Progress("files", 2) as progress:
        progress.step()
        progress.say("a.json is refused", err=True)
    assert "1 of 2 files" in terminal.getvalue()
    assert terminal.getvalue().endswith(f"{ERASE}a.json is refused\n{ERASE}")


def test_a_pipe_shows_only_what_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress("files", 2) as progress:
        progress.step()
        progress.say("a.json is refused", err=True)
    assert capsys.readouterr() == ("", "a.json is refused\n")
