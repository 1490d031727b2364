"""docs/adding-a-table.md, done as it stands in a copy of the project; then one step after another left out."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.copying import ROOT, Block, Copy, blocks, copied

DOCUMENT = ROOT / "docs" / "adding-a-table.md"
OWN_TEST = "tests/projects/test_orders.py"
TABLES = {"projects_order", "projects_orderevent"}
pytestmark = [pytest.mark.slow, pytest.mark.whole]

GUARDS = (
    *(OWN_TEST, "tests/custody/test_declaring.py", "tests/custody/test_append_only.py"),
    *("tests/custody/test_scoping.py", "tests/custody/test_safeguards.py"),
    "tests/planning/test_addresses.py::test_every_address_is_in_the_table_and_nothing_else_is",
    "tests/planning/test_past_pages.py::test_every_page_has_a_past_or_a_reason_for_none",
    "tests/planning/test_exports.py::test_the_list_of_exports_is_whole",
)

TEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider")
CHECKS = """
import django
from django.core.management import call_command

django.setup()
call_command("check")
call_command("makemigrations", "--check", "--dry-run")
call_command("safeguards", "--check")
"""
"""In one process: each start of Django costs two seconds."""


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """The copy with everything done; a test that changes it puts it back."""
    folder = tmp_path_factory.mktemp("adding") / "project"
    with copied(folder, f"planning_copy_{os.getpid()}") as copy:
        before = copy.files()
        for block in blocks(DOCUMENT):
            block.put(copy.root)
        copy.manage("makemigrations", "--verbosity", "0")
        copy.manage("safeguards")
        after = copy.files()
        touched = {path for path, text in after.items() if before.get(path) != text} - {OWN_TEST}
        assert len(touched) <= 6, sorted(touched)
        yield copy


@pytest.fixture
def changing(done: Copy) -> Iterator[Copy]:
    """The same, to leave a step out; put back afterwards."""
    files = done.files()
    yield done
    done.put_back(files)


@pytest.fixture(scope="module")
def guarded(done: Copy) -> Copy:
    """The same, looked at by every guard; it has a database with the table now."""
    done.done("-c", CHECKS)
    done.done(*TEST, *GUARDS)
    return done


def test_every_guard_is_content(guarded: Copy) -> None:
    """Where one is not, the fixture says what it said."""


def test_a_table_is_taken_away_again_from_a_database_that_has_it(guarded: Copy, changing: Copy) -> None:
    made = f"template_{changing.database}_%"
    ((template,),) = changing.rows(f"SELECT datname FROM pg_database WHERE datname LIKE '{made}'", "postgres")
    changing.rows(f'CREATE DATABASE "{changing.database}" TEMPLATE "{template}"', "postgres")
    assert _tables(changing) >= TABLES

    for path in {block.path for block in blocks(DOCUMENT)}:
        _put_back(changing, path)
    # It asks the database which migrations it has, and nobody has yet given the application a right to that.
    changing.manage("makemigrations", "--verbosity", "0", role="owner")
    assert "POLICIES ON projects_order（已删去）" in changing.manage("safeguards")
    changing.manage("migrate", "--verbosity", "0", role="owner")

    assert TABLES & _tables(changing) == set()
    assert changing.rows("SELECT proname FROM pg_proc WHERE prosrc LIKE '%projects_order%'") == []
    changing.done("-c", CHECKS, role="owner")


def _tables(copy: Copy) -> set[object]:
    return {name for (name,) in copy.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}


def _put_back(copy: Copy, path: str) -> None:
    ours = ROOT / path
    if ours.exists():
        shutil.copyfile(ours, copy.root / path)
    else:
        (copy.root / path).unlink()


def without(path: str, text: str) -> Callable[[Copy], None]:
    """A step that leaves out a passage of a file."""

    def leave_out(copy: Copy) -> None:
        file = copy.root / path
        before = file.read_text("utf-8")
        assert text in before
        file.write_text(before.replace(text, ""), "utf-8")

    return leave_out


def no_migration(room: str) -> Callable[[Copy], None]:
    """A step that leaves out what a command has written: the room's newest."""

    def leave_out(copy: Copy) -> None:
        max((copy.root / room / "migrations").glob("0*.py")).unlink()

    return leave_out


def both(first: Callable[[Copy], None], second: Callable[[Copy], None]) -> Callable[[Copy], None]:
    def leave_out(copy: Copy) -> None:
        first(copy)
        second(copy)

    return leave_out


def declaration() -> str:
    """The decorator of the model, as the document has it."""
    (model,) = (block for block in blocks(DOCUMENT) if block.at_the_end)
    return model.text[: model.text.index("class Order")]


def held() -> str:
    """The rows that the own test brings for two counties."""
    (own,) = (block for block in blocks(DOCUMENT) if block.path == OWN_TEST)
    return own.text[own.text.index("def hold(") : own.text.index("@pytest.mark.django_db\n")]


MANAGE = ("manage.py",)
LEFT_OUT: dict[str, tuple[Callable[[Copy], None], tuple[str, ...], str]] = {
    "declaration": (
        without("projects/models.py", declaration()),
        (*MANAGE, "check"),
        "请在模型 projects.Order 上方写 @kept(reads=…) 或 @open_table",
    ),
    "makemigrations": (
        both(no_migration("projects"), no_migration("planning")),
        (*MANAGE, "safeguards", "--check"),
        "下列应用的模型与迁移文件不一致：projects。请先运行 ./run manage makemigrations",
    ),
    "safeguards": (
        no_migration("planning"),
        (*MANAGE, "safeguards", "--check"),
        "请运行 ./run manage safeguards，并提交它写出的迁移文件",
    ),
    "who may open it": (
        without("projects/orders.py", "@requires(Permission.VIEW_FIGURES)\n"),
        (*MANAGE, "check"),
        "(order_list) declares no access: @public, @signed_in or @requires(…)",
    ),
    "answers": (
        without(OWN_TEST, 'ANSWERS = {"order-list": Answers(FIGURES, READ_ONLY)}\n'),
        (*TEST, "tests/planning/test_addresses.py", "-k", "in_the_table_and_nothing_else"),
        "say in tests/planning/expected.py who may open it",
    ),
    "past": (
        without("projects/orders.py", "@as_of\n"),
        (*TEST, "tests/planning/test_past_pages.py", "-k", "has_a_past_or_a_reason"),
        "let its view be read @as_of a moment, or say in WITHOUT why it has no past",
    ),
    "rows of two counties": (
        without(OWN_TEST, held()),
        (*TEST, "tests/custody/test_scoping.py", "-k", "sees_its_own_rows"),
        "give both counties a row: tests/two_counties.py, or `hold` in the table's own test",
    ),
}


@pytest.mark.parametrize("step", LEFT_OUT)
def test_a_step_that_is_left_out_is_missed_with_what_to_do(step: str, changing: Copy) -> None:
    leave_out, guard, sentence = LEFT_OUT[step]
    leave_out(changing)
    code, said = changing.tried(*guard)
    assert code != 0, said
    assert sentence in said


def test_a_block_that_no_longer_fits_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("one\n")
    with pytest.raises(AssertionError, match=r"a\.py no longer has once what the document replaces"):
        Block("a.py", "-two\n+three\n", "diff", at_the_end=False).put(tmp_path)
