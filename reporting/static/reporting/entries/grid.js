// The table of a round, filled in like a spreadsheet. All its files are named here, also those that only others need:
// so a browser asks for them at once and not one after the other.
import "./typed.js";
import "./waiting.js";
import "./post.js";
import "./sending.js";
import "./deciding.js";
import "./answers.js";
import "./typing.js";
import "./status.js";
import "./paste.js";
import "./menu.js";
import "./keys.js";
import "./leaving.js";
import { FIELDS, inputOf, isCell, rows, unitOf } from "./cells.js";
import { restore } from "./queue.js";
import { tidy } from "./tidy.js";
import { change } from "./undo.js";

// Whoever was quicker than these files has typed all the same.
const early = rows.flatMap((row) => FIELDS.map((field) => ({ input: inputOf(row, field), field })))
  .filter(({ input }) => input.value !== input.defaultValue)
  .map(({ input, field }) => ({ input, to: tidy(input.value, field, unitOf(input)) }));

// What an earlier page could not save comes back.
restore();
change(early);

// The address opens its row. Following its # a browser takes the focus away again: it is given when the page is there.
const opened = location.hash && document.querySelector(location.hash.replace(/[^#\w-]/g, ""));
if (opened && rows.includes(opened)) {
  window.addEventListener("load", () => {
    setTimeout(() => { if (!isCell(document.activeElement)) inputOf(opened, "text").focus(); }, 0);
  });
}
