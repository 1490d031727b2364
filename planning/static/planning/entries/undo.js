// Every change of cells goes through here: it is staged for saving, and can be undone as one, a whole paste too.
(function (Grid) {
  "use strict";
  if (!Grid.element) return;
  var done = [], undone = [];

  function set(input, text) {
    Grid.put(input, text);
    Grid.stage(Grid.rowOf(input), input.dataset.field, text);
  }
  // [{input, to}] → how many changed.
  Grid.change = function (changes) {
    var real = changes.filter(function (one) { return Grid.said(one.input) !== one.to; }).map(function (one) {
      return { row: Grid.rowOf(one.input), field: one.input.dataset.field, from: Grid.said(one.input), to: one.to };
    });
    if (!real.length) return 0;
    real.forEach(function (one) { set(Grid.input(one.row, one.field), one.to); });
    done.push(real);
    undone = [];
    return real.length;
  };
  function back(from, onto, end) {
    var changes = from.pop(), skipped = [], first = null;
    if (!changes) return;
    changes.forEach(function (one) {
      var input = Grid.input(one.row, one.field);
      if (input.readOnly) { skipped.push(one.row.dataset.name + "：" + one.row.dataset.locked); return; }
      set(input, one[end]);
      first = first || input;
    });
    onto.push(changes);
    if (first) { first.focus(); first.select(); }
    if (changes.length > 1 || skipped.length) {
      Grid.report((end === "from" ? "已撤销 " : "已重做 ") + (changes.length - skipped.length) + " 格",
        skipped.map(function (line) { return "跳过 " + line; }));
    }
  }
  Grid.undo = function () { back(done, undone, "from"); };
  Grid.redo = function () { back(undone, done, "to"); };
})(window.Grid);
