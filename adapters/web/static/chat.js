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
let growing; // ends the summary that is still being written

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
  growing?.abort();
  if (fields.q) input.value = "";
  for (const id of ["hero", "start"]) document.getElementById(id)?.remove();
  chat.classList.add("talking");
  const turn = waiting(fields.label ?? fields.q);
  turn.scrollIntoView({ block: "nearest" });
  last = last.then(() => send(fields, turn));
  return last;
}

// Puts a piece of a page in the place of the dots.
function show(turn, html) {
  const holder = document.createElement("template");
  holder.innerHTML = html; // made by our own server, which escapes what people write
  const answered = holder.content.firstElementChild;
  turn.replaceWith(answered);
  answered.scrollIntoView({ block: "start" });
  return answered.querySelector(".answer");
}

// The lines of an answer that grows, each a JSON value.
async function* lines(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split("\n");
    rest = parts.pop();
    for (const part of parts) yield JSON.parse(part);
  }
}

// The summary stands below the answer: what somebody has begun to read must not
// move. Whatever goes wrong, the answer is there already.
async function grow(answer, pieces) {
  let text;
  try {
    for await (const { label, sentence } of pieces) {
      if (!sentence) continue;
      if (!text) {
        text = element("p");
        text.dir = "auto";
        const aside = element("aside", "summary", element("p", "meta", label), text);
        const after = answer.querySelector(":scope > .notice, :scope > .buttons, :scope > .why");
        answer.insertBefore(aside, after);
      }
      text.append(element("span", "", text.childElementCount ? ` ${sentence}` : sentence));
    }
  } catch {
    // The person went on, or the line broke.
  }
}

async function send(fields, turn) {
  let problem = words.offline;
  try {
    const body = new URLSearchParams({ ...fields, lang: words.lang, c: name, live: "1" });
    const leave = new AbortController();
    const signal = AbortSignal.any([leave.signal, AbortSignal.timeout(patience)]);
    const response = await fetch("/chat", { method: "POST", body, signal });
    if (response.status === 204) return location.assign(response.headers.get("Content-Location"));
    if (response.status === 429 || response.status === 503) problem = words.busy;
    if (!response.ok) throw new Error(String(response.status));
    if (!response.headers.get("Content-Type").startsWith("application/x-ndjson")) return void show(turn, await response.text());
    const pieces = lines(response.body);
    const answer = show(turn, (await pieces.next()).value.turn);
    growing = leave;
    grow(answer, pieces); // the next question need not wait for it
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
