// Typed cells on their way to the server. Each stays in this tab's sessionStorage until the server has said what became of it.
(function (Grid) {
  "use strict";
  if (!Grid.element) return;
  var KEY = Grid.element.dataset.key, MOST = 100, LONGEST = 30;
  var waiting = Unsaved.read(KEY);   // id → {version, fields, was, held}
  var busy = false, failures = 0, timer = null, due = 0, trouble = "", at = "";
  var token = JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"];
  var status = document.getElementById("saving"), retry = document.getElementById("retry");

  Grid.waiting = waiting;
  Grid.stage = function (row, field, text) {
    var id = Grid.id(row), cell = waiting[id];
    if (!cell) cell = waiting[id] = { version: Number(row.dataset.version), fields: {} };
    cell.fields[field] = text;
    // What was refused is tried again as soon as it reads otherwise.
    if (cell.held && cell.held.outcome === "refused") delete cell.held;
    Unsaved.write(KEY, waiting);
    if (cell.held) return decide(row, cell);
    Grid.saving(row, "busy", trouble ? "失败，仍在本机" : "保存中…");
    paint();
    if (!trouble) plan(150);
  };

  function plan(milliseconds) {
    clearTimeout(timer);
    due = Date.now() + milliseconds;
    timer = setTimeout(send, milliseconds);
  }
  function free() {
    return Object.keys(waiting).filter(function (id) { return !waiting[id].held; });
  }
  function send() {
    var ids = free().slice(0, MOST);
    if (busy || !ids.length) return;
    busy = true;
    var sent = {};
    var cells = ids.map(function (id) {
      sent[id] = Object.assign({}, waiting[id].fields);
      return Object.assign({ id: Number(id), version: waiting[id].version }, sent[id]);
    });
    fetch(Grid.element.dataset.save, {
      method: "POST", redirect: "manual", credentials: "same-origin",
      headers: { "Content-Type": "application/json", "Accept": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ cells: cells })
    }).then(function (response) {
      if (response.type === "opaqueredirect") throw "expired";
      if (response.status === 403) return fresh().then(function () { throw "token"; });
      if (!response.ok) throw response.status === 404 ? "gone" : "server";
      // A login page is no answer, whatever its status.
      if ((response.headers.get("Content-Type") || "").indexOf("application/json") !== 0) throw "expired";
      return response.json();
    }).then(function (answer) {
      busy = false; failures = 0; trouble = "";
      take(sent, answer);
      if (free().length) plan(50);
      paint();
    }).catch(function (why) {
      busy = false;
      failures += 1;
      trouble = typeof why === "string" ? why : "network";
      free().forEach(function (id) { if (Grid.row(id)) Grid.saving(Grid.row(id), "bad", "失败，仍在本机"); });
      plan(trouble === "token" && failures < 3 ? 0 : 1000 * Math.min(LONGEST, Math.pow(2, failures)));
      paint();
    });
  }

  // After logging in again in another tab the old token is void: the page has a new one.
  function fresh() {
    return fetch(location.href, { redirect: "manual", credentials: "same-origin" }).then(function (response) {
      if (response.type === "opaqueredirect") throw "expired";
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
      var cell = told[id], kept = waiting[id], row = Grid.row(id);
      if (!cell) cell = { outcome: "locked", message: "此项已不在您的填报范围" };
      if (cell.outcome === "saved" || cell.outcome === "same") {
        Object.keys(sent[id]).forEach(function (field) {
          if (kept.fields[field] === sent[id][field]) delete kept.fields[field];
        });
        kept.version = cell.version;
        if (!Object.keys(kept.fields).length) delete waiting[id];
        if (row) saved(row, cell, Boolean(waiting[id]));
      } else {
        kept.held = cell;
        if (row) decide(row, kept);
      }
    });
    Unsaved.write(KEY, waiting);
    Grid.count(answer.counts);
  }

  function saved(row, cell, more) {
    Grid.show(row, cell, more ? waiting[Grid.id(row)].fields : {});
    Grid.saving(row, more ? "busy" : "good", more ? "保存中…" : "已保存 " + at);
    if (row.contains(document.activeElement)) Grid.about(row);
  }

  // Put on the page what the server has of a cell; what is still typed or waiting stays as it is.
  Grid.show = function (row, cell, mine) {
    row.dataset.version = cell.version;
    row.dataset.locked = cell.locked || "";
    row.classList.toggle("warned", cell.warned);
    var label = row.querySelector(".label");
    label.textContent = cell.label;
    label.dataset.state = cell.state;
    Grid.FIELDS.forEach(function (field) {
      var input = Grid.input(row, field);
      input.readOnly = Boolean(cell.locked);
      if (mine[field] === undefined && !Grid.isTyping(input)) Grid.put(input, cell[field]);
    });
    Grid.input(row, "explanation").classList.toggle("idle", !cell.warned && !cell.explanation);
    row.querySelector(".pick").hidden = Boolean(cell.locked);
    Grid.say(row, cell.words);
  };

  function decide(row, kept) {
    var cell = kept.held, field = Object.keys(kept.fields)[0], mine = kept.fields[field];
    function theirs() {
      delete waiting[Grid.id(row)];
      Unsaved.write(KEY, waiting);
      if (cell.version !== undefined) Grid.show(row, cell, {});
      Grid.saving(row, cell.locked ? "locked" : "", cell.locked ? "已锁定：" + cell.locked : "");
      Grid.about(row);
      paint();
    }
    if (cell.outcome === "conflict") {
      Grid.saving(row, "bad", "他人已修改");
      Grid.ask(row, "对方 " + (cell[field] || "空") + "，您 " + (mine || "空") + "。" + cell.message, [
        Grid.button("用我的", function () {
          kept.version = cell.version;
          delete kept.held;
          row.dataset.version = cell.version;
          Grid.say(row, cell.words);
          Grid.saving(row, "busy", "保存中…");
          Unsaved.write(KEY, waiting);
          plan(0);
        }, "保存“" + mine + "”"),
        Grid.button("用对方的", theirs, "保留“" + cell[field] + "”")
      ]);
    } else if (cell.outcome === "refused") {
      Grid.saving(row, "bad", "未保存，仍在本机");
      Grid.ask(row, "未保存：" + cell.message, [Grid.button("放弃我的", theirs)]);
      if (row.contains(document.activeElement)) Grid.about(row);
    } else {
      if (row.contains(document.activeElement)) Grid.about(row);
      row.dataset.locked = cell.message;
      Grid.saving(row, "locked", "已锁定：" + cell.message);
      Grid.ask(row, "未保存：您填的“" + mine + "”。" + cell.message, [Grid.button("放弃我的", theirs)]);
    }
    paint();
  }

  var WHY = {
    network: "连不上服务器", server: "服务器暂时出错", token: "正在更新登录凭证", expired: "登录已过期，请重新登录", gone: "此页已失效"
  };
  function paint() {
    var held = Object.keys(waiting).length - free().length, left = free().length;
    retry.disabled = !trouble || !left;
    status.textContent = "";
    if (trouble && left) {
      var seconds = Math.max(0, Math.round((due - Date.now()) / 1000));
      status.className = "saving bad";
      status.textContent = "▲ " + left + " 项未保存，仍在本机：" + (WHY[trouble] || WHY.server) + (trouble === "expired" ? "" : "，" + seconds + " 秒后重试");
      if (trouble === "expired") {
        var link = document.createElement("a");
        link.href = Grid.element.dataset.login + "?next=" + encodeURIComponent(location.pathname + location.search);
        link.textContent = "重新登录";
        status.appendChild(link);
      }
    } else if (left) {
      status.className = "saving busy";
      status.textContent = "… 保存中 " + left + " 项";
    } else if (held) {
      status.className = "saving bad";
      status.textContent = "▲ " + held + " 项待您决定";
    } else {
      status.className = "saving good";
      status.textContent = "● 全部已保存" + (at ? " " + at : "");
    }
  }

  // Something is on its way and nothing has gone wrong yet.
  Grid.isSaving = function () { return !trouble && free().length > 0; };
  Grid.flush = function () { plan(0); };
  Grid.retell = paint;
  retry.addEventListener("click", function () { failures = 0; plan(0); });
  window.addEventListener("online", function () { if (free().length) plan(0); });
  document.addEventListener("visibilitychange", function () { if (!document.hidden && trouble) plan(0); });
  window.addEventListener("beforeunload", function (event) {
    if (Unsaved.leaving || !Object.keys(waiting).length) return;
    event.preventDefault();
    event.returnValue = "";
  });

  // What an earlier page of this tab could not save.
  Grid.restore = function () {
    Object.keys(waiting).forEach(function (id) {
      var row = Grid.row(id), cell = waiting[id];
      delete cell.held;
      if (!row) return;
      Object.keys(cell.fields).forEach(function (field) { Grid.put(Grid.input(row, field), cell.fields[field]); });
      Grid.saving(row, "busy", "保存中…");
    });
    paint();
    if (free().length) plan(0);
  };
})(window.Grid);
