// Whoever leaves the page right after typing waits until it is saved, or is asked; and a page that goes sends what it has.
(function (Grid) {
  "use strict";
  if (!Grid.element) return;
  var PATIENCE = 3000, settled = false, returning = false;

  function settle(leave) {
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
    Grid.commit();
    // Whoever signs in again comes back to what this tab keeps: there is nothing to ask.
    returning = link.matches("#saving a") && !Unsaved.full;
    if (!Grid.isSaving()) return;
    event.preventDefault();
    settle(function () { location.href = link.href; });
  });
  // Before anybody else hears of it: logging out asks about what is left, and clears it (unsaved.js).
  window.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter;
    Grid.commit();
    if (settled || !Grid.isSaving()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    settle(function () {
      settled = true;
      form.requestSubmit(button || undefined);
      settled = false;
    });
  }, true);

  function handOver() {
    Grid.rest();
    Grid.flush();
  }
  window.addEventListener("beforeunload", function (event) {
    if (Unsaved.leaving || returning || Grid.isClean()) return;
    Grid.rest();
    Unsaved.part();
    Grid.flush();
    event.preventDefault();
    event.returnValue = "";
  });
  window.addEventListener("pagehide", handOver);
  document.addEventListener("visibilitychange", handOver);
  window.addEventListener("online", Grid.flush);
  // Out of the browser's memory a page comes with the versions of then.
  window.addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
})(window.Grid);
