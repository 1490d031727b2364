// The keyboard of a spreadsheet. A cell is looked at ("look"), typed into ("type") or edited (F2, double click: "edit").
(function (Grid) {
  "use strict";
  if (!Grid.element) return;
  var mode = "look", idle = null;

  Grid.isTyping = function (input) {
    return document.activeElement === input && mode !== "look" && input.value !== Grid.said(input);
  };
  function commit(input, keepTyping) {
    clearTimeout(idle);
    if (input.readOnly) return;
    var tidy = Grid.tidy(input.value);
    if (!keepTyping) { input.value = tidy; }
    if (tidy === Grid.said(input)) return;
    var shown = input.value, caret = input.selectionStart;
    Grid.change([{ input: input, to: tidy }]);
    if (keepTyping && input.value !== shown) { input.value = shown; input.setSelectionRange(caret, caret); }
  }
  function go(input, next, event) {
    if (!next) {
      if (event.key === "Tab") return;
      event.preventDefault();
      commit(input);
      look(input);
      return;
    }
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  function edit(input) {
    mode = "edit";
    input.setSelectionRange(input.value.length, input.value.length);
  }
  function look(input) { mode = "look"; input.dataset.before = Grid.said(input); input.select(); }

  Grid.element.addEventListener("focusin", function (event) {
    if (!Grid.isCell(event.target)) return;
    look(event.target);
    Grid.about(Grid.rowOf(event.target));
  });
  Grid.element.addEventListener("focusout", function (event) {
    if (Grid.isCell(event.target)) { commit(event.target); mode = "look"; }
  });
  // A press of the pointer looks at a cell, however often; only a double click edits it, and then the caret may be set.
  Grid.element.addEventListener("mousedown", function (event) {
    if (!Grid.isCell(event.target)) return;
    if (document.activeElement === event.target && mode !== "look") { mode = "edit"; return; }
    event.preventDefault();
    if (document.activeElement !== event.target) event.target.focus();
    else if (event.detail > 1) edit(event.target);
    else event.target.select();
  });
  Grid.element.addEventListener("input", function (event) {
    var input = event.target;
    if (!Grid.isCell(input)) return;
    if (mode === "look") mode = "type";
    clearTimeout(idle);
    // Whoever stops in the middle of a cell is saved too, and sees what the figure would change.
    if (!event.isComposing) idle = setTimeout(function () { if (document.activeElement === input) commit(input, true); }, 1200);
  });

  var ACTS = {
    Enter: function (input, event) { go(input, Grid.below(input, event.shiftKey ? -1 : 1), event); },
    Tab: function (input, event) { go(input, Grid.beside(input, event.shiftKey ? -1 : 1), event); },
    ArrowDown: function (input, event) {
      if (event.altKey && input.dataset.field === "text") { event.preventDefault(); Grid.pick(input); return; }
      go(input, Grid.below(input, 1), event);
    },
    ArrowUp: function (input, event) { go(input, Grid.below(input, -1), event); },
    ArrowLeft: function (input, event) { if (mode !== "edit") go(input, Grid.beside(input, -1), event); },
    ArrowRight: function (input, event) { if (mode !== "edit") go(input, Grid.beside(input, 1), event); },
    Home: function (input, event) { if (mode !== "edit") go(input, Grid.edge(input, false, event.ctrlKey), event); },
    End: function (input, event) { if (mode !== "edit") go(input, Grid.edge(input, true, event.ctrlKey), event); },
    F2: function (input, event) {
      event.preventDefault();
      edit(input);
    },
    Escape: function (input, event) {
      event.preventDefault();
      clearTimeout(idle);
      input.value = Grid.said(input);
      if (input.dataset.before !== undefined && input.dataset.before !== Grid.said(input)) {
        Grid.change([{ input: input, to: input.dataset.before }]);
      }
      look(input);
    },
    Delete: function (input, event) {
      if (mode !== "look" || input.readOnly) return;
      event.preventDefault();
      Grid.change([{ input: input, to: "" }]);
    }
  };
  Grid.element.addEventListener("keydown", function (event) {
    var input = event.target;
    if (!Grid.isCell(input) || event.isComposing) return;
    var key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && (key === "z" || key === "y")) {
      if (input.value !== Grid.said(input)) return;
      event.preventDefault();
      if (key === "y" || event.shiftKey) Grid.redo(); else Grid.undo();
      return;
    }
    if (ACTS[event.key]) ACTS[event.key](input, event);
  });
})(window.Grid);
