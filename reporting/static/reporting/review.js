// Signing and review: tick all, buttons that count what is ticked, lines that open and close.
const ticks = () => Array.from(document.querySelectorAll("input[name=entry], input[name=overwrite]"));

function count() {
  const all = ticks(), number = all.filter((one) => one.checked).length;
  document.querySelectorAll("[data-counts]").forEach((button) => {
    button.textContent = button.dataset.counts.replace("#", number);
    button.disabled = number === 0;
  });
  const tick = document.querySelector("[data-tick-all]");
  if (!tick) return;
  tick.checked = number > 0 && number === all.length;
  tick.indeterminate = number > 0 && !tick.checked;
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-tick-all]")) ticks().forEach((one) => { one.checked = event.target.checked; });
  count();
});
window.addEventListener("pageshow", count);

// “展开” fetches the line's story once; pressed again it closes what it opened.
document.addEventListener("htmx:confirm", (event) => {
  const button = event.target.closest("[data-opens]");
  if (!button) return;
  const next = button.closest("tr").nextElementSibling;
  if (next && next.classList.contains("more")) {
    event.preventDefault();
    next.remove();
    button.textContent = "展开";
  } else {
    button.textContent = "收起";
  }
});
document.addEventListener("click", (event) => {
  const close = event.target.closest("[data-closes]");
  if (!close) return;
  const row = close.closest("tr"), button = row.previousElementSibling.querySelector("[data-opens]");
  row.remove();
  button.textContent = "展开";
  button.focus();
});
