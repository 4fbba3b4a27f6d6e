// The snippet and its preview follow the form. Without scripts its button does the same by loading the page anew.

const builder = document.querySelector("#builder");
const preview = document.querySelector("#preview");
const where = document.querySelector("#where");
let waiting;
let asked = 0;

function show(values) {
  const { accent, on_accent, ...attributes } = values;
  const element = document.createElement("import-desk");
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (accent) element.style.setProperty("--accent", accent);
  if (on_accent) element.style.setProperty("--on-accent", on_accent);
  preview.replaceChildren(element);
  where.textContent = values.mode === "bubble" ? where.dataset.bubble : where.dataset.inline;
}

async function follow() {
  const turn = ++asked;
  const query = new URLSearchParams(new FormData(builder));
  const answer = await fetch(`${builder.dataset.snippet}?${query}`).catch(() => null);
  if (!answer?.ok || turn !== asked) return;
  const { script, element, style, policy, pale, values } = await answer.json();
  for (const [id, text] of Object.entries({ "as-script": script, "as-element": element, "as-style": style, "as-policy": policy })) {
    document.getElementById(id).value = text;
  }
  document.querySelector("#style-field").hidden = !style;
  document.querySelector("#pale").hidden = !pale;
  show(values);
}

builder.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(follow, 400);
});
if (builder.accent.value || builder.on_accent.value) follow();
