// A round asks the plans of its years: with another year their boxes are ticked, and no others.
(function () {
  "use strict";
  document.addEventListener("change", function (event) {
    if (event.target.name !== "years") return;
    var years = Array.from(document.querySelectorAll("input[name=years]:checked"), function (one) { return Number(one.value); });
    document.querySelectorAll("input[name=plans]").forEach(function (box) {
      box.checked = years.some(function (year) { return box.dataset.first <= year && year <= box.dataset.last; });
    });
  }, true);
})();
