"""`python -m planning.healthcheck`: asks the web process beside it how it is; exit code 1 where it is not well."""

import os
import sys
import urllib.error
import urllib.request

ADDRESS = "http://127.0.0.1:8000/healthz"


def main() -> int:
    """Ask under a name that the settings allow."""
    name = (os.environ.get("PLANNING_HOSTS") or "127.0.0.1").split()[0]
    question = urllib.request.Request(ADDRESS, headers={"Host": name})
    try:
        with urllib.request.urlopen(question, timeout=5) as answer:  # noqa: S310 - the own address
            return 0 if answer.status == 200 else 1
    except (urllib.error.URLError, OSError) as fault:
        print(fault, file=sys.stderr)  # noqa: T201 - the container's health log
        return 1


if __name__ == "__main__":
    sys.exit(main())
