// The keyboard and the pointer of a spreadsheet.
(function (Grid) {
  "use strict";
  if (!Grid.element) return;

  function go(input, next, event) {
    if (!next && event.key === "Tab") return;
    event.preventDefault();
    if (!next || next === input) {
      Grid.commit();
      return;
    }
    next.focus();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  function edit(input) {
    if (input.readOnly) return;
    Grid.type(input, "edit");
    input.setSelectionRange(input.value.length, input.value.length);
  }

  Grid.element.addEventListener("focusin", function (event) {
    // A window that comes back finds its cell as it was left.
    if (!Grid.isCell(event.target) || Grid.isTyping(event.target)) return;
    event.target.select();
    Grid.about(Grid.rowOf(event.target));
  });
  Grid.element.addEventListener("focusout", function (event) {
    if (!Grid.isCell(event.target)) return;
    // The whole window lost the focus, not the cell.
    if (document.activeElement === event.target) Grid.rest(); else Grid.commit();
  });
  // A press of the pointer looks at a cell, however often; only a double click edits it, and then the caret may be set.
  Grid.element.addEventListener("mousedown", function (event) {
    var input = event.target;
    if (!Grid.isCell(input)) return;
    if (document.activeElement === input && Grid.isTyping(input)) { Grid.type(input, "edit"); return; }
    event.preventDefault();
    if (document.activeElement !== input) input.focus();
    else if (event.detail > 1) edit(input);
    else input.select();
  });

  function sideways(find) {
    return function (input, event) { if (Grid.mode() !== "edit") go(input, find(input, event), event); };
  }
  var ACTS = {
    Enter: function (input, event) { go(input, Grid.below(input, event.shiftKey ? -1 : 1), event); },
    Tab: function (input, event) { go(input, Grid.beside(input, event.shiftKey ? -1 : 1), event); },
    ArrowDown: function (input, event) {
      if (event.altKey && input.dataset.field === "text") { event.preventDefault(); Grid.pick(input); return; }
      go(input, Grid.below(input, 1), event);
    },
    ArrowUp: function (input, event) { go(input, Grid.below(input, -1), event); },
    ArrowLeft: sideways(function (input) { return Grid.beside(input, -1); }),
    ArrowRight: sideways(function (input) { return Grid.beside(input, 1); }),
    Home: sideways(function (input, event) { return Grid.edge(input, false, event.ctrlKey); }),
    End: sideways(function (input, event) { return Grid.edge(input, true, event.ctrlKey); }),
    F2: function (input, event) {
      event.preventDefault();
      edit(input);
    },
    Escape: function (input, event) {
      event.preventDefault();
      Grid.cancel();
    },
    Delete: function (input, event) {
      if (Grid.mode() !== "look" || input.readOnly) return;
      event.preventDefault();
      Grid.change([{ input: input, to: "" }]);
    }
  };
  // What is being typed is a step like any other: undone it is gone from the cell, and redone it stands there again.
  function history(again) {
    Grid.commit();
    if (again) Grid.redo(); else Grid.undo();
  }
  Grid.element.addEventListener("keydown", function (event) {
    var input = event.target;
    if (!Grid.isCell(input) || event.isComposing) return;
    var key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && (key === "z" || key === "y")) {
      event.preventDefault();
      history(key === "y" || event.shiftKey);
      return;
    }
    if (ACTS[event.key]) ACTS[event.key](input, event);
  });
  // The same from the browser's own menu, which would reach into cells that were left long ago.
  Grid.element.addEventListener("beforeinput", function (event) {
    if (!Grid.isCell(event.target) || !/^history/.test(event.inputType)) return;
    event.preventDefault();
    history(event.inputType === "historyRedo");
  });
  document.addEventListener("keydown", function (event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    if (event.isComposing) return;
    Grid.rest();
    Grid.flush();
  });
})(window.Grid);
