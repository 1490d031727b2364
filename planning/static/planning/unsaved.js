// Cells that were typed and not yet saved, kept in this tab only: sessionStorage, under "entries:<person>:<round>".
// Nothing of one person is left for the next: logging out clears it, and so does another person's first page.
window.Unsaved = (function () {
  "use strict";
  var PREFIX = "entries:";
  function keys() {
    var found = [];
    for (var i = 0; i < sessionStorage.length; i += 1) {
      if (sessionStorage.key(i).indexOf(PREFIX) === 0) found.push(sessionStorage.key(i));
    }
    return found;
  }
  function purge(except) {
    keys().forEach(function (key) {
      var owner = key.slice(PREFIX.length).split(":")[0].split("-")[0];
      if (owner !== except) sessionStorage.removeItem(key);
    });
  }
  function count() {
    return keys().reduce(function (sum, key) {
      try { return sum + Object.keys(JSON.parse(sessionStorage.getItem(key))).length; } catch (error) { return sum; }
    }, 0);
  }
  function read(key) {
    try { return JSON.parse(sessionStorage.getItem(PREFIX + key)) || {}; } catch (error) { return {}; }
  }
  // While a page goes, the next one may have been made before the last save: it gets everything once more, and sends it.
  var PARTING = 30000;
  function part() {
    window.Unsaved.parting = true;
    // Counted from when the browser's question is answered, by staying.
    setTimeout(function () { setTimeout(function () { window.Unsaved.parting = false; }, PARTING); }, 0);
  }
  function together(before, cells) {
    Object.keys(cells).forEach(function (id) {
      var fields = Object.assign({}, before[id] && before[id].fields, cells[id].fields);
      before[id] = Object.assign({}, cells[id], { fields: fields });
    });
    return before;
  }
  function write(key, cells) {
    if (window.Unsaved.leaving) return;
    if (window.Unsaved.parting) cells = together(read(key), cells);
    if (!Object.keys(cells).length) { sessionStorage.removeItem(PREFIX + key); return; }
    try {
      sessionStorage.setItem(PREFIX + key, JSON.stringify(cells));
      window.Unsaved.full = false;
    } catch (error) {
      window.Unsaved.full = true;   // no room: the page must not say that it is kept
    }
  }
  // The login page belongs to nobody: the same person comes back to what was typed.
  var person = document.body.dataset.person;
  if (person) purge(person);
  document.addEventListener("submit", function (event) {
    if (!/\/logout\/$/.test(event.target.action)) return;
    var left = count();
    if (left && !window.confirm("还有 " + left + " 项没有保存到服务器。退出后这些内容将从本机清除。仍要退出吗？")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    purge("");
    window.Unsaved.leaving = true;
  }, true);
  return { read: read, write: write, count: count, part: part, parting: false, leaving: false, full: false };
})();
