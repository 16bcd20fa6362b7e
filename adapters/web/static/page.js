// What every page can do with a script: copy.
document.documentElement.classList.add("js");

// Copies a text; false where the browser does not let us.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // The clipboard is closed on plain http: the old way may still work.
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "unseen";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

document.addEventListener("click", async (e) => {
  const button = e.target.closest("[data-copy]");
  if (!button || button.dataset.busy) return;
  button.dataset.busy = "1";
  const done = await copy(button.dataset.copy);
  button.focus();
  if (!done) {
    const shown = button.parentElement.querySelector("pre");
    if (shown) getSelection().selectAllChildren(shown);
  }
  const label = [...button.childNodes];
  button.setAttribute("aria-live", "polite");
  button.textContent = done ? button.dataset.done : button.dataset.select;
  setTimeout(() => {
    button.replaceChildren(...label);
    delete button.dataset.busy;
  }, 1800);
});
