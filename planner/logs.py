"""Structured logs: one JSON object a line, so that machines can read them too."""

import logging
import re
import sys

import structlog
from structlog.processors import ExceptionRenderer
from structlog.tracebacks import ExceptionDictTransformer

from planner.database_troubles import in_a_line, trouble_of

# Without the values of local variables: passwords and customers' texts have no place in a log.
_TRACEBACKS = ExceptionRenderer(ExceptionDictTransformer(show_locals=False))

_SECRET_ADDRESS = re.compile(r"(/(?:password|calendar)/)[\w-]+")


def _without_tokens(
    _logger: object, _method: str, entry: structlog.types.EventDict
) -> structlog.types.EventDict:
    """Whoever reads a log must not be able to set somebody's password, or to read their
    calendar, with what stands there."""
    entry["event"] = _SECRET_ADDRESS.sub(r"\1…", str(entry["event"]))
    return entry


def _troubles_in_a_line(
    _logger: object, _method: str, entry: structlog.types.EventDict
) -> structlog.types.EventDict:
    """While the database is away everything fails that asks it, again and again; the way that led
    there tells nothing, and would fill the disk."""
    known = entry.get("exc_info")
    error = sys.exc_info()[1] if known is True else known[1] if isinstance(known, tuple) else known
    trouble = trouble_of(error) if isinstance(error, BaseException) else None
    if error is not None and trouble is not None:
        del entry["exc_info"]
        entry["trouble"], entry["reason"] = trouble.name, in_a_line(error)
    return entry


def configure_logs() -> None:
    """Let everything that is logged, by us or by libraries, end in the same form."""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_tokens,
    ]
    structlog.configure(
        processors=[
            *shared,
            _troubles_in_a_line,
            _TRACEBACKS,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _troubles_in_a_line,
            _TRACEBACKS,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
