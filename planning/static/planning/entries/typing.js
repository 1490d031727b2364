// The cell that is being typed into. At every stroke the tab keeps what stands there; whoever stops is saved; leaving the cell
// commits it as one step to undo; and Esc puts back what the cell held before, saved in between or not.
(function (Grid) {
  "use strict";
  if (!Grid.element) return;
  var IDLE = 1200, typing = null;   // {input, mode, before, reason, waited, typed, sent, composing, timer}

  Grid.isTyping = function (input) { return Boolean(typing) && (!input || typing.input === input); };
  Grid.isComposing = function () { return Boolean(typing) && typing.composing; };
  // "look" at a cell, "type" over it, or "edit" it (F2, double click): there the arrows move the caret.
  Grid.mode = function () { return typing ? typing.mode : "look"; };

  Grid.type = function (input, mode) {
    if (input.readOnly) return;
    if (Grid.isTyping(input)) { typing.mode = mode; return; }
    Grid.commit();
    typing = {
      input: input, mode: mode, before: Grid.said(input), reason: Grid.reason(input), waited: Grid.waits(input) !== undefined
    };
  };
  function tidied(input) { return Grid.tidy(input.value, input.dataset.field); }
  function end() {
    var ended = typing;
    clearTimeout(ended.timer);
    typing = null;
    // From here on it is looked at: what is typed next takes the place of it all.
    if (document.activeElement === ended.input) ended.input.select();
    return ended;
  }

  function stroke() {
    var input = typing.input, caret = input.selectionStart;
    var narrow = input.dataset.field === "text" ? Grid.narrow(input.value) : input.value;
    if (narrow !== input.value) { input.value = narrow; input.setSelectionRange(caret, caret); }
    typing.typed = true;
    Grid.stage(input, tidied(input), true);
    clearTimeout(typing.timer);
    typing.timer = setTimeout(Grid.rest, IDLE);
    // Dragged out of a cell that has not the focus.
    if (document.activeElement !== input) Grid.commit();
  }

  // What was typed so far is sent, and typing goes on.
  Grid.rest = function () {
    if (!typing || typing.composing || !typing.typed) return;
    clearTimeout(typing.timer);
    typing.sent = true;
    Grid.stage(typing.input, tidied(typing.input));
  };
  Grid.commit = function () {
    if (!typing) return;
    var was = end();
    if (!was.typed) return;
    var input = was.input, to = tidied(input);
    settle(was, to);
    if (to !== was.before) Grid.remember([Grid.stepOf(input, was.before, to, was.reason)]);
  };
  Grid.cancel = function () {
    if (!typing) return;
    var was = end();
    // Nothing left the page: the cell stands as the server has it by now.
    settle(was, was.sent || was.waited ? was.before : Grid.stored(was.input));
    if (was.sent) Grid.giveReason(was.input, was.reason);
  };
  function settle(was, to) {
    var input = was.input, fresh = !was.sent && !was.waited;
    Grid.put(input, to);
    if (fresh && to === Grid.stored(input) && Grid.unstage(input)) return;
    if (was.typed) Grid.stage(input, to);
  }

  Grid.element.addEventListener("input", function (event) {
    if (!Grid.isCell(event.target) || event.target.readOnly) return;
    if (!Grid.isTyping(event.target)) Grid.type(event.target, "type");
    if (!event.isComposing) stroke();
  });
  // An input method's letters are no text before it is done with them: the state says so, nothing is kept of them.
  Grid.element.addEventListener("compositionstart", function (event) {
    if (!Grid.isCell(event.target) || event.target.readOnly) return;
    if (!Grid.isTyping(event.target)) Grid.type(event.target, "type");
    clearTimeout(typing.timer);
    typing.composing = true;
    Grid.retell();
  });
  Grid.element.addEventListener("compositionend", function (event) {
    if (!Grid.isTyping(event.target)) return;
    typing.composing = false;
    if (event.data || typing.typed) stroke();
    // Thought better of: a cell that was only looked at has its text again.
    else if (typing.mode === "type") Grid.cancel();
    else Grid.retell();
  });
})(window.Grid);
