// When everything is there: what an earlier page could not save comes back, and the address opens its row.
(function (Grid) {
  "use strict";
  if (!Grid.element) return;
  Grid.restore();
  setInterval(function () { if (Object.keys(Grid.waiting).length) Grid.retell(); }, 1000);
  var row = location.hash && document.querySelector(location.hash.replace(/[^#\w-]/g, ""));
  if (row && Grid.rows.indexOf(row) >= 0) Grid.input(row, "text").focus();
})(window.Grid);
