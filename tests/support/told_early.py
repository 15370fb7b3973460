"""A server that is told to stop while its processes begin: twice, as from a terminal.

`python -m tests.support.told_early` starts it with the settings of the environment.
"""

import asyncio
import os
import signal
from typing import Any

from planner import config, server
from planner.bridge import Message, Receive, Send
from planner.cli.serve import run

_UNTIL_ALL_ARE_TOLD = 1.0


def application() -> Any:
    """As in production, but told to stop when it is about to say that it has begun."""
    made = server.application()

    async def told(scope: Message, receive: Receive, send: Send) -> None:
        async def say(message: Message) -> None:
            if message["type"] == "lifespan.startup.complete":
                os.kill(os.getpid(), signal.SIGINT)
                os.kill(os.getppid(), signal.SIGINT)
                await asyncio.sleep(_UNTIL_ALL_ARE_TOLD)
            await send(message)

        await made(scope, receive, say)

    return told


if __name__ == "__main__":
    settings = config.from_environment()
    run("tests.support.told_early:application", settings, settings.host)
