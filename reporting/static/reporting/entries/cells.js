// The cells of the table: finding them, reading them, going from one to the next.
export const table = document.getElementById("grid");
export const FIELDS = ["text", "basis", "note", "explanation"];
export const LENGTHS = { text: 100, basis: 40, note: 300, explanation: 300 };

export const rows = Array.from(table.querySelectorAll("tr[data-entry]"));
export const rowOfId = (id) => document.getElementById(`e${id}`);
export const rowOf = (node) => node.closest("tr[data-entry]");
export const unitOf = (node) => rowOf(node).dataset.unit;
export const idOf = (row) => row.dataset.entry;
export const inputOf = (row, field) => row.querySelector(`input[data-field="${field}"]`);
export const isCell = (node) => Boolean(node && node.matches && node.matches("#grid input[data-field]"));

// What the server has of a cell.
export const stored = (input) => input.dataset.stored === undefined ? input.defaultValue : input.dataset.stored;

// A cell that is only looked at stays selected: what is typed next takes the place of it all.
export function put(input, text) {
  if (input.value === text) return;
  input.value = text;
  if (document.activeElement === input) input.select();
}

const isOpen = (input) => !input.classList.contains("idle");
const openOf = (row) => FIELDS.map((field) => inputOf(row, field)).filter(isOpen);

// The cell `down` rows further, in the same column; null at the end.
export function below(input, down) {
  for (let place = rows.indexOf(rowOf(input)) + down; place >= 0 && place < rows.length; place += down) {
    const found = inputOf(rows[place], input.dataset.field);
    if (isOpen(found)) return found;
  }
  return null;
}

export function beside(input, step) {
  const row = rowOf(input), cells = openOf(row), place = cells.indexOf(input) + step;
  if (cells[place]) return cells[place];
  const next = rows[rows.indexOf(row) + step];
  if (!next) return null;
  const others = openOf(next);
  return step > 0 ? others[0] : others[others.length - 1];
}

// The first or last cell of the row; `whole`: of the column.
export function edge(input, last, whole) {
  if (whole) return inputOf(rows[last ? rows.length - 1 : 0], input.dataset.field);
  const cells = openOf(rowOf(input));
  return cells[last ? cells.length - 1 : 0];
}
