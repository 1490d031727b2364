// The reasons for a figure that is not there, one menu for all rows: by pointer, or Alt+↓.
import { inputOf, rowOf, table } from "./cells.js";
import { change } from "./undo.js";

const menu = document.getElementById("no-data"), options = Array.from(menu.children);
let target = null;

export function pick(input) {
  if (!input || input.readOnly) return;
  target = input;
  menu.hidden = false;
  const box = input.getBoundingClientRect();
  const fits = box.bottom + menu.offsetHeight < window.innerHeight;
  menu.style.left = `${box.left}px`;
  menu.style.top = `${Math.max(0, fits ? box.bottom : box.top - menu.offsetHeight)}px`;
  options[0].focus();
}

function close() {
  menu.hidden = true;
  if (target) target.focus();
  target = null;
}

menu.addEventListener("keydown", (event) => {
  const place = options.indexOf(document.activeElement);
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    close();
  }
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    options[(place + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length].focus();
  }
});
menu.addEventListener("click", (event) => {
  const option = event.target.closest("button");
  if (!option || !target) return;
  change([{ input: target, to: option.textContent }]);
  close();
});
document.addEventListener("pointerdown", (event) => {
  if (menu.hidden || menu.contains(event.target)) return;
  menu.hidden = true;
  target = null;
});
table.addEventListener("click", (event) => {
  const button = event.target.closest(".pick");
  if (button) pick(inputOf(rowOf(button), "text"));
});
