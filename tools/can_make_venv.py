"""Make sure that this Python can make virtual environments.

Debian splits that part off into a package; as root it is installed, otherwise named.
"""

import importlib.util
import os
import shutil
import subprocess
import sys

PACKAGE = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def main() -> int:
    """Return 0 when virtual environments can be made, 1 after saying why not."""
    if importlib.util.find_spec("ensurepip"):
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {PACKAGE} ...")
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", PACKAGE], check=True)
        return 0
    print(
        f"This Python cannot make virtual environments. Install {PACKAGE} and try again.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
