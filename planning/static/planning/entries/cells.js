// The cells of the table: finding them, reading them, going from one to the next.
(function (Grid) {
  "use strict";
  Grid.element = document.getElementById("grid");
  if (!Grid.element) return;
  Grid.FIELDS = ["text", "basis", "note", "explanation"];
  Grid.LENGTHS = { text: 100, basis: 40, note: 300, explanation: 300 };

  Grid.rows = Array.prototype.slice.call(Grid.element.querySelectorAll("tr[data-entry]"));
  Grid.row = function (id) { return document.getElementById("e" + id); };
  Grid.rowOf = function (node) { return node.closest("tr[data-entry]"); };
  Grid.id = function (row) { return row.dataset.entry; };
  Grid.input = function (row, field) { return row.querySelector('input[data-field="' + field + '"]'); };
  Grid.isCell = function (node) { return node && node.matches && node.matches("#grid input[data-field]"); };

  // What the server has of a cell; and what the cell holds: that, or what waits to be saved (queue.js).
  Grid.stored = function (input) { return input.dataset.stored === undefined ? input.defaultValue : input.dataset.stored; };
  Grid.said = function (input) {
    var mine = Grid.waits(input);
    return mine === undefined ? Grid.stored(input) : mine;
  };

  // A cell that is only looked at stays selected: what is typed next takes the place of it all.
  Grid.put = function (input, text) {
    if (input.value === text) return;
    input.value = text;
    if (document.activeElement === input) input.select();
  };

  function open(row) {
    return Grid.FIELDS.map(function (field) { return Grid.input(row, field); }).filter(function (input) {
      return !input.classList.contains("idle");
    });
  }
  // The cell `down` rows further, in the same column; null at the end.
  Grid.below = function (input, down) {
    var row = Grid.rowOf(input);
    for (var place = Grid.rows.indexOf(row) + down; place >= 0 && place < Grid.rows.length; place += down) {
      var found = Grid.input(Grid.rows[place], input.dataset.field);
      if (!found.classList.contains("idle")) return found;
    }
    return null;
  };
  Grid.beside = function (input, step) {
    var row = Grid.rowOf(input), cells = open(row), place = cells.indexOf(input) + step;
    if (cells[place]) return cells[place];
    var next = Grid.rows[Grid.rows.indexOf(row) + step];
    if (!next) return null;
    var others = open(next);
    return step > 0 ? others[0] : others[others.length - 1];
  };
  Grid.edge = function (input, last, whole) {
    var row = whole ? Grid.rows[last ? Grid.rows.length - 1 : 0] : Grid.rowOf(input);
    var cells = open(row);
    return whole ? Grid.input(row, input.dataset.field) : cells[last ? cells.length - 1 : 0];
  };
})(window.Grid);
