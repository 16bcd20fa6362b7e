// Suggestions while typing: a combobox with a list of options, after the ARIA
// Authoring Practices. What is typed goes by POST and stands in no address.

const fewest = 2; // characters before it is worth asking
const pause = 120; // milliseconds without a key

export function suggest(input, list, status, { lang, counted, choose }) {
  let at = -1, timer = 0, asked = 0;
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false",
  })) input.setAttribute(name, value);

  function hide() {
    clearTimeout(timer);
    asked++;
    at = -1;
    list.hidden = true;
    list.replaceChildren();
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function move(to) {
    const options = [...list.children];
    if (!options.length) return;
    at = (to + options.length) % options.length;
    options.forEach((o, i) => o.setAttribute("aria-selected", String(i === at)));
    options[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[at].id);
  }

  function option(text, i) {
    const li = document.createElement("li");
    li.id = `${list.id}-${i}`;
    li.setAttribute("role", "option");
    li.setAttribute("aria-selected", "false");
    li.dir = "auto";
    li.textContent = text;
    // On mousedown the field still has the focus, and keeps it.
    li.addEventListener("mousedown", (e) => { e.preventDefault(); hide(); choose(text); });
    return li;
  }

  async function ask() {
    const mine = ++asked;
    try {
      const body = new URLSearchParams({ q: input.value.trim(), lang });
      const response = await fetch("/api/v1/suggest", { method: "POST", body });
      const found = response.ok ? await response.json() : [];
      if (mine !== asked) return;
      if (!found.length) return hide();
      list.replaceChildren(...found.map(option));
      at = -1;
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      input.removeAttribute("aria-activedescendant");
      status.textContent = counted.replace("{n}", found.length);
    } catch {
      if (mine === asked) hide(); // no connection: type on without
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    asked++;
    const typed = input.value.trim();
    if (typed.length < fewest || typed.startsWith("/")) return hide();
    timer = setTimeout(ask, pause);
  });
  input.addEventListener("keydown", (e) => {
    if (list.hidden || e.isComposing) return;
    if (e.key === "ArrowDown") { e.preventDefault(); move(at + 1); }
    else if (e.key === "ArrowUp") { e.preventDefault(); move(at < 0 ? -1 : at - 1); }
    else if (e.key === "Escape") { e.preventDefault(); hide(); }
    else if (e.key === "Enter" && at >= 0) {
      e.preventDefault();
      const text = list.children[at].textContent;
      hide();
      choose(text);
    }
  });
  input.addEventListener("blur", hide);
  return hide;
}
