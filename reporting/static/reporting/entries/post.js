// One request that saves cells: its answer, or in one word why there is none.
import { table } from "./cells.js";

const SILENCE = 30000, SURVIVES = 20000;
const tokenOf = (body) => JSON.parse(body.getAttribute("hx-headers") || "{}")["X-CSRFToken"];
const bodyOf = (html) => new DOMParser().parseFromString(html, "text/html").body;
let token = tokenOf(document.body), acting = "";

// As whom the person acts in another tab, where that is why nothing can be saved here.
export const actingElsewhere = () => acting;

export async function post(body) {
  const patience = new AbortController(), silence = setTimeout(() => patience.abort(), SILENCE);
  try {
    const response = await fetch(table.dataset.save, {
      method: "POST",
      redirect: "manual",
      credentials: "same-origin",
      // Small enough it arrives even when the page is closed meanwhile.
      keepalive: body.length < SURVIVES,
      signal: patience.signal,
      headers: { "Content-Type": "application/json", "Accept": "application/json", "X-CSRFToken": token },
      body
    });
    return await answerOf(response);
  } finally {
    clearTimeout(silence);
  }
}

async function answerOf(response) {
  if (response.type === "opaqueredirect") throw "expired";
  if (response.status === 403) {
    await renewToken();
    throw "token";
  }
  if (response.status === 404) throw await whyGone();
  if (!response.ok) throw "server";
  // A login page is no answer, whatever its status.
  if (!(response.headers.get("Content-Type") || "").startsWith("application/json")) throw "expired";
  return response.json();
}

// Why the page is nobody's any more: another tab may have turned the person into a deputy, or back.
async function whyGone() {
  const response = await fetch("/", { credentials: "same-origin" });
  const now = bodyOf(await response.text()).dataset.acting;
  if (now === undefined || now === document.body.dataset.acting) return "gone";
  acting = now || "本人";
  return "acting";
}

// After logging in again in another tab the old token is void: the page has a new one.
async function renewToken() {
  const response = await fetch(location.href, { redirect: "manual", credentials: "same-origin" });
  if (response.type === "opaqueredirect") throw "expired";
  if (!response.ok) throw response.status < 500 ? "gone" : "server";
  const body = bodyOf(await response.text());
  if (body.dataset.person !== document.body.dataset.person) throw "expired";
  token = tokenOf(body);
}
