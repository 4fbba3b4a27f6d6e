// Work in the background: what it says, and its result as soon as there is one.

const working = document.querySelector("#working");
const said = document.querySelector("#said");

async function look() {
  try {
    const answer = await fetch(working.dataset.state, { headers: { Accept: "application/json" } });
    if (!answer.ok) return location.reload();
    const { state, line } = await answer.json();
    if (state !== "working") return location.reload();
    if (line && said.textContent !== line) said.textContent = line;
  } catch {
    // Away for a moment: the next look tells.
  }
  setTimeout(look, 1500);
}

look();
