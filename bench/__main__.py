"""Every measurement in one run, each in a process of its own: `./run bench`. Fails if any limit is passed."""

import subprocess
import sys
from pathlib import Path

MEASUREMENTS = (
    "evaluate",
    "import_plans",
    "import_observations",
    "matrix",
    "entry_grid",
    "connections",
    "checks",
)


def main() -> int:
    """Run the measurements one after another; 0 if all keep their limits."""
    failed = []
    for name in MEASUREMENTS:
        print(f"— {name}", flush=True)
        script = Path(__file__).with_name(f"{name}.py")
        if subprocess.run([sys.executable, "-W", "ignore", str(script)], check=False).returncode:
            failed.append(name)
    print(f"over the limit: {', '.join(failed)}" if failed else "all within their limits")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
