// What waits goes to the server, bundled, one request at a time; after a failure again and again, ever later.
import { post } from "./post.js";
import { free, keep, ready, retell, waiting } from "./waiting.js";

const MOST = 100, LONGEST = 30;
// Why nothing arrives, in one word; when it is tried again; when something last arrived, by the server's clock.
export const connection = { trouble: "", due: 0, at: "" };
let busy = false, failures = 0, timer = null;
let listener = { answered() {}, failed() {} };

// What an answer means for the cells is known further up (answers.js).
export const onAnswer = (one) => { listener = one; };

// Something is on its way and nothing has gone wrong yet.
export const isSaving = () => !connection.trouble && free().length > 0;

export function plan(milliseconds) {
  clearTimeout(timer);
  connection.due = Date.now() + milliseconds;
  timer = setTimeout(send, milliseconds);
}

export function retry() {
  failures = 0;
  send();
}

export function send() {
  clearTimeout(timer);
  const ids = free().slice(0, MOST);
  if (busy || !ids.length) return;
  busy = true;
  const sent = {};
  const cells = ids.map((id) => {
    sent[id] = fieldsOf(waiting[id]);
    return { id: Number(id), version: waiting[id].version, ...sent[id] };
  });
  keep();
  post(JSON.stringify({ cells })).then((answer) => arrived(sent, answer)).catch(failed);
}

function fieldsOf(cell) {
  const fields = {};
  ready(cell).forEach((field) => {
    fields[field] = cell.fields[field];
    (cell.tried[field] = cell.tried[field] || []).push(cell.fields[field]);
  });
  // With another figure the server may strike the reason that was given for the old one.
  if (fields.text !== undefined) cell.tried.explanation = cell.tried.explanation || [];
  return fields;
}

function arrived(sent, answer) {
  busy = false;
  failures = 0;
  connection.trouble = "";
  connection.at = answer.at;
  listener.answered(sent, answer);
  if (free().length) plan(50);
  retell();
}

function failed(why) {
  busy = false;
  failures += 1;
  connection.trouble = typeof why === "string" ? why : "network";
  listener.failed();
  const atOnce = connection.trouble === "token" && failures < 3;
  plan(atOnce ? 0 : 1000 * Math.min(LONGEST, 2 ** failures));
  retell();
}
