"""What a child sends back: plain data and our own dataclasses. Whoever takes over a child gains no more by its answer."""

import io
import pickle
import sys
import traceback
from collections.abc import Callable
from dataclasses import is_dataclass
from enum import Enum, StrEnum
from typing import Any

from refusals import Refused

ROOMS = frozenset(
    {
        "attainment",
        "imports",
        "indicators",
        "judging",
        "measures",
        "plans",
        "plausibility",
        "projects",
        "refusals",
        "reporting",
    }
    | {"workbooks"}
)
"""The rooms whose dataclasses, enumerations and refusals may come back."""
PLAIN = frozenset(
    {
        ("builtins", "frozenset"),
        ("builtins", "set"),
        ("collections", "Counter"),
        ("collections", "OrderedDict"),
    }
    | {("decimal", "Decimal")}
    | {("datetime", name) for name in ("date", "datetime", "time", "timedelta")}
)


class Kind(StrEnum):
    """The first byte of an answer."""

    RESULT = "R"
    REFUSED = "N"
    FAULT = "F"
    NO_MEMORY = "M"


class ForbiddenAnswerError(pickle.UnpicklingError):
    """The answer names something that no reader returns."""


def answer_of(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> bytes:
    """Call it and give what it returned or raised, as bytes."""
    try:
        return _packed(Kind.RESULT, function(*args, **kwargs))
    except Refused as refusal:
        return _packed(Kind.REFUSED, refusal)
    except MemoryError:
        return Kind.NO_MEMORY.encode()
    except BaseException:  # a panic of a library in Rust is no Exception
        return Kind.FAULT.encode() + traceback.format_exc(limit=-20)[-20_000:].encode("utf-8", "replace")


def _packed(kind: Kind, value: object) -> bytes:
    return kind.encode() + pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpacked(answer: bytes) -> Any:
    """What `_packed` packed, if it consists of what readers return; raises UnpicklingError."""
    return _Reader(io.BytesIO(memoryview(answer)[1:])).load()


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        known = (module, name) in PLAIN or module.partition(".")[0] in ROOMS
        # Whoever may call a function has loaded what it returns: nothing is loaded at an answer's wish.
        found = getattr(sys.modules.get(module), name, None) if known and "." not in name else None
        if (module, name) in PLAIN or _is_data(found):
            return found
        raise ForbiddenAnswerError(f"{module}.{name}")


def _is_data(found: object) -> bool:
    return isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum | Refused))
