// Every page: what needs a script on it. Without scripts these controls stay hidden and nothing is lost.

const actions = document.querySelector("#receipt-do");
if (actions) {
  actions.hidden = false;
  const status = document.querySelector("#receipt-status");
  const keep = async (text, button) => {
    await navigator.clipboard.writeText(text);
    status.textContent = button.dataset.done;
    const label = button.querySelector("span");
    const before = label.textContent;
    label.textContent = button.dataset.done;
    setTimeout(() => { label.textContent = before; }, 2000);
  };
  actions.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.do === "copy") keep(document.querySelector("#as-text").textContent, button);
    if (button.dataset.do === "link") keep(button.dataset.link, button);
    if (button.dataset.do === "print") print();
  });
  if (location.hash === "#print") print(); // where the widget's Print leads
}

// A printed estimate shows every reason, also where the browser does not open the lines by itself.
addEventListener("beforeprint", () => {
  for (const line of document.querySelectorAll(".receipt details:not([open])")) {
    line.open = true;
    line.dataset.print = "";
  }
});
addEventListener("afterprint", () => {
  for (const line of document.querySelectorAll("details[data-print]")) {
    line.open = false;
    delete line.dataset.print;
  }
});

// A definition closes on Escape, opens and closes on Enter, and is as before once its word is left.
addEventListener("keydown", (event) => {
  const word = event.target.closest?.(".gloss-term")?.parentElement;
  if (event.key === "Escape") for (const shown of document.querySelectorAll(".gloss:is(:hover, :focus-within)")) shown.classList.add("is-shut");
  else if (word && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    word.classList.toggle("is-shut");
  }
});
for (const left of ["pointerout", "focusout"]) {
  addEventListener(left, (event) => {
    const word = event.target.closest?.(".gloss.is-shut");
    if (word && !word.contains(event.relatedTarget)) word.classList.remove("is-shut");
  });
}

document.querySelector("#errors")?.focus();
