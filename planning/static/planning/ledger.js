// What every page shares: printing, parts that open, filters that apply when a choice is made with the pointer.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
  const expand = event.target.closest("[data-expand]");
  if (expand) toggle(expand);
});

function toggle(button) {
  const open = button.getAttribute("aria-expanded") !== "true";
  document.querySelectorAll(button.dataset.expand).forEach((one) => { one.open = open; });
  button.setAttribute("aria-expanded", String(open));
  button.textContent = button.textContent.replace(open ? "展开" : "收起", open ? "收起" : "展开");
}

// With the keyboard a select changes at every arrow: there the button of the form (or Enter) applies it.
let typing = false;
document.addEventListener("keydown", () => { typing = true; }, true);
document.addEventListener("pointerdown", () => { typing = false; }, true);
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-apply]");
  if (form && !typing) form.requestSubmit();
});
// Empty choices stay out of the address.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-apply]")) return;
  event.target.querySelectorAll("select, input").forEach((control) => {
    if (control.name && control.value === "") control.disabled = true;
  });
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-apply] [name]:disabled").forEach((control) => { control.disabled = false; });
});

// A button that has sent its form is not pressed twice.
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post" || event.target.hasAttribute("hx-post")) return;
  if (event.target.dataset.sent) {
    event.preventDefault();
    return;
  }
  event.target.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
});

// A part of the page that could not be fetched: said in words, the page stays as it is.
function tellUnfetched(event) {
  const page = document.getElementById("page"), answer = event.detail.xhr;
  if (!page) return;
  const note = document.getElementById("unfetched") || document.createElement("div");
  const plain = answer && /^text\/plain/.test(answer.getResponseHeader("Content-Type") || "");
  note.id = "unfetched";
  note.className = "note bad";
  note.setAttribute("role", "alert");
  note.textContent = plain ? answer.responseText : "这部分内容未能载入，请稍后再试。";
  page.insertBefore(note, page.firstChild);
}
document.addEventListener("htmx:responseError", tellUnfetched);
document.addEventListener("htmx:sendError", tellUnfetched);
document.addEventListener("htmx:afterSwap", () => {
  const note = document.getElementById("unfetched");
  if (note) note.remove();
});
