// When everything is there: what an earlier page could not save comes back, and the address opens its row.
(function (Grid) {
  "use strict";
  if (!Grid.element) return;
  Grid.restore();
  setInterval(function () { if (Object.keys(Grid.waiting).length) Grid.retell(); }, 1000);

  // Whoever leaves the page right after typing waits until it is saved, or is asked (queue.js).
  var PATIENCE = 3000;
  function after(leave) {
    var since = Date.now();
    Grid.flush();
    (function look() {
      if (!Grid.isSaving() || Date.now() - since > PATIENCE) leave();
      else setTimeout(look, 50);
    })();
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (!link || link.target || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (document.activeElement) document.activeElement.blur();
    if (!Grid.isSaving()) return;
    event.preventDefault();
    after(function () { location.href = link.href; });
  });
  document.addEventListener("submit", function (event) {
    if (!event.target.matches("form[data-apply]") || !Grid.isSaving()) return;
    event.preventDefault();
    after(function () { event.target.submit(); });
  });

  // Following the # of its address a browser takes the focus away again: it is given when the page is there.
  var row = location.hash && document.querySelector(location.hash.replace(/[^#\w-]/g, ""));
  if (row && Grid.rows.indexOf(row) >= 0) {
    window.addEventListener("load", function () {
      setTimeout(function () { if (!Grid.isCell(document.activeElement)) Grid.input(row, "text").focus(); }, 0);
    });
  }
})(window.Grid);
