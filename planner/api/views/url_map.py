"""The routing map of programs, which ask for other addresses than people."""

from typing import Final

from werkzeug.routing import Map, Rule

from planner.api.routes import PATHS

MAP: Final = Map(
    [Rule(path, endpoint=name) for path, name in PATHS.items()],
    strict_slashes=False,
    merge_slashes=False,
)
