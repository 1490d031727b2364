// ← and → go to the year before and after, unless something that uses the arrows has the focus.
(function () {
  "use strict";
  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable], .scroll")) return;
    var rel = event.key === "ArrowLeft" ? "prev" : event.key === "ArrowRight" ? "next" : "";
    var link = rel && document.querySelector(".years a[rel=" + rel + "]");
    if (link) { event.preventDefault(); link.click(); }
  });
})();
