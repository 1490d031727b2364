// A block from Excel or WPS into the cells from here on. Says what it skipped, what it tidied, what did not fit.
(function (Grid) {
  "use strict";
  if (!Grid.element) return;

  Grid.paste = function (start, text) {
    var block = Grid.table(text), column = Grid.FIELDS.indexOf(start.dataset.field);
    var changes = [], notes = { tidied: [], skipped: [], beyond: 0, blank: 0 };
    // A column that leaves its heading out still starts where it was pasted.
    block.forEach(function (cells, down) {
      var row = Grid.rows[Grid.rows.indexOf(Grid.rowOf(start)) + down];
      cells.forEach(function (raw, right) {
        var field = Grid.FIELDS[column + right], tidy = Grid.tidy(raw, field);
        if (!row || !field) { if (tidy) notes.beyond += 1; return; }
        if (!tidy) { notes.blank += 1; return; }
        take(row, field, raw, tidy);
      });
    });
    function take(row, field, raw, tidy) {
      var input = Grid.input(row, field), name = row.dataset.name;
      if (input.readOnly) { notes.skipped.push(name + "（" + tidy + "）：" + (row.dataset.locked || "已锁定")); return; }
      if (tidy.length > Grid.LENGTHS[field]) { notes.skipped.push(name + "：超过 " + Grid.LENGTHS[field] + " 个字"); return; }
      if (tidy !== raw) notes.tidied.push(name + "：“" + raw + "” → “" + tidy + "”");
      changes.push({ input: input, to: tidy });
    }
    // What stood half typed in a cell is a step of its own.
    Grid.commit();
    var changed = Grid.change(changes);
    tell(changes.length, changed, notes);
    return changed;
  };

  function tell(taken, changed, notes) {
    var lines = [];
    if (notes.skipped.length) lines.push("跳过 " + notes.skipped.length + " 格：" + notes.skipped.join("；"));
    if (notes.beyond) lines.push(notes.beyond + " 格超出表格，没有粘贴");
    if (notes.blank) lines.push(notes.blank + " 个空白格，原有内容未动");
    if (taken === 1 && !lines.length && !notes.tidied.length) return;
    if (notes.tidied.length) lines.push("写法已规范 " + notes.tidied.length + " 格：" + notes.tidied.join("；"));
    Grid.report("粘贴 " + taken + " 格，改动 " + changed + " 格", lines);
  }

  Grid.element.addEventListener("paste", function (event) {
    if (!Grid.isCell(event.target)) return;
    var text = event.clipboardData.getData("text/plain"), input = event.target, block = Grid.table(text);
    event.preventDefault();
    if (block.length > 1 || block[0].length > 1 || !Grid.isTyping(input)) { Grid.paste(input, text); return; }
    // In the middle of typing one cell's text is typed too: where the caret stands.
    input.setRangeText(Grid.tidy(block[0][0] || "", input.dataset.field), input.selectionStart, input.selectionEnd, "end");
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
})(window.Grid);
