// Examples of the API run from their page; without scripts those that only read are links.

const ran = document.querySelector("#ran");
for (const button of document.querySelectorAll("[data-run]")) button.hidden = false;
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-run]");
  if (!button) return;
  const { run, method, body, into, done, failed } = button.dataset;
  const place = document.getElementById(into);
  button.disabled = true;
  try {
    const answer = await fetch(run, { method, headers: body ? { "Content-Type": "application/json" } : {}, body: body || undefined });
    place.textContent = JSON.stringify(await answer.json(), null, 2);
    place.closest("details").open = true;
    ran.textContent = done.replace("{status}", answer.status);
  } catch {
    ran.textContent = failed;
  } finally {
    button.disabled = false;
  }
});
