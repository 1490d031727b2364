// The keyboard and the pointer of a spreadsheet.
import { below, beside, edge, isCell, rowOf, table } from "./cells.js";
import { pick } from "./menu.js";
import { tellAbout } from "./panel.js";
import { send } from "./sending.js";
import { isTyping, mode } from "./typed.js";
import { cancel, commit, rest, type } from "./typing.js";
import { change, redo, undo } from "./undo.js";

function go(input, next, event) {
  if (!next && event.key === "Tab") return;
  event.preventDefault();
  if (!next || next === input) {
    commit();
    return;
  }
  next.focus();
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function edit(input) {
  if (input.readOnly) return;
  type(input, "edit");
  input.setSelectionRange(input.value.length, input.value.length);
}

table.addEventListener("focusin", (event) => {
  // A window that comes back finds its cell as it was left.
  if (!isCell(event.target) || isTyping(event.target)) return;
  event.target.select();
  tellAbout(rowOf(event.target));
});
table.addEventListener("focusout", (event) => {
  if (!isCell(event.target)) return;
  // The whole window lost the focus, not the cell.
  if (document.activeElement === event.target) rest(); else commit();
});
// A press of the pointer looks at a cell, however often; only a double click edits it, and then the caret may be set.
table.addEventListener("mousedown", (event) => {
  const input = event.target;
  if (!isCell(input)) return;
  if (document.activeElement === input && isTyping(input)) {
    type(input, "edit");
    return;
  }
  event.preventDefault();
  if (document.activeElement !== input) input.focus();
  else if (event.detail > 1) edit(input);
  else input.select();
});

const sideways = (find) => (input, event) => { if (mode() !== "edit") go(input, find(input, event), event); };
const ACTS = {
  Enter(input, event) { go(input, below(input, event.shiftKey ? -1 : 1), event); },
  Tab(input, event) { go(input, beside(input, event.shiftKey ? -1 : 1), event); },
  ArrowDown(input, event) {
    if (event.altKey && input.dataset.field === "text") {
      event.preventDefault();
      pick(input);
      return;
    }
    go(input, below(input, 1), event);
  },
  ArrowUp(input, event) { go(input, below(input, -1), event); },
  ArrowLeft: sideways((input) => beside(input, -1)),
  ArrowRight: sideways((input) => beside(input, 1)),
  Home: sideways((input, event) => edge(input, false, event.ctrlKey)),
  End: sideways((input, event) => edge(input, true, event.ctrlKey)),
  F2(input, event) {
    event.preventDefault();
    edit(input);
  },
  Escape(input, event) {
    event.preventDefault();
    cancel();
  },
  Delete(input, event) {
    if (mode() !== "look" || input.readOnly) return;
    event.preventDefault();
    change([{ input, to: "" }]);
  }
};

// What is being typed is a step like any other: undone it is gone from the cell, and redone it stands there again.
function history(again) {
  commit();
  if (again) redo(); else undo();
}

table.addEventListener("keydown", (event) => {
  if (!isCell(event.target) || event.isComposing) return;
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && (key === "z" || key === "y")) {
    event.preventDefault();
    history(key === "y" || event.shiftKey);
    return;
  }
  if (ACTS[event.key]) ACTS[event.key](event.target, event);
});
// The same from the browser's own menu, which would reach into cells that were left long ago.
table.addEventListener("beforeinput", (event) => {
  if (!isCell(event.target) || !/^history/.test(event.inputType)) return;
  event.preventDefault();
  history(event.inputType === "historyRedo");
});
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  if (event.isComposing) return;
  rest();
  send();
});
