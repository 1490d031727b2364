"""One event, one line: what somebody typed cannot write a line of the log that looks like ours."""

import logging
import re

CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029]")


def escaped(text: str) -> str:
    """Return the text with its control characters and line breaks as escapes; tabs stay."""
    return CONTROLS.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


class OneLine(logging.Formatter):
    """A message is one line; the lines of a traceback below it begin with a bar, as no message does."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name of the base class
        record.message = escaped(record.message)
        return escaped(super().formatMessage(record))

    def formatException(self, ei: object) -> str:  # noqa: N802 - the name of the base class
        return barred(super().formatException(ei))  # type: ignore[arg-type] # the base class names a type of its own

    def formatStack(self, stack_info: str) -> str:  # noqa: N802 - the name of the base class
        return barred(super().formatStack(stack_info))


def barred(text: str) -> str:
    """Return every line of a traceback escaped, behind a bar."""
    return "\n".join(f"  | {escaped(line)}" for line in re.split(r"\r\n|\n", text))
