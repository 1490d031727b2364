"""A fast typist without a plan: random keys against a model of the grid, and “全部已保存” against the database."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

import pytest
from playwright.sync_api import CDPSession, Page, Route
from pytest_django.live_server_helper import LiveServer

from custody.scope import CITY, within
from indicators.models import Indicator, Part
from launcher.processes import until
from reporting.models import Entry
from reporting.reading import NO_DATA
from tests.browser.chromium import needs_chromium
from tests.browser.entering import CODES, agreeing, cell, grid_of, paste, six_cells
from tests.reporting import rounds
from tests.sampling import whole_or

pytestmark = [pytest.mark.browser, needs_chromium, pytest.mark.django_db(transaction=True)]

STEPS = int(os.environ.get("GRID_STEPS", whole_or(60, 150)))
SEEDS = tuple(int(seed) for seed in os.environ.get("GRID_SEEDS", "1 2").split())
SECONDS = 60.0
FIELDS = ("text", "basis", "note")
PIECES = ("7", "85", "8.5", ".", "９", "８６", "断流", "约")
NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
Key = tuple[int, str]

# Where the focus is, what the line above the table says and what stands in the cells: all of one moment.
LOOK = """() => {
  const at = document.activeElement, row = at.closest("tr[data-entry]");
  const rows = [...document.querySelectorAll("#grid tr[data-entry]")];
  return {
    at: row && at.dataset.field ? [rows.indexOf(row) + 1, at.dataset.field] : null,
    status: document.getElementById("saving").textContent,
    cells: rows.flatMap((one, index) => ["text", "basis", "note"].map(
      name => [index + 1, name, one.querySelector(`[data-field=${name}]`).value])),
  };
}"""


@pytest.fixture
def of() -> rounds.Cast:
    made = six_cells()
    # What is said of a cell comes along with its neighbour's answer: it must not touch what is being typed.
    first, *others = Indicator.objects.filter(code__in=CODES).order_by("code")
    for other in others:
        Part.objects.create(whole=first, part=other)
    return made


@dataclass
class Typing:
    key: Key
    text: str
    is_edit: bool = False
    has_typed: bool = False


@dataclass
class Model:
    """What a person expects of the cells: committed texts, one cell being typed into, steps to undo and redo."""

    cells: dict[Key, str]
    typing: Typing | None = None
    done: list[list[tuple[Key, str, str]]] = field(default_factory=list)
    undone: list[list[tuple[Key, str, str]]] = field(default_factory=list)

    def type(self, key: Key, piece: str) -> None:
        if self.typing is None:
            self.typing = Typing(key, "")
        self.typing.text += piece if key[1] != "text" else piece.translate(NARROW)
        self.typing.has_typed = True

    def change(self, wanted: dict[Key, str]) -> None:
        step = [(key, self.cells[key], text) for key, text in wanted.items() if self.cells[key] != text]
        if step:
            self.cells.update({key: to for key, _, to in step})
            self.done.append(step)
            self.undone.clear()

    def commit(self) -> None:
        typing, self.typing = self.typing, None
        if typing is not None and typing.has_typed:
            self.change({typing.key: typing.text})

    def undo(self) -> None:
        self.commit()
        if self.done:
            step = self.done.pop()
            self.cells.update({key: before for key, before, _ in step})
            self.undone.append(step)

    def redo(self) -> None:
        self.commit()
        if self.undone:
            step = self.undone.pop()
            self.cells.update({key: after for key, _, after in step})
            self.done.append(step)

    @property
    def shown(self) -> dict[Key, str]:
        return self.cells | ({self.typing.key: self.typing.text} if self.typing else {})


@dataclass
class Typist:
    """Does the same at the browser and in the model."""

    page: Page
    input_method: CDPSession
    random: Random
    model: Model
    did: list[str] = field(default_factory=list)

    def step(self) -> None:
        """One random thing."""
        at = self.where()
        acts: list[tuple[int, Callable[[Key], None]]] = [
            (12, self.types),
            (10, self.moves),
            (3, self.erases),
            (3, self.escapes),
            (4, self.goes_back),
            (3, self.edits),
            (3, self.pastes),
            (2, self.presses),
            (2, self.picks),
            (2, self.composes),
            (1, self.rests),
            (1, self.reloads),
        ]
        weights, choices = zip(*acts, strict=True)
        self.random.choices(choices, weights)[0](at)

    def where(self) -> Key:
        at = self.page.evaluate(LOOK)["at"]
        if at is not None and at[1] == "explanation":
            self.page.keyboard.press("Home")
            at = self.page.evaluate(LOOK)["at"]
        if at is None:
            self.presses((0, ""))
            at = self.page.evaluate(LOOK)["at"]
        return at[0], at[1]

    def key(self, name: str) -> None:
        self.did.append(name)
        self.page.keyboard.press(name)

    def types(self, at: Key) -> None:
        piece = self.random.choice(PIECES)
        self.did.append(f"“{piece}”")
        if piece.isascii():
            self.page.keyboard.type(piece)
        else:
            self.page.keyboard.insert_text(piece)
        self.model.type(at, piece)

    def moves(self, at: Key) -> None:
        keys = ["Enter", "Shift+Enter", "Tab", "Shift+Tab", "ArrowDown", "ArrowUp"]
        if self.model.typing is None or not self.model.typing.is_edit:
            keys += ["ArrowLeft", "ArrowRight", "Home", "End", "Control+Home"]
        self.key(self.random.choice(keys))
        self.model.commit()

    def erases(self, at: Key) -> None:
        key = self.random.choice(["Delete", "Backspace"])
        self.key(key)
        typing = self.model.typing
        if typing is not None:
            if key == "Backspace" and typing.text:
                typing.text, typing.has_typed = typing.text[:-1], True
        elif key == "Delete":
            self.model.change({at: ""})
        elif self.model.cells[at]:
            self.model.typing = Typing(at, "", has_typed=True)

    def escapes(self, at: Key) -> None:
        self.key("Escape")
        self.model.typing = None

    def goes_back(self, at: Key) -> None:
        if self.random.random() < 0.6:
            self.key("Control+z")
            self.model.undo()
        else:
            self.key(self.random.choice(["Control+y", "Control+Shift+z"]))
            self.model.redo()

    def edits(self, at: Key) -> None:
        if self.random.random() < 0.5:
            self.key("F2")
        else:
            at = self.random_cell()
            if self.model.typing is not None and self.model.typing.key == at:
                return
            self.did.append(f"double click {at}")
            cell(self.page, *at).dblclick()
            self.model.commit()
        if self.model.typing is None:
            self.model.typing = Typing(at, self.model.cells[at])
        self.model.typing.is_edit = True

    def pastes(self, at: Key) -> None:
        column = [
            self.random.choice(["71", "８２", "9.5", ""]) for _ in range(self.random.choice([1, 1, 3, 4]))
        ]
        self.did.append(f"paste {column}")
        paste(self.page, "\r\n".join(column))
        if len(column) == 1 and self.model.typing is not None:
            self.model.type(at, column[0])
            return
        self.model.commit()
        cells = [(at[0] + down, at[1]) for down in range(len(column))]
        wanted = zip(cells, column, strict=True)
        narrow = str.maketrans(NARROW if at[1] == "text" else {})
        self.model.change(
            {key: text.translate(narrow) for key, text in wanted if text and key[0] <= len(CODES)}
        )

    def presses(self, at: Key) -> None:
        other = self.random_cell()
        if self.model.typing is None or self.model.typing.key != other:
            self.did.append(f"click {other}")
            cell(self.page, *other).click()
            self.model.commit()

    def picks(self, at: Key) -> None:
        if at[1] != "text":
            return
        self.key("Alt+ArrowDown")
        down = self.random.randrange(3)
        for _ in range(down):
            self.key("ArrowDown")
        self.model.commit()
        if self.random.random() < 0.7:
            self.key("Enter")
            self.model.change({at: NO_DATA[down]})
        else:
            self.key("Escape")

    def composes(self, at: Key) -> None:
        self.did.append("compose")
        asked = {"text": "duan'liu", "selectionStart": 8, "selectionEnd": 8}
        self.input_method.send("Input.imeSetComposition", asked)
        assert "全部已保存" not in self.page.evaluate(LOOK)["status"], self.did
        if self.random.random() < 0.6:
            self.did.append("断流")
            self.input_method.send("Input.insertText", {"text": "断流"})
            self.model.type(at, "断流")
        else:
            self.did.append("not so")
            self.input_method.send(
                "Input.imeSetComposition", {**asked, "text": "", "selectionStart": 0, "selectionEnd": 0}
            )

    def rests(self, at: Key) -> None:
        if self.random.random() < 0.5:
            self.key("Control+s")
        else:
            self.did.append("rest")
            self.page.wait_for_timeout(1400)

    def reloads(self, at: Key) -> None:
        self.did.append("reload")
        self.page.reload()
        self.model.commit()
        self.model.done.clear()
        self.model.undone.clear()

    def random_cell(self) -> Key:
        return self.random.randint(1, len(CODES)), self.random.choice(FIELDS)

    def look(self) -> None:
        """The cells read as expected, and whoever says that all is saved is right."""
        seen = self.page.evaluate(LOOK)
        shown = {(number, name): text for number, name, text in seen["cells"]}
        assert shown == self.model.shown, " ".join(self.did)
        if "全部已保存" in seen["status"]:
            assert shown == kept(), " ".join(self.did)


def kept() -> dict[Key, str]:
    """What the database holds."""
    with within(CITY):
        entries = Entry.objects.order_by("indicator__code")
        return {
            (number, name): getattr(entry, name)
            for number, entry in enumerate(entries, start=1)
            for name in FIELDS
        }


def unreliable(page: Page, random: Random) -> None:
    """Every third save meets a database that is away, a line that is dead, or an answer that gets lost."""

    def passing(route: Route) -> None:
        fate = random.choice(["away", "dead", "unheard", *["well"] * 6])
        if fate == "away":
            route.fulfill(status=503, content_type="text/html", body="系统暂时无法使用")
        elif fate == "well":
            route.continue_()
        else:
            if fate == "unheard":
                route.fetch()
            route.abort()

    page.route("**/save/**", passing)


@pytest.mark.parametrize(
    ("seed", "is_reliable"), [(seed, number % 2 == 0) for number, seed in enumerate(SEEDS)]
)
def test_the_grid_holds_what_was_typed_and_the_database_what_is_called_saved(
    live_server: LiveServer, of: rounds.Cast, seed: int, is_reliable: bool
) -> None:
    with grid_of(live_server, of) as page:
        agreeing(page)
        if not is_reliable:
            unreliable(page, Random(seed))
        session = page.context.new_cdp_session(page)
        typist = Typist(page, session, Random(seed), Model(kept()))
        for _ in range(STEPS):
            typist.step()
            typist.look()
        assert until(lambda: "● 全部已保存" in page.evaluate(LOOK)["status"], SECONDS), typist.did
        typist.look()
