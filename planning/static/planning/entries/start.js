// When everything is there: what an earlier page could not save comes back, and the address opens its row.
(function (Grid) {
  "use strict";
  if (!Grid.element) return;
  Grid.restore();
  setInterval(function () { if (!Grid.isClean()) Grid.retell(); }, 1000);

  // Following the # of its address a browser takes the focus away again: it is given when the page is there.
  var row = location.hash && document.querySelector(location.hash.replace(/[^#\w-]/g, ""));
  if (row && Grid.rows.indexOf(row) >= 0) {
    window.addEventListener("load", function () {
      setTimeout(function () { if (!Grid.isCell(document.activeElement)) Grid.input(row, "text").focus(); }, 0);
    });
  }
})(window.Grid);
