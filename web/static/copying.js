// Buttons that copy what a field holds; without scripts the field can be selected by hand.

const status = document.querySelector("#copy-status");
for (const row of document.querySelectorAll("[data-copies]")) row.hidden = false;
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  await navigator.clipboard.writeText(field.value ?? field.textContent);
  if (status) status.textContent = button.dataset.done;
  const label = button.querySelector("span");
  const before = label.textContent;
  label.textContent = button.dataset.done;
  setTimeout(() => { label.textContent = before; }, 2000);
});
