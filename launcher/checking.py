"""`./run check`: every static check, all of them even if one fails, and a summary at the end."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from launcher.environment import Lock, clean_environment, ensure
from launcher.paths import Paths, of_clone
from launcher.processes import run_through
from launcher.telling import to_stdout

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "planning.settings.production",
    "PLANNING_HOSTS": "ledger.example",
    "DATABASE_URL": "postgres://planning_app@127.0.0.1:1/planning",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}
"""Stand-ins: the check reads settings and connects to nothing."""


@dataclass(frozen=True)
class Check:
    """One check: its name and the arguments for the environment's Python."""

    name: str
    arguments: tuple[str, ...]
    variables: Mapping[str, str] = field(default_factory=dict)


CHECKS = (
    Check("ruff check", ("-m", "ruff", "check", ".")),
    Check("ruff format", ("-m", "ruff", "format", "--check", ".")),
    Check("eslint", ("-m", "launcher.linting")),
    Check("mypy --strict", ("-m", "mypy")),
    Check(
        "import-linter", ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")
    ),
    Check(
        "makemigrations --check",
        # No database is at hand and none is needed: the warning about it would say nothing.
        ("-W", "ignore::RuntimeWarning", "manage.py", "makemigrations", "--check", "--dry-run"),
        {"DJANGO_SETTINGS_MODULE": "planning.settings.check"},
    ),
    Check(
        "safeguards --check",
        ("manage.py", "safeguards", "--check"),
        {"DJANGO_SETTINGS_MODULE": "planning.settings.check"},
    ),
    Check("check --deploy", ("manage.py", "check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
)


def check() -> int:
    """Run all checks. Returns 1 if any failed."""
    teller, paths = to_stdout(), of_clone()
    ensure(paths, Lock.DEVELOPMENT, teller)
    failed = []
    for each in CHECKS:
        teller.say(f"\n=== {each.name}")
        if _run(paths, each) != 0:
            failed.append(each.name)
    teller.say()
    for each in CHECKS:
        teller.say(f"{'失败' if each.name in failed else '通过'}  {each.name}")
    return 1 if failed else 0


def _run(paths: Paths, each: Check) -> int:
    environment = {
        **clean_environment(),
        "PLANNING_STATE": str(paths.state),
        "PLANNING_SECRET_KEY": secrets.token_urlsafe(64),
        "PYTHONPATH": str(paths.root),
        **each.variables,
    }
    return run_through(paths.line(*each.arguments), env=environment, cwd=paths.root)
