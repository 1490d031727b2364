// Signing and review: tick all, buttons that count what is ticked, lines that open and close.
(function () {
  "use strict";
  function ticks() { return Array.from(document.querySelectorAll("input[name=entry]")); }
  function count() {
    var number = ticks().filter(function (one) { return one.checked; }).length;
    document.querySelectorAll("[data-counts]").forEach(function (button) {
      button.textContent = button.dataset.counts.replace("#", number);
      button.disabled = number === 0;
    });
    var all = document.querySelector("[data-tick-all]");
    if (!all) return;
    all.checked = number > 0 && number === ticks().length;
    all.indeterminate = number > 0 && !all.checked;
  }
  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-tick-all]")) {
      ticks().forEach(function (one) { one.checked = event.target.checked; });
    }
    count();
  });
  window.addEventListener("pageshow", count);

  // “展开” fetches the line's story once; pressed again it closes what it opened.
  document.addEventListener("htmx:confirm", function (event) {
    var button = event.target.closest("[data-opens]");
    if (!button) return;
    var next = button.closest("tr").nextElementSibling;
    if (next && next.classList.contains("more")) {
      event.preventDefault();
      next.remove();
      button.textContent = "展开";
    } else {
      button.textContent = "收起";
    }
  });
  document.addEventListener("click", function (event) {
    var close = event.target.closest("[data-closes]");
    if (!close) return;
    var row = close.closest("tr"), button = row.previousElementSibling.querySelector("[data-opens]");
    row.remove();
    button.textContent = "展开";
    button.focus();
  });
})();
