"""The digest of the migrations changes with everything that a migrated database depends on, and with nothing else."""

from pathlib import Path

import pytest

from tests.migrated import digest_of_migrations

FILES = {
    "requirements.lock": "django==5.2",
    "roads/__init__.py": "",
    "roads/migrations/0001_initial.py": "from roads.guards import SQL\n",
    "roads/guards.py": "import roads.words\nSQL = roads.words.SQL\n",
    "roads/words.py": "SQL = 'SELECT 1'\n",
    "roads/views.py": "",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("changed", "counts"),
    [
        ("roads/migrations/0001_initial.py", True),
        ("roads/migrations/0002_more.py", True),
        ("roads/guards.py", True),
        ("roads/words.py", True),
        ("requirements.lock", True),
        ("roads/views.py", False),
    ],
)
def test_the_digest_knows_what_migrations_import(root: Path, changed: str, counts: bool) -> None:
    before = digest_of_migrations(root)
    with (root / changed).open("a") as file:
        file.write("# changed\n")

    assert (digest_of_migrations(root) != before) is counts
