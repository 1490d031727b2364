// Whoever leaves the page right after typing waits until it is saved, or is asked; and a page that goes sends what it
// has.
import { isFull, isLeaving, part } from "../unsaved.js";
import { isSaving, send } from "./sending.js";
import { isClean } from "./status.js";
import { commit, rest } from "./typing.js";

const PATIENCE = 3000;
let settled = false, returning = false;

function settle(leave) {
  const since = Date.now();
  send();
  (function look() {
    if (!isSaving() || Date.now() - since > PATIENCE) leave();
    else setTimeout(look, 50);
  })();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || link.target || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  commit();
  // Whoever signs in again comes back to what this tab keeps: there is nothing to ask.
  returning = link.matches("#saving a") && !isFull();
  if (!isSaving()) return;
  event.preventDefault();
  settle(() => { location.href = link.href; });
});
// Before anybody else hears of it: logging out asks about what is left, and clears it (unsaved.js).
window.addEventListener("submit", (event) => {
  const form = event.target, button = event.submitter;
  commit();
  if (settled || !isSaving()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  settle(() => {
    settled = true;
    form.requestSubmit(button || undefined);
    settled = false;
  });
}, true);

function handOver() {
  rest();
  send();
}
window.addEventListener("beforeunload", (event) => {
  if (isLeaving() || returning || isClean()) return;
  rest();
  part();
  send();
  event.preventDefault();
  event.returnValue = "";
});
window.addEventListener("pagehide", handOver);
document.addEventListener("visibilitychange", handOver);
window.addEventListener("online", send);
// Out of the browser's memory a page comes with the versions of then.
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
