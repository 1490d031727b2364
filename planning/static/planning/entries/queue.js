// Typed cells on their way to the server. Each stays in this tab's sessionStorage until the server has said what became of it.
(function (Grid) {
  "use strict";
  if (!Grid.element) return;
  var KEY = Grid.element.dataset.key, MOST = 100, LONGEST = 30, SILENCE = 30000, SURVIVES = 20000;
  // id → {version, fields, tried, open, held}: the version that was seen; what was typed; the texts that may have arrived without
  // an answer; the field that is being typed into; and the server's word, where the clerk has to decide.
  var waiting = Unsaved.read(KEY);
  var busy = false, failures = 0, timer = null, due = 0, trouble = "", at = "", acting = "";
  var token = JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"];

  Grid.waits = function (input) {
    var cell = waiting[Grid.id(Grid.rowOf(input))];
    return cell && cell.fields[input.dataset.field];
  };
  // `open`: it is still being typed, kept here and not sent.
  Grid.stage = function (input, text, open) {
    var row = Grid.rowOf(input), id = Grid.id(row), field = input.dataset.field;
    var cell = waiting[id] = waiting[id] || { version: Number(row.dataset.version), fields: {}, tried: {} };
    cell.fields[field] = text;
    if (open) cell.open = field; else if (cell.open === field) delete cell.open;
    // What was refused is tried again as soon as it reads otherwise.
    if (cell.held && cell.held.outcome === "refused") {
      Grid.say(row, cell.held.words);
      delete cell.held;
    }
    if (text === (cell.held ? cell.held[field] : Grid.stored(input)) && !cell.tried[field]) drop(row, cell, field);
    keep();
    if (!waiting[id]) return Grid.retell();
    if (cell.held) return Grid.decide(row, cell);
    tell(row, cell);
    Grid.retell();
    if (!trouble && ready(cell).length) plan(150);
  };
  // As if it had never been typed; false where the server may have heard of it.
  Grid.unstage = function (input) {
    var row = Grid.rowOf(input), cell = waiting[Grid.id(row)], field = input.dataset.field;
    if (cell && cell.tried[field]) return false;
    if (cell) drop(row, cell, field);
    keep();
    if (waiting[Grid.id(row)]) { if (cell.held) Grid.decide(row, cell); else tell(row, cell); }
    Grid.retell();
    return true;
  };
  // Nothing of it has to go to the server.
  function drop(row, cell, field) {
    delete cell.fields[field];
    if (cell.open === field) delete cell.open;
    if (Object.keys(cell.fields).length) return;
    delete waiting[Grid.id(row)];
    if (cell.held) Grid.letStand(row, cell.held);
    else Grid.saving(row, "", "");
  }
  function keep() { Unsaved.write(KEY, waiting); }
  function tell(row, cell) {
    if (trouble) Grid.saving(row, "bad", Unsaved.full ? "未保存" : "未保存，已暂存本机");
    else Grid.saving(row, "busy", ready(cell).length ? "保存中…" : "正在输入");
  }

  function plan(milliseconds) {
    clearTimeout(timer);
    due = Date.now() + milliseconds;
    timer = setTimeout(send, milliseconds);
  }
  function ready(cell) { return Object.keys(cell.fields).filter(function (field) { return field !== cell.open; }); }
  function free() {
    return Object.keys(waiting).filter(function (id) { return !waiting[id].held && ready(waiting[id]).length; });
  }
  function send() {
    clearTimeout(timer);
    var ids = free().slice(0, MOST);
    if (busy || !ids.length) return;
    busy = true;
    var sent = {};
    var cells = ids.map(function (id) {
      var cell = waiting[id];
      sent[id] = {};
      ready(cell).forEach(function (field) {
        sent[id][field] = cell.fields[field];
        (cell.tried[field] = cell.tried[field] || []).push(cell.fields[field]);
      });
      // With another figure the server may strike the reason that was given for the old one.
      if (sent[id].text !== undefined) cell.tried.explanation = cell.tried.explanation || [];
      return Object.assign({ id: Number(id), version: cell.version }, sent[id]);
    });
    keep();
    post(JSON.stringify({ cells: cells })).then(function (answer) {
      busy = false; failures = 0; trouble = "";
      take(sent, answer);
      if (free().length) plan(50);
      Grid.retell();
    }).catch(failed);
  }
  function post(body) {
    var patience = new AbortController(), silence = setTimeout(function () { patience.abort(); }, SILENCE);
    return fetch(Grid.element.dataset.save, {
      // Small enough it arrives even when the page is closed meanwhile.
      method: "POST", redirect: "manual", credentials: "same-origin", keepalive: body.length < SURVIVES, signal: patience.signal,
      headers: { "Content-Type": "application/json", "Accept": "application/json", "X-CSRFToken": token },
      body: body
    }).then(function (response) {
      if (response.type === "opaqueredirect") throw "expired";
      if (response.status === 403) return fresh().then(function () { throw "token"; });
      if (response.status === 404) return elsewhere().then(function (why) { throw why; });
      if (!response.ok) throw "server";
      // A login page is no answer, whatever its status.
      if ((response.headers.get("Content-Type") || "").indexOf("application/json") !== 0) throw "expired";
      return response.json();
    }).finally(function () { clearTimeout(silence); });
  }
  function failed(why) {
    busy = false;
    failures += 1;
    trouble = typeof why === "string" ? why : "network";
    free().forEach(function (id) { if (Grid.row(id)) tell(Grid.row(id), waiting[id]); });
    plan(trouble === "token" && failures < 3 ? 0 : 1000 * Math.min(LONGEST, Math.pow(2, failures)));
    Grid.retell();
  }

  // After logging in again in another tab the old token is void: the page has a new one.
  // Why the page is nobody's any more: another tab may have turned the person into a deputy, or back.
  function elsewhere() {
    return fetch("/", { credentials: "same-origin" }).then(function (response) { return response.text(); }).then(function (html) {
      var now = new DOMParser().parseFromString(html, "text/html").body.dataset.acting;
      if (now === undefined || now === document.body.dataset.acting) return "gone";
      acting = now || "本人";
      return "acting";
    });
  }
  Grid.acting = function () { return acting; };
  function fresh() {
    return fetch(location.href, { redirect: "manual", credentials: "same-origin" }).then(function (response) {
      if (response.type === "opaqueredirect") throw "expired";
      if (!response.ok) throw response.status < 500 ? "gone" : "server";
      return response.text();
    }).then(function (html) {
      var body = new DOMParser().parseFromString(html, "text/html").body;
      if (body.dataset.person !== document.body.dataset.person) throw "expired";
      token = JSON.parse(body.getAttribute("hx-headers") || "{}")["X-CSRFToken"];
    });
  }

  function take(sent, answer) {
    at = answer.at;
    var told = {};
    answer.cells.forEach(function (cell) { told[cell.id] = cell; });
    Object.keys(sent).forEach(function (id) {
      var cell = told[id] || { outcome: "locked", message: "此项已不在您的填报范围" }, kept = waiting[id], row = Grid.row(id);
      var saved = cell.outcome === "saved" || cell.outcome === "same";
      var own = !saved && isOwn(kept, cell, row);
      Object.keys(sent[id]).forEach(function (field) {
        if (saved && kept.fields[field] === sent[id][field]) delete kept.fields[field];
      });
      kept.tried = {};
      if (saved || own) {
        kept.version = cell.version;
        if (!Object.keys(kept.fields).length) delete waiting[id];
        if (row) show(row, cell);
      } else {
        kept.held = cell;
        if (row) Grid.decide(row, kept);
      }
    });
    keep();
    (answer.others || []).forEach(other);
    Grid.count(answer.counts);
  }
  // What is said of a cell may change with its neighbour. One that waits, or that somebody else has changed, asks for itself.
  function other(cell) {
    var row = Grid.row(cell.id);
    if (!row || waiting[cell.id] || Number(row.dataset.version) !== cell.version) return;
    Grid.show(row, cell);
    if (row.contains(document.activeElement)) Grid.about(row);
  }
  // An answer was lost on the way: what stands there is this very page's own earlier text, and nobody else's.
  function isOwn(kept, cell, row) {
    var fields = Object.keys(kept.fields);
    function arrived(field) { return (kept.tried[field] || []).indexOf(cell[field]) >= 0; }
    return cell.outcome === "conflict" && fields.some(arrived) && fields.every(function (field) {
      return arrived(field) || Boolean(row && Grid.stored(Grid.input(row, field)) === cell[field]);
    });
  }
  function show(row, cell) {
    Grid.show(row, cell);
    if (waiting[Grid.id(row)]) tell(row, waiting[Grid.id(row)]);
    else Grid.saving(row, "good", "已保存 " + at);
    if (row.contains(document.activeElement)) Grid.about(row);
  }

  // The clerk has decided: what the server has stands, or what was typed goes over it.
  Grid.giveUp = function (row) {
    delete waiting[Grid.id(row)];
    keep();
  };
  Grid.insist = function (row) {
    var kept = waiting[Grid.id(row)];
    kept.version = kept.held.version;
    row.dataset.version = kept.version;
    delete kept.held;
    keep();
    tell(row, kept);
    plan(0);
  };

  // How it stands with everything that is not saved.
  Grid.standing = function () {
    var ids = Object.keys(waiting), held = ids.filter(function (id) { return waiting[id].held; });
    return {
      open: ids.length - held.length, ready: free().length, held: held.length,
      elsewhere: held.some(function (id) { return !Grid.row(id); }),
      trouble: trouble, seconds: Math.max(0, Math.round((due - Date.now()) / 1000)), at: at
    };
  };
  // Something is on its way and nothing has gone wrong yet.
  Grid.isSaving = function () { return !trouble && free().length > 0; };
  Grid.flush = send;
  Grid.retry = function () { failures = 0; send(); };

  // What an earlier page of this tab could not save.
  Grid.restore = function () {
    Object.keys(waiting).forEach(function (id) {
      var row = Grid.row(id), cell = waiting[id];
      delete cell.held;
      delete cell.open;
      cell.tried = cell.tried || {};
      if (!row) return;
      Object.keys(cell.fields).forEach(function (field) { Grid.input(row, field).value = cell.fields[field]; });
      tell(row, cell);
    });
    Grid.retell();
    send();
  };
})(window.Grid);
