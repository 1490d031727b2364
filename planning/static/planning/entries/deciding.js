// What the server has of a cell, put on the page; and the choice where that is not what was typed.
(function (Grid) {
  "use strict";
  if (!Grid.element) return;
  var NAMES = { text: "数值", basis: "口径", note: "备注", explanation: "说明" };

  // What is still typed or waiting stays as it is.
  Grid.show = function (row, cell) {
    row.dataset.version = cell.version;
    row.dataset.locked = cell.locked || "";
    row.classList.toggle("warned", cell.warned);
    var label = row.querySelector(".label");
    label.textContent = cell.label;
    label.dataset.state = cell.state;
    Grid.FIELDS.forEach(function (field) {
      var input = Grid.input(row, field);
      input.readOnly = Boolean(cell.locked);
      input.dataset.stored = cell[field];
      if (Grid.waits(input) === undefined && !Grid.isTyping(input)) Grid.put(input, cell[field]);
    });
    var reason = Grid.input(row, "explanation");
    reason.classList.toggle("idle", !cell.warned && !reason.value && document.activeElement !== reason);
    row.querySelector(".pick").hidden = Boolean(cell.locked);
    Grid.say(row, cell.words);
  };

  Grid.letStand = function (row, cell) {
    Grid.giveUp(row);
    if (cell.version !== undefined) Grid.show(row, cell);
    Grid.saving(row, cell.locked ? "locked" : "", cell.locked ? "已锁定：" + cell.locked : "");
    Grid.about(row);
    Grid.retell();
  };

  Grid.decide = function (row, kept) {
    var cell = kept.held;
    function theirs() { Grid.letStand(row, cell); }
    if (cell.outcome === "conflict") {
      Grid.saving(row, "bad", "他人已修改");
      Grid.ask(row, both(kept.fields, cell) + "。" + cell.message, [
        Grid.button("采用我的", function () {
          Grid.say(row, cell.words);
          Grid.insist(row);
          Grid.retell();
        }, "保存“" + said(kept.fields) + "”"),
        Grid.button("采用对方的", theirs, "保留“" + said(kept.fields, cell) + "”")
      ]);
    } else if (cell.outcome === "refused") {
      Grid.saving(row, "bad", "未保存，已暂存本机");
      Grid.ask(row, "未保存：" + cell.message, [Grid.button("撤销我的修改", theirs)]);
    } else {
      row.dataset.locked = cell.message;
      Grid.saving(row, "locked", "已锁定：" + cell.message);
      Grid.ask(row, "未保存：您填的“" + said(kept.fields) + "”。" + cell.message, [Grid.button("撤销我的修改", theirs)]);
    }
    if (row.contains(document.activeElement)) Grid.about(row);
    Grid.retell();
  };
  // One field is said plainly, of several each by its name.
  function named(fields, each) {
    var names = Object.keys(fields);
    return names.map(function (name) { return (names.length > 1 ? NAMES[name] + "：" : "") + each(name); }).join("；");
  }
  function both(mine, theirs) {
    return named(mine, function (name) { return "对方 " + (theirs[name] || "空") + "，您 " + (mine[name] || "空"); });
  }
  function said(mine, of) { return named(mine, function (name) { return (of || mine)[name] || "空"; }); }
})(window.Grid);
