// Cells that were typed and not yet saved, kept in this tab only: sessionStorage, under "entries:<person>:<round>".
// Nothing of one person is left for the next: logging out clears it, and so does another person's first page.
const PREFIX = "entries:";
// While a page goes, the next one may have been made before the last save: it gets everything once more, and sends it.
const PARTING = 30000;
let parting = false, leaving = false, full = false;

// No room was left for what was typed: the page must not say that it is kept.
export const isFull = () => full;
// The person is logging out.
export const isLeaving = () => leaving;

function keys() {
  const all = Array.from({ length: sessionStorage.length }, (_, place) => sessionStorage.key(place));
  return all.filter((key) => key.startsWith(PREFIX));
}

function purge(except) {
  keys().forEach((key) => {
    const owner = key.slice(PREFIX.length).split(":")[0].split("-")[0];
    if (owner !== except) sessionStorage.removeItem(key);
  });
}

function count() {
  return keys().reduce((sum, key) => {
    try {
      return sum + Object.keys(JSON.parse(sessionStorage.getItem(key))).length;
    } catch {
      return sum;
    }
  }, 0);
}

export function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + key)) || {};
  } catch {
    return {};
  }
}

export function part() {
  parting = true;
  // Counted from when the browser's question is answered, by staying.
  setTimeout(() => setTimeout(() => { parting = false; }, PARTING), 0);
}

function together(before, cells) {
  Object.keys(cells).forEach((id) => {
    const fields = { ...(before[id] && before[id].fields), ...cells[id].fields };
    before[id] = { ...cells[id], fields };
  });
  return before;
}

export function write(key, cells) {
  if (leaving) return;
  const kept = parting ? together(read(key), cells) : cells;
  if (!Object.keys(kept).length) {
    sessionStorage.removeItem(PREFIX + key);
    return;
  }
  try {
    sessionStorage.setItem(PREFIX + key, JSON.stringify(kept));
    full = false;
  } catch {
    full = true;
  }
}

// The login page belongs to nobody: the same person comes back to what was typed.
const person = document.body.dataset.person;
if (person) purge(person);

document.addEventListener("submit", (event) => {
  if (!/\/logout\/$/.test(event.target.action)) return;
  const left = count();
  const question = `还有 ${left} 项没有保存到服务器。退出后这些内容将从本机清除。仍要退出吗？`;
  if (left && !window.confirm(question)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  purge("");
  leaving = true;
}, true);
