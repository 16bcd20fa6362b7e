// The conversation in the page. Questions go by POST; the conversation's name
// is made here and ends with the page.
import { suggest } from "./suggest.js";

const chat = document.getElementById("chat");
const form = document.getElementById("ask");
const input = document.getElementById("q");
const log = document.getElementById("log");
const words = chat.dataset;
const name = form.elements.c?.value ??
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");
const patience = 35_000; // milliseconds, a little more than the server's own limit
let last = Promise.resolve();

const hide = suggest(input, document.getElementById("suggestions"), document.getElementById("suggested"), {
  lang: words.lang, counted: words.suggested, choose: (text) => ask({ q: text }),
});

function element(tag, className, ...children) {
  const el = document.createElement(tag);
  if (className) el.className = className;
  el.append(...children);
  return el;
}

// The person's words appear at once, the answer when it is there.
function waiting(asked) {
  const turn = element("section", "turn");
  if (asked) {
    const bdi = element("bdi", "", asked);
    turn.append(element("div", "asked", element("p", "", element("span", "unseen", `${words.you}: `), bdi)));
  }
  const dots = element("span", "dots", element("i"), element("i"), element("i"));
  dots.setAttribute("aria-hidden", "true");
  turn.append(element("p", "thinking", dots, words.thinking));
  log.append(turn);
  return turn;
}

// Questions are answered one after the other, as in any conversation.
function ask(fields) {
  hide();
  if (fields.q) input.value = "";
  for (const id of ["hero", "start"]) document.getElementById(id)?.remove();
  chat.classList.add("talking");
  const turn = waiting(fields.label ?? fields.q);
  turn.scrollIntoView({ block: "nearest" });
  last = last.then(() => send(fields, turn));
  return last;
}

async function send(fields, turn) {
  let problem = words.offline;
  try {
    const body = new URLSearchParams({ ...fields, lang: words.lang, c: name });
    const response = await fetch("/chat", { method: "POST", body, signal: AbortSignal.timeout(patience) });
    if (response.status === 204) return location.assign(response.headers.get("Content-Location"));
    if (response.status === 429 || response.status === 503) problem = words.busy;
    if (!response.ok) throw new Error(String(response.status));
    const holder = document.createElement("template");
    holder.innerHTML = await response.text(); // made by our own server, which escapes what people write
    const answered = holder.content.firstElementChild;
    turn.replaceWith(answered);
    answered.scrollIntoView({ block: "start" });
  } catch {
    const again = element("button", "button", words.retry);
    again.type = "button";
    again.addEventListener("click", () => { turn.remove(); ask(fields); });
    turn.querySelector(".thinking").replaceWith(element("p", "notice", problem), again);
  }
}

document.addEventListener("submit", (e) => {
  const by = e.submitter;
  if (!chat.contains(e.target) || e.target.getAttribute("action") !== "/") return;
  e.preventDefault();
  if (by?.name === "a") ask({ a: by.value, label: e.target.elements.label?.value ?? by.textContent.trim() });
  else if (by?.name === "why") ask({ q: e.target.elements.q.value, why: "1", label: by.textContent });
  else {
    const q = (by?.name === "q" ? by.value : input.value).trim();
    if (q) ask({ q });
    input.focus({ preventScroll: true });
  }
});
