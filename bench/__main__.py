"""Every measurement in one run, or those named, each in a process of its own: `./run bench`, `./run bench matrix`.

Fails if any limit is passed. Two start what they need themselves and are run by name only: `./run bench loop` (how long
one waits for a test and for a changed page) and `./run bench mutation` (whether tests notice changes of the judge).
"""

import argparse
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
    "reader",
    "sandbox",
)


def main() -> int:
    """Run the measurements one after another; 0 if all keep their limits."""
    parser = argparse.ArgumentParser(prog="./run bench")
    parser.add_argument("names", nargs="*", metavar="name", choices=[[], *MEASUREMENTS], default=[])
    failed = []
    for name in parser.parse_args().names or MEASUREMENTS:
        print(f"— {name}", flush=True)
        script = Path(__file__).with_name(f"{name}.py")
        if subprocess.run([sys.executable, "-W", "ignore", str(script)], check=False).returncode:
            failed.append(name)
    print(f"over the limit: {', '.join(failed)}" if failed else "all within their limits")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
