"""How much one file may cost: processor time, wall clock, memory, and the size of the answer."""

from dataclasses import asdict, dataclass
from typing import Any

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Allowance:
    """Seconds and bytes for one child. The clock on the wall is wider than the processor's: the machine has other work."""

    cpu_seconds: int
    wall_seconds: float
    memory_bytes: int
    answer_bytes: int

    @classmethod
    def of(cls, size: int) -> "Allowance":
        """What a file of `size` bytes may cost: a small one little, since a small one that costs much is a bomb."""
        cpu = 4 + 2 * size // MEGABYTE
        memory = 280 * MEGABYTE + 40 * size
        return cls(cpu, 5.0 + 3 * cpu, memory, 64 * MEGABYTE + 8 * size)

    def as_plain(self) -> dict[str, Any]:
        return asdict(self)
