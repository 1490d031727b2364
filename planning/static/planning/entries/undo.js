// What was done to cells, step by step: a whole paste is one, and so is all that was typed into one cell.
(function (Grid) {
  "use strict";
  if (!Grid.element) return;
  var done = [], undone = [];

  function set(input, text) {
    Grid.put(input, text);
    Grid.stage(input, text);
  }
  // A figure has a reason beside it, which the server strikes with the figure: it comes back with it too.
  Grid.reason = function (input) {
    return input.dataset.field === "text" ? Grid.said(Grid.input(Grid.rowOf(input), "explanation")) : "";
  };
  Grid.giveReason = function (input, reason) {
    if (reason) set(Grid.input(Grid.rowOf(input), "explanation"), reason);
  };
  Grid.stepOf = function (input, from, to, reason) {
    return { row: Grid.rowOf(input), field: input.dataset.field, from: from, to: to, reason: reason };
  };
  Grid.remember = function (step) {
    done.push(step);
    undone = [];
  };
  // [{input, to}] → how many changed.
  Grid.change = function (changes) {
    var real = changes.filter(function (one) { return Grid.said(one.input) !== one.to; }).map(function (one) {
      return Grid.stepOf(one.input, Grid.said(one.input), one.to, Grid.reason(one.input));
    });
    if (!real.length) return 0;
    real.forEach(function (one) { set(Grid.input(one.row, one.field), one.to); });
    Grid.remember(real);
    return real.length;
  };

  // Only what still stands as the step left it is taken back: what came after it is somebody's figure.
  function take(step, end) {
    var other = end === "from" ? "to" : "from", moved = [], skipped = [];
    step.forEach(function (one) {
      var input = Grid.input(one.row, one.field), stands = Grid.said(input), name = one.row.dataset.name;
      if (stands === one[end]) return;
      if (input.readOnly) skipped.push(name + "：" + one.row.dataset.locked);
      else if (stands !== one[other]) skipped.push(name + "：后来已改为“" + (stands || "空") + "”");
      else {
        set(input, one[end]);
        if (end === "from") Grid.giveReason(input, one.reason);
        moved.push(one);
      }
    });
    return { moved: moved, skipped: skipped };
  }
  function back(from, onto, end) {
    var took = { moved: [], skipped: [] };
    while (from.length && !took.moved.length && !took.skipped.length) took = take(from.pop(), end);
    if (took.moved.length) {
      onto.push(took.moved);
      var first = Grid.input(took.moved[0].row, took.moved[0].field);
      first.focus();
      first.select();
    }
    if (took.moved.length > 1 || took.skipped.length) {
      Grid.report((end === "from" ? "已撤销 " : "已重做 ") + took.moved.length + " 格",
        took.skipped.map(function (line) { return "跳过 " + line; }));
    }
  }
  Grid.undo = function () { back(done, undone, "from"); };
  Grid.redo = function () { back(undone, done, "to"); };
})(window.Grid);
