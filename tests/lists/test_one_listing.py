"""One listing: nobody cuts pages or writes the form of a list by hand."""

from pathlib import Path

from launcher.rooms import rooms

ROOT = Path(__file__).parents[2]
OWN_FORMS = {
    # A year's cells, worked on as a whole.
    "reporting/grid.html",
    # One question: whether a printed sheet is this one.
    "reporting/declaration.html",
    # Which document set the targets of a file: a line of fields, no rows.
    "plans/_columns.html",
    # A period and a year, no rows.
    "planning/county_list.html",
}


def test_only_the_room_of_lists_cuts_pages() -> None:
    files = [path for room in rooms(ROOT) for path in (ROOT / room.name).rglob("*.py")]
    assert files
    cutting = {
        str(path.relative_to(ROOT)) for path in files if "Paginator" in path.read_text(encoding="utf-8")
    }
    assert cutting == {"lists/paging.py"}, "page a list with lists.listing.Listing, another table with Paged"


def test_only_the_template_of_lists_asks_for_conditions() -> None:
    templates = ROOT / "templates"
    asking = {
        str(path.relative_to(templates))
        for path in templates.rglob("*.html")
        if 'class="filters"' in path.read_text(encoding="utf-8")
    }
    assert asking == {"lists/_filter.html", *OWN_FORMS}, "declare a ListFilter and include lists/_filter.html"
