"""Structured logs: one JSON object a line, so that machines can read them too."""

import logging
import re
import sys

import structlog
from structlog.processors import ExceptionRenderer
from structlog.tracebacks import ExceptionDictTransformer

# Without the values of local variables: passwords and customers' texts have no place in a log.
_TRACEBACKS = ExceptionRenderer(ExceptionDictTransformer(show_locals=False))

_PASSWORD_LINK = re.compile(r"(/password/)[\w-]+")


def _without_tokens(
    _logger: object, _method: str, entry: structlog.types.EventDict
) -> structlog.types.EventDict:
    """Whoever reads a log must not be able to set somebody's password with what stands there."""
    entry["event"] = _PASSWORD_LINK.sub(r"\1…", str(entry["event"]))
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
            _TRACEBACKS,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
