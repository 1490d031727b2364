"""`python -m planning.web --bind ADDRESS:PORT`: serves the application until it is told to end."""

import argparse
import sys

from planning.web.processes import Wish, serve


def main() -> int:
    parser = argparse.ArgumentParser(prog="planning.web", description=__doc__)
    parser.add_argument("--bind", required=True, metavar="ADDRESS:PORT")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--threads", type=int, default=4, help="of each process")
    parser.add_argument("--grace", type=float, default=5.0, help="seconds for answers under way at the end")
    given = parser.parse_args()
    return serve(Wish(given.bind, given.processes, given.threads, given.grace))


if __name__ == "__main__":
    sys.exit(main())
