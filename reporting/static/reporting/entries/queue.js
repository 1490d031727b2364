// What is typed joins the cells that wait for the server, or leaves them again.
import { idOf, inputOf, rowOf, rowOfId, stored } from "./cells.js";
import { decide, letStand, tellWaiting } from "./deciding.js";
import { sayBeside, sayState } from "./panel.js";
import { connection, plan, send } from "./sending.js";
import { keep, ready, retell, waiting } from "./waiting.js";

// `open`: it is still being typed, kept here and not sent.
export function stage(input, text, open) {
  const row = rowOf(input), id = idOf(row), field = input.dataset.field;
  const cell = waiting[id] = waiting[id] || { version: Number(row.dataset.version), fields: {}, tried: {} };
  cell.fields[field] = text;
  if (open) cell.open = field; else if (cell.open === field) delete cell.open;
  // What was refused is tried again as soon as it reads otherwise.
  if (cell.held && cell.held.outcome === "refused") {
    sayBeside(row, cell.held.words);
    delete cell.held;
  }
  if (text === (cell.held ? cell.held[field] : stored(input)) && !cell.tried[field]) drop(row, cell, field);
  keep();
  if (!waiting[id]) { retell(); return; }
  if (cell.held) { decide(row, cell); return; }
  tellWaiting(row, cell);
  retell();
  if (!connection.trouble && ready(cell).length) plan(150);
}

// As if it had never been typed; false where the server may have heard of it.
export function unstage(input) {
  const row = rowOf(input), cell = waiting[idOf(row)], field = input.dataset.field;
  if (cell && cell.tried[field]) return false;
  if (cell) drop(row, cell, field);
  keep();
  if (waiting[idOf(row)]) { if (cell.held) decide(row, cell); else tellWaiting(row, cell); }
  retell();
  return true;
}

// Nothing of it has to go to the server.
function drop(row, cell, field) {
  delete cell.fields[field];
  if (cell.open === field) delete cell.open;
  if (Object.keys(cell.fields).length) return;
  delete waiting[idOf(row)];
  if (cell.held) letStand(row, cell.held);
  else sayState(row, "", "");
}

// What an earlier page of this tab could not save.
export function restore() {
  Object.keys(waiting).forEach((id) => {
    const row = rowOfId(id), cell = waiting[id];
    delete cell.held;
    delete cell.open;
    cell.tried = cell.tried || {};
    if (!row) return;
    Object.keys(cell.fields).forEach((field) => { inputOf(row, field).value = cell.fields[field]; });
    tellWaiting(row, cell);
  });
  retell();
  send();
}
