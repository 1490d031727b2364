// What the server's answer means for the cells that were sent, and for their neighbours.
import { inputOf, rowOfId, stored } from "./cells.js";
import { decide, show, tellWaiting } from "./deciding.js";
import { sayState, tellAbout, tellCounts } from "./panel.js";
import { connection, onAnswer } from "./sending.js";
import { free, keep, waiting } from "./waiting.js";

const GONE = { outcome: "locked", message: "此项已不在您的填报范围" };

function answered(sent, answer) {
  const told = {};
  answer.cells.forEach((cell) => { told[cell.id] = cell; });
  Object.keys(sent).forEach((id) => settle(id, sent[id], told[id] || { ...GONE }));
  keep();
  (answer.others || []).forEach(neighbour);
  tellCounts(answer.counts);
}

function settle(id, sent, cell) {
  const kept = waiting[id], row = rowOfId(id);
  const saved = cell.outcome === "saved" || cell.outcome === "same";
  const own = !saved && isOwn(kept, cell, row);
  Object.keys(sent).forEach((field) => {
    if (saved && kept.fields[field] === sent[field]) delete kept.fields[field];
  });
  kept.tried = {};
  if (saved || own) {
    kept.version = cell.version;
    if (!Object.keys(kept.fields).length) delete waiting[id];
    if (row) showSaved(row, cell, waiting[id]);
  } else {
    kept.held = cell;
    if (row) decide(row, kept);
  }
}

function showSaved(row, cell, more) {
  show(row, cell);
  if (more) tellWaiting(row, more);
  else sayState(row, "good", `已保存 ${connection.at}`);
  if (row.contains(document.activeElement)) tellAbout(row);
}

// An answer was lost on the way: what stands there is this very page's own earlier text, and nobody else's.
function isOwn(kept, cell, row) {
  const fields = Object.keys(kept.fields);
  const arrived = (field) => (kept.tried[field] || []).includes(cell[field]);
  const unmoved = (field) => Boolean(row && stored(inputOf(row, field)) === cell[field]);
  return cell.outcome === "conflict" && fields.some(arrived) && fields.every((one) => arrived(one) || unmoved(one));
}

// What is said of a cell may change with its neighbour. One that waits, or that somebody else has changed, asks for
// itself.
function neighbour(cell) {
  const row = rowOfId(cell.id);
  if (!row || waiting[cell.id] || Number(row.dataset.version) !== cell.version) return;
  show(row, cell);
  if (row.contains(document.activeElement)) tellAbout(row);
}

function failed() {
  free().forEach((id) => {
    if (rowOfId(id)) tellWaiting(rowOfId(id), waiting[id]);
  });
}

onAnswer({ answered, failed });
