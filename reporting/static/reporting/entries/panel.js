// What the page says: the line beside a cell, its state, and the panel below the table. Only text, never markup.
import { inputOf } from "./cells.js";

const about = document.getElementById("about"), report = document.getElementById("report");

function fill() {
  about.parentNode.classList.toggle("filled", Boolean(about.firstChild || report.firstChild));
}

function element(name, text, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

export function button(text, act, title) {
  const made = element("button", text, "btn small");
  made.type = "button";
  if (title) made.title = title;
  made.addEventListener("click", act);
  return made;
}

export function sayBeside(row, words) {
  const line = row.querySelector(".say"), list = row.querySelector(".words");
  line.textContent = words.length ? words[0].sentence : "";
  line.title = line.textContent;
  line.className = `say ${words.length ? words[0].tone : ""}`;
  list.textContent = "";
  words.forEach((word) => {
    const item = element("li", word.sentence, word.tone);
    item.dataset.suggestion = word.suggestion;
    list.appendChild(item);
  });
}

// The two buttons of a cell that somebody else changed, or that is locked by now: the clerk decides.
export function ask(row, sentence, buttons) {
  const line = row.querySelector(".say");
  line.className = "say choice bad";
  line.textContent = "";
  const words = element("span", sentence);
  words.title = sentence;
  line.append(words, ...buttons);
}

export function sayState(row, kind, text) {
  const place = row.querySelector(".save");
  place.textContent = text;
  place.title = text;
  place.className = `save ${kind}`;
}

// Everything that is said of a row, in full.
export function tellAbout(row) {
  about.textContent = "";
  const choice = row && row.querySelector(".say.choice span");
  if (row && (choice || row.dataset.locked || row.querySelector(".words li"))) {
    about.appendChild(element("b", row.dataset.name));
  }
  fill();
  if (!about.firstChild) return;
  if (choice) about.appendChild(element("p", choice.title, "bad"));
  row.querySelectorAll(".words li").forEach((word) => about.appendChild(inFull(row, word)));
  if (row.dataset.locked) about.appendChild(element("p", `已锁定：${row.dataset.locked}`, "quiet"));
}

function inFull(row, word) {
  const line = element("p", word.textContent, word.className), input = inputOf(row, "text");
  const suggestion = word.dataset.suggestion;
  if (suggestion && !input.readOnly) line.appendChild(button(`改为 ${suggestion}`, () => take(input, suggestion)));
  return line;
}

// A suggestion that is taken is a change like any other; undo.js, which makes them, stands above this file.
let take = () => {};
export const onSuggestion = (act) => { take = act; };

// What a paste or an undo did, until it is put away.
export function tellDone(title, lines) {
  report.textContent = "";
  const away = button("知道了", () => {
    report.textContent = "";
    fill();
  });
  report.append(element("b", title), away, ...lines.map((line) => element("p", line)));
  fill();
}

export function tellCounts(counts) {
  document.querySelectorAll("[data-count]").forEach((place) => {
    const figure = counts[place.dataset.count];
    if (figure !== undefined) place.textContent = String(figure);
  });
}
