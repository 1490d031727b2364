// Typed cells that the server has not answered for. Each stays in this tab's sessionStorage until it has.
import { read, write } from "../unsaved.js";
import { idOf, rowOf, stored, table } from "./cells.js";

const KEY = table.dataset.key;
const STANDING = "standing";

// id → {version, fields, tried, open, held}: the version that was seen; what was typed; the texts that may have arrived
// without an answer; the field that is being typed into; and the server's word, where the clerk has to decide.
export const waiting = read(KEY);
export const keep = () => write(KEY, waiting);

export function waits(input) {
  const cell = waiting[idOf(rowOf(input))];
  return cell && cell.fields[input.dataset.field];
}

// What the cell holds: what waits to be saved, or what the server has of it.
export function said(input) {
  const mine = waits(input);
  return mine === undefined ? stored(input) : mine;
}

// What of a cell may be sent: not what is still being typed.
export const ready = (cell) => Object.keys(cell.fields).filter((field) => field !== cell.open);
export const free = () => Object.keys(waiting).filter((id) => !waiting[id].held && ready(waiting[id]).length);

// How it stands with everything has changed; status.js says it.
export const retell = () => table.dispatchEvent(new Event(STANDING));
export const onRetell = (tell) => table.addEventListener(STANDING, tell);
