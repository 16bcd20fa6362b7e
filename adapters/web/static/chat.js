"use strict";
document.documentElement.classList.add("js");

// The accent colour of a theme: mixed so that it is readable on both papers.
for (const el of document.querySelectorAll("[data-colour]")) tint(el);
function tint(el) {
  if (/^#[0-9a-fA-F]{6}$/.test(el.dataset.colour)) {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    el.style.setProperty("--accent", dark ? `color-mix(in srgb, ${el.dataset.colour} 55%, white)` : el.dataset.colour);
  }
}

document.addEventListener("click", async (e) => {
  const button = e.target.closest("[data-copy]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    const area = document.createElement("textarea");
    area.value = button.dataset.copy;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  }
  const label = button.innerHTML;
  button.textContent = button.dataset.done;
  button.setAttribute("aria-live", "polite");
  setTimeout(() => { button.innerHTML = label; }, 1600);
});

const chat = document.getElementById("chat");
if (chat) conversation(chat);

function conversation(chat) {
  const form = document.getElementById("ask");
  const input = document.getElementById("q");
  const log = document.getElementById("log");
  const list = document.getElementById("suggestions");
  // The conversation's name lives in this page only.
  const name = Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join("");

  async function send(fields) {
    hide();
    for (const id of ["hero", "start"]) document.getElementById(id)?.remove();
    const wait = document.createElement("p");
    wait.className = "thinking";
    wait.textContent = chat.dataset.thinking;
    log.append(wait);
    wait.scrollIntoView({ block: "nearest" });
    try {
      const body = new URLSearchParams({ ...fields, lang: chat.dataset.lang, c: name });
      const response = await fetch("/chat", { method: "POST", body });
      if (!response.ok) throw new Error(String(response.status));
      const holder = document.createElement("template");
      holder.innerHTML = await response.text();
      const turn = holder.content.firstElementChild;
      wait.remove();
      log.append(turn);
      for (const el of turn.querySelectorAll("[data-colour]")) tint(el);
      turn.scrollIntoView({ block: "start", behavior: "smooth" });
    } catch {
      wait.textContent = chat.dataset.offline;
    }
  }

  document.addEventListener("submit", (e) => {
    const f = e.target;
    if (!chat.contains(f) || f.getAttribute("action") !== "/") return;
    e.preventDefault();
    const by = e.submitter;
    if (by?.name === "a") {
      send({ a: by.value, label: f.elements.label?.value ?? by.textContent.trim() });
    } else if (by?.name === "why") {
      send({ q: "/why" });
    } else {
      const q = by?.name === "q" ? by.value : input.value.trim();
      if (!q) return;
      input.value = "";
      send({ q });
      input.focus({ preventScroll: true });
    }
  });

  // Suggestions while typing, as a combobox with a list of options.
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", "suggestions");
  input.setAttribute("aria-expanded", "false");
  let chosen = -1, timer = 0, asked = 0;

  function hide() {
    clearTimeout(timer);
    asked++;
    list.hidden = true;
    list.replaceChildren();
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(n) {
    const options = list.children;
    if (!options.length) return;
    chosen = (n + options.length) % options.length;
    for (let i = 0; i < options.length; i++) options[i].setAttribute("aria-selected", String(i === chosen));
    options[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[chosen].id);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    const typed = input.value.trim();
    if (typed.length < 2 || typed.startsWith("/")) return hide();
    timer = setTimeout(async () => {
      const mine = ++asked;
      try {
        const response = await fetch("/api/v1/suggest", { method: "POST", body: new URLSearchParams({ q: typed, lang: chat.dataset.lang }) });
        const found = await response.json();
        if (mine !== asked || !Array.isArray(found) || !found.length) return mine === asked && hide();
        list.replaceChildren(...found.map((text, i) => {
          const li = document.createElement("li");
          li.id = `s${i}`;
          li.role = "option";
          li.dir = "auto";
          li.textContent = text;
          li.setAttribute("aria-selected", "false");
          li.addEventListener("mousedown", (e) => { e.preventDefault(); input.value = text; form.requestSubmit(); });
          return li;
        }));
        chosen = -1;
        list.hidden = false;
        input.setAttribute("aria-expanded", "true");
      } catch { hide(); }
    }, 120);
  });

  input.addEventListener("keydown", (e) => {
    if (list.hidden) return;
    if (e.key === "ArrowDown") { e.preventDefault(); choose(chosen + 1); }
    else if (e.key === "ArrowUp") { e.preventDefault(); choose(chosen - 1); }
    else if (e.key === "Escape") { e.preventDefault(); hide(); }
    else if (e.key === "Enter" && chosen >= 0) { input.value = list.children[chosen].textContent; hide(); }
  });
  input.addEventListener("blur", hide);
}
