// The reasons for a figure that is not there, one menu for all rows: by pointer, or Alt+↓.
(function (Grid) {
  "use strict";
  if (!Grid.element) return;
  var menu = document.getElementById("no-data"), target = null;
  var options = Array.prototype.slice.call(menu.children);

  Grid.pick = function (input) {
    if (!input || input.readOnly) return;
    target = input;
    menu.hidden = false;
    var box = input.getBoundingClientRect();
    var below = box.bottom + menu.offsetHeight < window.innerHeight;
    menu.style.left = box.left + "px";
    menu.style.top = Math.max(0, below ? box.bottom : box.top - menu.offsetHeight) + "px";
    options[0].focus();
  };
  function close() {
    menu.hidden = true;
    if (target) target.focus();
    target = null;
  }
  menu.addEventListener("keydown", function (event) {
    var place = options.indexOf(document.activeElement);
    if (event.key === "Escape" || event.key === "Tab") { event.preventDefault(); close(); }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      options[(place + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length].focus();
    }
  });
  menu.addEventListener("click", function (event) {
    var option = event.target.closest("button");
    if (!option || !target) return;
    Grid.change([{ input: target, to: option.textContent }]);
    close();
  });
  document.addEventListener("pointerdown", function (event) {
    if (menu.hidden || menu.contains(event.target)) return;
    menu.hidden = true;
    target = null;
  });
  Grid.element.addEventListener("click", function (event) {
    var button = event.target.closest(".pick");
    if (button) Grid.pick(Grid.input(Grid.rowOf(button), "text"));
  });
})(window.Grid);
