// Completing `{fee:...` and `{threshold:...` while one writes: a list below the field, by keyboard or by pointer.

const MOST = 8;
const figures = [...document.querySelectorAll("[data-figure]")].map((button) => ({
  code: button.dataset.figure,
  said: button.parentElement.textContent.replace(button.textContent, "").trim(),
}));

const list = document.createElement("ul");
list.id = "complete";
list.role = "listbox";
list.className = "complete";
list.hidden = true;
list.setAttribute("aria-label", document.querySelector("#figures > summary")?.textContent ?? "");

let field = null;
let chosen = -1;

function begun() {
  return field.value.slice(0, field.selectionStart).match(/\{[a-z_:]*$/)?.[0];
}

function close() {
  list.hidden = true;
  chosen = -1;
  field?.removeAttribute("aria-activedescendant");
}

function choose(place) {
  chosen = place;
  for (const [number, option] of [...list.children].entries()) option.ariaSelected = String(number === place);
  field.setAttribute("aria-activedescendant", list.children[place].id);
}

function show() {
  const typed = begun();
  const found = typed === undefined ? [] : figures.filter((one) => one.code.startsWith(typed)).slice(0, MOST);
  if (!found.length) return close();
  list.replaceChildren(...found.map((one, number) => {
    const option = document.createElement("li");
    option.role = "option";
    option.id = `complete-${number}`;
    option.textContent = `${one.code}  ${one.said}`;
    option.addEventListener("pointerdown", (event) => { event.preventDefault(); take(one.code); });
    return option;
  }));
  field.after(list);
  list.hidden = false;
  choose(0);
}

function take(code) {
  const end = field.selectionStart;
  field.setRangeText(code, end - begun().length, end, "end");
  field.dispatchEvent(new Event("input"));
  close();
}

function typed(event) {
  if (list.hidden) return;
  const count = list.children.length;
  if (event.key === "ArrowDown") choose((chosen + 1) % count);
  else if (event.key === "ArrowUp") choose((chosen + count - 1) % count);
  else if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) take(list.children[chosen].textContent.split("  ")[0]);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
}

for (const area of figures.length ? document.querySelectorAll(".editor textarea") : []) {
  area.setAttribute("aria-autocomplete", "list");
  area.addEventListener("input", (event) => { field = area; if (event.isTrusted) show(); });
  area.addEventListener("keydown", typed);
  area.addEventListener("blur", close);
}
