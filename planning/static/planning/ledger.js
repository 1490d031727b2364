// What every page shares: printing, and filters that apply when a choice is made with the pointer.
(function () {
  "use strict";
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) window.print();
    var expand = event.target.closest("[data-expand]");
    if (expand) {
      var open = expand.getAttribute("aria-expanded") !== "true";
      document.querySelectorAll(expand.dataset.expand).forEach(function (one) { one.open = open; });
      expand.setAttribute("aria-expanded", String(open));
      expand.textContent = expand.textContent.replace(open ? "展开" : "收起", open ? "收起" : "展开");
    }
  });

  // With the keyboard a select changes at every arrow: there the button of the form (or Enter) applies it.
  var typing = false;
  document.addEventListener("keydown", function () { typing = true; }, true);
  document.addEventListener("pointerdown", function () { typing = false; }, true);
  document.addEventListener("change", function (event) {
    var form = event.target.closest("form[data-apply]");
    if (form && !typing) form.requestSubmit();
  });
  // Empty choices stay out of the address.
  document.addEventListener("submit", function (event) {
    if (!event.target.matches("form[data-apply]")) return;
    event.target.querySelectorAll("select, input").forEach(function (control) {
      if (control.name && control.value === "") control.disabled = true;
    });
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-apply] [name]:disabled").forEach(function (c) { c.disabled = false; });
  });

  // A button that has sent its form is not pressed twice.
  document.addEventListener("submit", function (event) {
    if (event.target.method !== "post" || event.target.hasAttribute("hx-post")) return;
    if (event.target.dataset.sent) { event.preventDefault(); return; }
    event.target.dataset.sent = "1";
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });

  // A part of the page that could not be fetched: said in words, the page stays as it is.
  function told(event) {
    var page = document.getElementById("page");
    if (!page) return;
    var note = document.getElementById("unfetched") || document.createElement("div");
    var answer = event.detail.xhr, plain = answer && /^text\/plain/.test(answer.getResponseHeader("Content-Type") || "");
    note.id = "unfetched";
    note.className = "note bad";
    note.setAttribute("role", "alert");
    note.textContent = plain ? answer.responseText : "这部分内容未能载入，请稍后再试。";
    page.insertBefore(note, page.firstChild);
  }
  document.addEventListener("htmx:responseError", told);
  document.addEventListener("htmx:sendError", told);
  document.addEventListener("htmx:afterSwap", function () {
    var note = document.getElementById("unfetched");
    if (note) note.remove();
  });
})();
