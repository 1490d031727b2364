// One line for the whole table: it says “all is saved” only while nothing is typed, waiting or undecided.
import { isFull } from "../unsaved.js";
import { rowOfId, table } from "./cells.js";
import { actingElsewhere } from "./post.js";
import { connection, retry } from "./sending.js";
import { isComposing } from "./typed.js";
import { free, onRetell, waiting } from "./waiting.js";

const place = document.getElementById("saving"), again = document.getElementById("retry");
const WHY = {
  network: "无法连接服务器",
  server: "服务器暂时出错",
  token: "正在更新登录凭证",
  // The server no longer knows the session, and whoever ended it: time, another password, or another role.
  expired: "登录已失效（超时，或您的角色、密码有变动），请重新登录",
  gone: "此页已失效，或您已没有填报权限"
};
let shown = "";

// How it stands with everything that is not saved.
function standing() {
  const ids = Object.keys(waiting), held = ids.filter((id) => waiting[id].held);
  return {
    open: ids.length - held.length,
    ready: free().length,
    held: held.length,
    elsewhere: held.some((id) => !rowOfId(id)),
    trouble: connection.trouble,
    seconds: Math.max(0, Math.round((connection.due - Date.now()) / 1000))
  };
}

// Nothing that the server has not: also what an input method has not finished.
export function isClean() {
  const now = standing();
  return !now.open && !now.held && !isComposing();
}

function tell() {
  const now = standing();
  again.disabled = !now.trouble || !now.open;
  if (now.trouble && now.open) say("bad", troubled(now), now.trouble === "expired" && link("重新登录", login()));
  else if (now.ready) say("busy", `… 保存中 ${now.open} 项`);
  else if (now.open || isComposing()) say("busy", "… 正在输入，尚未保存");
  else if (now.held) say("bad", `▲ ${now.held} 项待您决定`, now.elsewhere && link("显示全部", location.pathname));
  else say("good", `● 全部已保存${connection.at ? ` ${connection.at}` : ""}`);
}

function troubled(now) {
  const kept = isFull() ? "请勿关闭本页" : "已暂存本机";
  const next = now.trouble === "expired" ? "" : `，${now.seconds} 秒后重试`;
  return `▲ ${now.open} 项未保存，${kept}：${why(now.trouble)}${next}`;
}

function why(trouble) {
  if (trouble === "acting") return `您在另一页已转为${actingElsewhere()}身份，请切换回来`;
  return WHY[trouble] || WHY.server;
}

function login() {
  return `${table.dataset.login}?next=${encodeURIComponent(location.pathname + location.search)}`;
}

function link(text, address) {
  const made = document.createElement("a");
  made.href = address;
  made.textContent = text;
  return made;
}

// Read aloud when it changes, not at every stroke.
function say(kind, text, more) {
  const key = kind + text + (more ? more.href : "");
  if (key === shown) return;
  shown = key;
  place.className = `saving ${kind}`;
  place.textContent = text;
  place.title = text;
  if (more) place.appendChild(more);
}

again.addEventListener("click", retry);
onRetell(tell);
// The seconds until the next attempt go by.
setInterval(() => { if (!isClean()) tell(); }, 1000);
