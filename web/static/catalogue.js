// A catalogue check that is worked on: how far it is, then its results.

const working = document.querySelector("#working");
const bar = document.querySelector("#bar");
const said = document.querySelector("#said");
let shown = -1;

async function look() {
  try {
    const answer = await fetch(working.dataset.progress, { headers: { Accept: "application/json" } });
    if (answer.status === 404) return location.reload();
    const { done, rows, state, ended } = await answer.json();
    bar.max = rows;
    bar.value = done;
    // A screen reader hears every tenth, not every row.
    const tenth = Math.floor((10 * done) / rows);
    if (state === "working" && tenth !== shown) {
      said.lastChild.textContent = working.dataset.said.replace("{done}", done.toLocaleString(document.documentElement.lang));
      shown = tenth;
    }
    if (ended) return location.reload();
  } catch {
    // Away for a moment: the next look tells.
  }
  setTimeout(look, 1000);
}

look();
