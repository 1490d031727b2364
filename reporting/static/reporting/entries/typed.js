// Which cell is being typed into, and how. How it begins and ends is typing.js.
let typing = null;   // {input, mode, before, reason, waited, typed, sent, composing, timer}

export const current = () => typing;
export const isTyping = (input) => typing !== null && (!input || typing.input === input);
export const isComposing = () => typing !== null && Boolean(typing.composing);
// "look" at a cell, "type" over it, or "edit" it (F2, double click): there the arrows move the caret.
export const mode = () => typing ? typing.mode : "look";

export function begin(state) { typing = state; }

export function end() {
  const ended = typing;
  clearTimeout(ended.timer);
  typing = null;
  // From here on it is looked at: what is typed next takes the place of it all.
  if (document.activeElement === ended.input) ended.input.select();
  return ended;
}
