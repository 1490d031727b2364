// A block from Excel or WPS into the cells from here on. Says what it skipped, what it tidied, what did not fit.
import { FIELDS, inputOf, isCell, LENGTHS, rowOf, rows, table, unitOf } from "./cells.js";
import { tellDone } from "./panel.js";
import { blockOf, tidy } from "./tidy.js";
import { isTyping } from "./typed.js";
import { commit } from "./typing.js";
import { change } from "./undo.js";

function paste(start, block) {
  const top = rows.indexOf(rowOf(start)), left = FIELDS.indexOf(start.dataset.field);
  const changes = [], notes = { tidied: [], skipped: [], beyond: 0, blank: 0 };
  // A column that leaves its heading out still starts where it was pasted.
  block.forEach((cells, down) => cells.forEach((raw, right) => {
    const row = rows[top + down], field = FIELDS[left + right], text = tidy(raw, field, row && row.dataset.unit);
    if (!row || !field) { if (text) notes.beyond += 1; }
    else if (!text) notes.blank += 1;
    else {
      const one = takeCell(row, field, raw, text, notes);
      if (one) changes.push(one);
    }
  }));
  // What stood half typed in a cell is a step of its own.
  commit();
  tell(changes.length, change(changes), notes);
}

function takeCell(row, field, raw, text, notes) {
  const input = inputOf(row, field), name = row.dataset.name;
  if (input.readOnly) {
    notes.skipped.push(`${name}（${text}）：${row.dataset.locked || "已锁定"}`);
    return null;
  }
  if (text.length > LENGTHS[field]) {
    notes.skipped.push(`${name}：超过 ${LENGTHS[field]} 个字`);
    return null;
  }
  if (text !== raw) notes.tidied.push(`${name}：“${raw}” → “${text}”`);
  return { input, to: text };
}

function tell(taken, changed, notes) {
  const lines = [];
  if (notes.skipped.length) lines.push(`跳过 ${notes.skipped.length} 格：${notes.skipped.join("；")}`);
  if (notes.beyond) lines.push(`${notes.beyond} 格超出表格，没有粘贴`);
  if (notes.blank) lines.push(`${notes.blank} 个空白格，原有内容未动`);
  if (taken === 1 && !lines.length && !notes.tidied.length) return;
  if (notes.tidied.length) lines.push(`写法已规范 ${notes.tidied.length} 格：${notes.tidied.join("；")}`);
  tellDone(`粘贴 ${taken} 格，改动 ${changed} 格`, lines);
}

table.addEventListener("paste", (event) => {
  if (!isCell(event.target)) return;
  const input = event.target, block = blockOf(event.clipboardData.getData("text/plain"));
  event.preventDefault();
  if (block.length > 1 || block[0].length > 1 || !isTyping(input)) {
    paste(input, block);
    return;
  }
  // In the middle of typing one cell's text is typed too: where the caret stands.
  const text = tidy(block[0][0] || "", input.dataset.field, unitOf(input));
  input.setRangeText(text, input.selectionStart, input.selectionEnd, "end");
  input.dispatchEvent(new Event("input", { bubbles: true }));
});
