// What the server has of a cell, put on the page; and the choice where that is not what was typed.
import { FIELDS, idOf, inputOf, put } from "./cells.js";
import { ask, button, sayBeside, sayState, tellAbout } from "./panel.js";
import { connection, plan } from "./sending.js";
import { isTyping } from "./typed.js";
import { keep, ready, retell, waiting, waits } from "./waiting.js";
import { isFull } from "../unsaved.js";

const NAMES = { text: "数值", basis: "口径", note: "备注", explanation: "说明" };

export function tellWaiting(row, cell) {
  if (connection.trouble) sayState(row, "bad", isFull() ? "未保存" : "未保存，已暂存本机");
  else sayState(row, "busy", ready(cell).length ? "保存中…" : "正在输入");
}

// What is still typed or waiting stays as it is.
export function show(row, cell) {
  row.dataset.version = cell.version;
  row.dataset.locked = cell.locked || "";
  row.classList.toggle("warned", cell.warned);
  const label = row.querySelector(".label");
  label.textContent = cell.label;
  label.dataset.state = cell.state;
  FIELDS.forEach((field) => {
    const input = inputOf(row, field);
    input.readOnly = Boolean(cell.locked);
    input.dataset.stored = cell[field];
    if (waits(input) === undefined && !isTyping(input)) put(input, cell[field]);
  });
  const reason = inputOf(row, "explanation");
  reason.classList.toggle("idle", !cell.warned && !reason.value && document.activeElement !== reason);
  row.querySelector(".pick").hidden = Boolean(cell.locked);
  sayBeside(row, cell.words);
}

// The clerk has decided: what the server has stands …
export function letStand(row, cell) {
  delete waiting[idOf(row)];
  keep();
  if (cell.version !== undefined) show(row, cell);
  sayState(row, cell.locked ? "locked" : "", cell.locked ? `已锁定：${cell.locked}` : "");
  tellAbout(row);
  retell();
}

// … or what was typed goes over it.
function insist(row, cell) {
  sayBeside(row, cell.words);
  const kept = waiting[idOf(row)];
  kept.version = kept.held.version;
  row.dataset.version = kept.version;
  delete kept.held;
  keep();
  tellWaiting(row, kept);
  plan(0);
  retell();
}

export function decide(row, kept) {
  const cell = kept.held, theirs = () => letStand(row, cell), undo = button("撤销我的修改", theirs);
  if (cell.outcome === "conflict") {
    sayState(row, "bad", "他人已修改");
    ask(row, `${both(kept.fields, cell)}。${cell.message}`, [
      button("采用我的", () => insist(row, cell), `保存“${inWords(kept.fields, kept.fields)}”`),
      button("采用对方的", theirs, `保留“${inWords(kept.fields, cell)}”`)
    ]);
  } else if (cell.outcome === "refused") {
    sayState(row, "bad", "未保存，已暂存本机");
    ask(row, `未保存：${cell.message}`, [undo]);
  } else {
    row.dataset.locked = cell.message;
    sayState(row, "locked", `已锁定：${cell.message}`);
    ask(row, `未保存：您填的“${inWords(kept.fields, kept.fields)}”。${cell.message}`, [undo]);
  }
  if (row.contains(document.activeElement)) tellAbout(row);
  retell();
}

// One field is said plainly, of several each by its name.
function named(fields, each) {
  const names = Object.keys(fields);
  return names.map((name) => (names.length > 1 ? `${NAMES[name]}：` : "") + each(name)).join("；");
}
const both = (mine, theirs) => named(mine, (name) => `对方 ${theirs[name] || "空"}，您 ${mine[name] || "空"}`);
const inWords = (fields, texts) => named(fields, (name) => texts[name] || "空");
