// One line for the whole table: it says “all is saved” only while nothing is typed, waiting or undecided.
(function (Grid) {
  "use strict";
  if (!Grid.element) return;
  var place = document.getElementById("saving"), retry = document.getElementById("retry"), shown = "";
  var WHY = {
    network: "无法连接服务器", server: "服务器暂时出错", token: "正在更新登录凭证", expired: "登录已过期，请重新登录", gone: "此页已失效，或您已没有填报权限"
  };

  // Nothing that the server has not: also what an input method has not finished.
  Grid.isClean = function () {
    var now = Grid.standing();
    return !now.open && !now.held && !Grid.isComposing();
  };
  Grid.retell = function () {
    var now = Grid.standing();
    retry.disabled = !now.trouble || !now.open;
    if (now.trouble && now.open) say("bad", troubled(now), now.trouble === "expired" && link("重新登录", login()));
    else if (now.ready) say("busy", "… 保存中 " + now.open + " 项");
    else if (now.open || Grid.isComposing()) say("busy", "… 正在输入，尚未保存");
    else if (now.held) say("bad", "▲ " + now.held + " 项待您决定", now.elsewhere && link("显示全部", location.pathname));
    else say("good", "● 全部已保存" + (now.at ? " " + now.at : ""));
  };
  function troubled(now) {
    var kept = Unsaved.full ? "请勿关闭本页" : "已暂存本机";
    var again = now.trouble === "expired" ? "" : "，" + now.seconds + " 秒后重试";
    return "▲ " + now.open + " 项未保存，" + kept + "：" + why(now.trouble) + again;
  }
  function why(trouble) {
    return trouble === "acting" ? "您在另一页已转为" + Grid.acting() + "身份，请切换回来" : WHY[trouble] || WHY.server;
  }
  function login() { return Grid.element.dataset.login + "?next=" + encodeURIComponent(location.pathname + location.search); }
  function link(text, address) {
    var made = document.createElement("a");
    made.href = address;
    made.textContent = text;
    return made;
  }
  // Read aloud when it changes, not at every stroke.
  function say(kind, text, more) {
    var key = kind + text + (more ? more.href : "");
    if (key === shown) return;
    shown = key;
    place.className = "saving " + kind;
    place.textContent = text;
    place.title = text;
    if (more) place.appendChild(more);
  }
  retry.addEventListener("click", Grid.retry);
})(window.Grid);
