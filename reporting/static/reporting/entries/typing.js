// The cell that is being typed into. At every stroke the tab keeps what stands there; whoever stops is saved; leaving
// the cell commits it as one step to undo; and Esc puts back what the cell held before, saved in between or not.
import { isCell, put, stored, table, unitOf } from "./cells.js";
import { stage, unstage } from "./queue.js";
import { narrow, tidy } from "./tidy.js";
import { begin, current, end, isTyping } from "./typed.js";
import { giveReason, reasonOf, remember, stepOf } from "./undo.js";
import { retell, said, waits } from "./waiting.js";

const IDLE = 1200;
const tidied = (input) => tidy(input.value, input.dataset.field, unitOf(input));

export function type(input, mode) {
  if (input.readOnly) return;
  if (isTyping(input)) {
    current().mode = mode;
    return;
  }
  commit();
  begin({ input, mode, before: said(input), reason: reasonOf(input), waited: waits(input) !== undefined });
}

function stroke() {
  const typing = current(), input = typing.input, caret = input.selectionStart;
  const plain = input.dataset.field === "text" ? narrow(input.value) : input.value;
  if (plain !== input.value) {
    input.value = plain;
    input.setSelectionRange(caret, caret);
  }
  typing.typed = true;
  stage(input, tidied(input), true);
  clearTimeout(typing.timer);
  typing.timer = setTimeout(rest, IDLE);
  // Dragged out of a cell that has not the focus.
  if (document.activeElement !== input) commit();
}

// What was typed so far is sent, and typing goes on.
export function rest() {
  const typing = current();
  if (!typing || typing.composing || !typing.typed) return;
  clearTimeout(typing.timer);
  typing.sent = true;
  stage(typing.input, tidied(typing.input));
}

export function commit() {
  if (!current()) return;
  const was = end();
  if (!was.typed) return;
  const to = tidied(was.input);
  settle(was, to);
  if (to !== was.before) remember([stepOf(was.input, was.before, to, was.reason)]);
}

export function cancel() {
  if (!current()) return;
  const was = end();
  // Nothing left the page: the cell stands as the server has it by now.
  settle(was, was.sent || was.waited ? was.before : stored(was.input));
  if (was.sent) giveReason(was.input, was.reason);
}

function settle(was, to) {
  const input = was.input, fresh = !was.sent && !was.waited;
  put(input, to);
  if (fresh && to === stored(input) && unstage(input)) return;
  if (was.typed) stage(input, to);
}

table.addEventListener("input", (event) => {
  if (!isCell(event.target) || event.target.readOnly) return;
  if (!isTyping(event.target)) type(event.target, "type");
  if (!event.isComposing) stroke();
});

// An input method's letters are no text before it is done with them: the state says so, nothing is kept of them.
table.addEventListener("compositionstart", (event) => {
  if (!isCell(event.target) || event.target.readOnly) return;
  if (!isTyping(event.target)) type(event.target, "type");
  clearTimeout(current().timer);
  current().composing = true;
  retell();
});

table.addEventListener("compositionend", (event) => {
  if (!isTyping(event.target)) return;
  const typing = current();
  typing.composing = false;
  if (event.data || typing.typed) stroke();
  // Thought better of: a cell that was only looked at has its text again.
  else if (typing.mode === "type") cancel();
  else retell();
});
