"""Near names are hints, and few: a file full of unknown names does not keep anybody waiting."""

from time import perf_counter

from counties.names import LONGEST_NAME, MOST_LOOKS, NameBook, near_names

KNOWN = [f"优良天数比例（{at}）" for at in range(300)]


def test_a_name_is_found_by_its_spelling_and_missed_by_a_word() -> None:
    book = NameBook([(1, ["优良天数比例"]), (2, ["森林覆盖率"])])
    assert book.find("优良 天数比例").one == 1
    assert book.find("优良天数的比例") == book.find("优良天数的比例")
    assert book.find("优良天数的比例").near == ("优良天数比例",)


def test_nothing_is_near_a_long_text() -> None:
    begun = perf_counter()
    assert near_names("优良天数比例" * 5000, KNOWN, 3) == []
    assert near_names("优" * (LONGEST_NAME + 1), KNOWN, 3) == []
    assert perf_counter() - begun < 1


def test_a_book_stops_looking_for_near_names_but_goes_on_finding() -> None:
    book = NameBook([(1, ["优良天数比例"])])
    looked = [book.find(f"优良天数比率{at}").near for at in range(MOST_LOOKS + 5)]
    assert looked[0]
    assert not any(looked[MOST_LOOKS:])
    assert book.find("优良天数比例").one == 1
