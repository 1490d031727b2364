// What was done to cells, step by step: a whole paste is one, and so is all that was typed into one cell.
import { inputOf, put, rowOf } from "./cells.js";
import { onSuggestion, tellDone } from "./panel.js";
import { stage } from "./queue.js";
import { said } from "./waiting.js";

const done = [], undone = [];

function set(input, text) {
  put(input, text);
  stage(input, text);
}

// A figure has a reason beside it, which the server strikes with the figure: it comes back with it too.
export const reasonOf = (input) => input.dataset.field === "text" ? said(inputOf(rowOf(input), "explanation")) : "";

export function giveReason(input, reason) {
  if (reason) set(inputOf(rowOf(input), "explanation"), reason);
}

export function stepOf(input, from, to, reason) {
  return { row: rowOf(input), field: input.dataset.field, from, to, reason };
}

export function remember(step) {
  done.push(step);
  undone.length = 0;
}

// [{input, to}] → how many changed.
export function change(changes) {
  const real = changes.filter(({ input, to }) => said(input) !== to)
    .map(({ input, to }) => stepOf(input, said(input), to, reasonOf(input)));
  if (!real.length) return 0;
  real.forEach(({ row, field, to }) => set(inputOf(row, field), to));
  remember(real);
  return real.length;
}

// Only what still stands as the step left it is taken back: what came after it is somebody's figure.
function take(step, end) {
  const other = end === "from" ? "to" : "from", moved = [], skipped = [];
  step.forEach((one) => {
    const input = inputOf(one.row, one.field), holds = said(input), name = one.row.dataset.name;
    if (holds === one[end]) return;
    if (input.readOnly) skipped.push(`${name}：${one.row.dataset.locked}`);
    else if (holds !== one[other]) skipped.push(`${name}：后来已改为“${holds || "空"}”`);
    else {
      set(input, one[end]);
      if (end === "from") giveReason(input, one.reason);
      moved.push(one);
    }
  });
  return { moved, skipped };
}

function back(from, onto, end) {
  let { moved, skipped } = { moved: [], skipped: [] };
  while (from.length && !moved.length && !skipped.length) ({ moved, skipped } = take(from.pop(), end));
  if (moved.length) {
    onto.push(moved);
    const first = inputOf(moved[0].row, moved[0].field);
    first.focus();
    first.select();
  }
  if (moved.length > 1 || skipped.length) {
    const title = `${end === "from" ? "已撤销" : "已重做"} ${moved.length} 格`;
    tellDone(title, skipped.map((line) => `跳过 ${line}`));
  }
}

export const undo = () => back(done, undone, "from");
export const redo = () => back(undone, done, "to");

onSuggestion((input, suggestion) => {
  change([{ input, to: suggestion }]);
  input.focus();
});
