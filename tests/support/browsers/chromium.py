"""The Chromium that the tests drive; `python -m tests.support.browsers.chromium` installs one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

# The one without a window of its own takes half the processor's time.
SHELL = "chromium-headless-shell"
INSTALLED = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def _playwrights_own() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def find() -> str | None:
    """The path of a Chromium: one installed on the machine, else Playwright's own, else None."""
    for name in INSTALLED:
        # Ubuntu's command of this name may be a stub that only offers an installation.
        if (path := shutil.which(name)) and _answers(path):
            return path
    return _playwrights_own()


def _answers(path: str) -> bool:
    done = subprocess.run([path, "--version"], capture_output=True, check=False)
    return done.returncode == 0


def _install_from_debian() -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=False)
    subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", SHELL],
        env=environment,
        stdout=subprocess.DEVNULL,
        check=False,
    )


def _install_playwrights_own() -> None:
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    """Make sure that there is a Chromium; 1 when there is none and none could be installed."""
    for install in (_install_from_debian, _install_playwrights_own):
        if find():
            return 0
        sys.stdout.write("Installing Chromium for the tests ...\n")
        sys.stdout.flush()
        install()
    if find():
        return 0
    sys.stderr.write("The tests need a Chromium, and none could be installed.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
