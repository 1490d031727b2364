// ← and → go to the year before and after, unless something that uses the arrows has the focus.
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("input, select, textarea, [contenteditable], .scroll")) return;
  const rel = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  const link = rel && document.querySelector(`.years a[rel=${rel}]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});
