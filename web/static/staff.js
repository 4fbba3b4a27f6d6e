// The editor: figures of law go in where the cursor was, and nobody leaves unsaved words behind unasked.

const editor = document.querySelector("#editor");
const fields = [...document.querySelectorAll("textarea, input:not([type=hidden]), select")].filter((one) => one.form === editor);
let last = null;
let changed = false;

for (const field of fields) {
  field.addEventListener("input", () => { changed = true; });
  if (field.tagName === "TEXTAREA") field.addEventListener("focus", () => { last = field; });
}

document.querySelector("#figures")?.addEventListener("click", (event) => {
  const figure = event.target.closest("button")?.dataset.figure;
  if (!figure || !last) return;
  last.setRangeText(figure, last.selectionStart, last.selectionEnd, "end");
  last.dispatchEvent(new Event("input"));
  last.focus();
});

editor?.addEventListener("submit", () => { changed = false; });
addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
