"""What a row takes from above: the name and text of a merged task, its 序号, and who is responsible for its section."""

from collections.abc import Sequence
from itertools import groupby

from measures.columns import BOTH
from measures.deadlines import read_deadline
from measures.headings import kind_of
from measures.printed import PrintedMeasure
from measures.raw_rows import RESPONSIBLE, Raw, printed_at
from measures.responsible import Responsible, read_responsible
from measures.walking import Walk
from workbooks.grid import Cell
from workbooks.headers import OTHER


class Rows:
    """The rows of one sheet, each with what it takes from above."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.sheet = walk.sheet.name
        self.raws = walk.rows
        self.named: list[tuple[str, str]] = []
        """Text and cell of each row's name, filled down."""
        self.tasks: list[int] = []
        """Which task each row belongs to: rows that share one 序号 cell belong to one."""

    def made(self) -> list[PrintedMeasure]:
        names = self._filled("name")
        texts = self._filled("text")
        seqs = self._seqs()
        parts = _parts([task for task, _ in seqs], bool(self._has("seq")))
        held = self._responsible()
        rows = []
        for place, raw in enumerate(self.raws):
            (name, name_cell), (text, text_cell) = names[place], texts[place]
            name, text, name_cell, text_cell = _both(raw, name, text, name_cell, text_cell)
            responsible, said, said_cell = held[place]
            rows.append(
                self._row(
                    raw,
                    seq=seqs[place][1],
                    part=parts[place],
                    name=name or text,
                    text=text,
                    cells={
                        **({"name": name_cell} if name_cell else {}),
                        **({"text": text_cell} if text_cell else {}),
                        **({"departments": said_cell} if said_cell else {}),
                    },
                    responsible=responsible,
                    said=said,
                )
            )
        return rows

    def _row(
        self,
        raw: Raw,
        *,
        seq: str,
        part: int | None,
        name: str,
        text: str,
        cells: dict[str, str],
        responsible: Responsible,
        said: str,
    ) -> PrintedMeasure:
        labels = dict(raw.path)
        if "chapter" not in labels and (kind_of(self.sheet) == 0):
            chapter: str | None = self.sheet
        else:
            chapter = labels["chapter"].text if "chapter" in labels else None
        deadline = raw.text("deadline")
        places: dict[str, str] = {
            role: printed_at(raw.cells[role]) for role in ("seq", "target", "deadline") if role in raw.cells
        }
        return PrintedMeasure(
            sheet=self.sheet,
            row=raw.row,
            seq=seq or None,
            part=part,
            chapter=chapter,
            section=raw.path.text("section"),
            item=raw.path.text("item"),
            point=raw.path.text("point"),
            name=name,
            text=text or None,
            target=raw.text("target") or None,
            deadline=read_deadline(deadline) if deadline else None,
            responsible=responsible,
            responsible_text=said,
            cells={**places, **{level: label.cell for level, label in labels.items()}, **cells},
            extras=self._extras(raw),
        )

    def _has(self, role: str) -> bool:
        return any(role in raw.cells for raw in self.raws)

    def _filled(self, role: str) -> list[tuple[str, str]]:
        """Each row's text of a role and its cell: its own, that of its merge, or that of the task it goes on with."""
        filled: list[tuple[str, str]] = []
        for place, raw in enumerate(self.raws):
            cell = raw.cells.get(role)
            if cell is None:
                filled.append(("", ""))
            elif cell.text.strip() or place == 0 or not self._goes_on(place, role):
                filled.append((cell.text.strip(), printed_at(cell)))
            else:
                filled.append(filled[-1])
        return filled

    def _goes_on(self, place: int, role: str) -> bool:
        """Whether a blank name or text is that of the row before: same headings, and the row names no task of its own."""
        raw, above = self.raws[place], self.raws[place - 1]
        if raw.path.labels != above.path.labels:
            return False
        if role == "name":
            return not raw.is_own("name")
        return (
            not raw.is_own("name")
            and not raw.is_own("text")
            and (not raw.is_own("seq") or "name" in raw.cells)
        )

    def _seqs(self) -> list[tuple[int, str]]:
        """Each row's task and 序号: rows below one 序号 that print none of their own belong to its task."""
        found: list[tuple[int, str]] = []
        for place, raw in enumerate(self.raws):
            own = raw.is_own("seq")
            goes_on = not own and place > 0 and (bool(raw.text("seq")) or not self._names_itself(raw))
            if goes_on:
                found.append(found[-1])
            else:
                found.append((place, raw.text("seq")))
        return found

    def _names_itself(self, raw: Raw) -> bool:
        return any(raw.is_own(role) for role in ("name", BOTH)) or (
            "name" not in raw.cells and raw.is_own("text")
        )

    def _extras(self, raw: Raw) -> dict[str, str]:
        """Columns that no rule reads, under their printed headers."""
        texts: dict[str, str] = {}
        for column in raw.columns:
            if column.role in (None, OTHER):
                text = self.walk.grid.cell(raw.row, column.index).text.strip()
                if text:
                    header = (
                        column.header
                        if column.header not in texts
                        else f"{column.header}（{column.address}）"
                    )
                    texts[header] = text
        return texts

    # --- who is responsible

    def _responsible(self) -> list[tuple[Responsible, str, str]]:
        """A list holds for its whole section where it stands at its head alone, and goes on over the end of a page."""
        held: list[tuple[Responsible, str, str]] = []
        own = [self._own(raw) for raw in self.raws]
        for _, group in groupby(range(len(self.raws)), key=lambda place: self._section(self.raws[place])):
            places = list(group)
            filled = [own[place] for place in places]
            first = filled[0]
            alone = first[1] and all(not said or cell == first[2] for _, said, cell in filled)
            merged = self._is_merged(self.raws[places[0]])
            for place, said in zip(places, filled, strict=True):
                over_page = self.raws[place].page != self.raws[places[0]].page
                if alone and not said[1] and (not merged or over_page):
                    held.append(first)
                else:
                    held.append(said if said[1] or not over_page else (said[0], "", first[2]))
        return held

    def _section(self, raw: Raw) -> tuple[str | None, str | None]:
        return raw.path.text("chapter"), raw.path.text("section")

    def _is_merged(self, raw: Raw) -> bool:
        return any(raw.cells[role].merged for role in RESPONSIBLE if role in raw.cells and raw.text(role))

    def _own(self, raw: Raw) -> tuple[Responsible, str, str]:
        names: list[str] = []
        leads: list[str] = []
        said: list[str] = []
        place = next((printed_at(raw.cells[role]) for role in RESPONSIBLE if role in raw.cells), "")
        cells: list[tuple[str, Cell]] = [(role, raw.cells[role]) for role in RESPONSIBLE if raw.text(role)]
        ordered = sorted(cells, key=lambda known: ("lead", "departments", "with").index(known[0]))
        for role, cell in (*ordered, *(("departments", cell) for cell in raw.more_departments)):
            read = read_responsible(cell.text, leading=role == "lead")
            names += read.names
            leads += read.leads
            said.append(cell.text.strip())
        if ordered:
            place = printed_at(ordered[0][1])
        if not said and raw.heading_line[0]:
            text, place = raw.heading_line
            read = read_responsible(text)
            return read, text, place
        found = Responsible(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(leads)))
        return found, "\n".join(said), place


def _parts(tasks: Sequence[int], numbered: bool) -> list[int | None]:
    """The number of each row within its task, where one 序号 has several."""
    parts: list[int | None] = []
    for _, group in groupby(tasks):
        size = len(list(group))
        parts += list(range(1, size + 1)) if numbered and size > 1 else [None] * size
    return parts


def _both(raw: Raw, name: str, text: str, name_cell: str, text_cell: str) -> tuple[str, str, str, str]:
    """Name and text from one cell: the first line is the name, the others the text."""
    cell = raw.cells.get(BOTH)
    if cell is None or not cell.text.strip():
        return name, text, name_cell, text_cell
    first, _, rest = cell.text.strip().partition("\n")
    where = printed_at(cell)
    return (
        name or first.strip(),
        text or rest.strip() or first.strip(),
        name_cell or where,
        text_cell or where,
    )
