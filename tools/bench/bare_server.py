"""The bare page behind the same server as the program."""

import os
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from planner.server import asgi


def application() -> Any:
    from tools.bench.bare import app  # noqa: PLC0415 - made by each process for itself

    return asgi(app)


if __name__ == "__main__":
    Granian(
        "tools.bench.bare_server:application",
        factory=True,
        port=int(os.environ["PORT"]),
        interface=Interfaces.ASGI,
        workers=2,
        log_level=LogLevels.warning,
    ).serve()
