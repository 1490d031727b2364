"""What was done to a database is remembered beside it, by content."""

from pathlib import Path

from launcher.preparation import Stamps, digest_of


def test_a_stamp_holds_for_the_very_content_only(tmp_path: Path) -> None:
    stamps = Stamps(tmp_path / "stamps.json")
    stamps.set("migrations", "abc")

    assert stamps.holds("migrations", "abc")
    assert not stamps.holds("migrations", "abd")
    assert not stamps.holds("data", "abc")


def test_a_forgotten_part_leaves_the_others(tmp_path: Path) -> None:
    stamps = Stamps(tmp_path / "stamps.json")
    stamps.set("migrations", "abc")
    stamps.set("data", "abc")
    stamps.forget("data")

    assert not stamps.knows("data")
    assert stamps.holds("migrations", "abc")


def test_a_torn_stamp_is_no_stamp(tmp_path: Path) -> None:
    (tmp_path / "stamps.json").write_text('{"data": "ab')

    assert not Stamps(tmp_path / "stamps.json").knows("data")


def test_nothing_is_remembered_of_an_outside_server() -> None:
    stamps = Stamps(None)
    stamps.set("data", "abc")

    assert not stamps.holds("data", "abc")


def test_content_and_name_both_count(tmp_path: Path) -> None:
    one, two = tmp_path / "one.py", tmp_path / "two.py"
    one.write_text("a")
    first = digest_of(tmp_path, [one])

    two.write_text("a")
    assert digest_of(tmp_path, [two]) != first
    one.write_text("b")
    assert digest_of(tmp_path, [one]) != first
