// The chat on the home page. The form works without this; with it nothing reloads and the draft survives an error.
import { h, link, prose } from "./dom.js";
import { Words, candidates, comparison, receipts } from "./receipt.js";

const KEY = "importdesk.conversation";
const WAIT = 25_000;

const room = document.querySelector("#chat");
const log = room.querySelector(".chat-log");
const form = document.querySelector("#chat-form");
const input = form.elements.text;
const quick = document.querySelector("#chat-quick");
const status = document.querySelector("#chat-status");
const forget = document.querySelector("#chat-delete");
const words = new Words(JSON.parse(document.querySelector("#words").textContent));
const hello = log.firstElementChild;

let conversation = form.elements.conversation.value || sessionStorage.getItem(KEY);
let busy = false;

remember(conversation);
if (conversation && !form.elements.conversation.dataset.shown && hello?.matches(".msg-desk:only-child")) restore();

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const said = event.submitter?.name === "say" ? event.submitter : null;
  send(said ? said.value : input.value.trim(), said ? said.textContent : null);
});

input.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

forget.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    if (conversation) await call(`/api/v1/chat/${encodeURIComponent(conversation)}`, { method: "DELETE" });
  } catch {
    return tell("chat.offline");
  }
  remember(null);
  log.replaceChildren(...(hello ? [hello] : []));
  quick.replaceChildren();
  tell("chat.deleted", false);
  input.focus();
});

async function send(text, title) {
  if (!text || busy) return;
  busy = true;
  tell(null);
  const mine = person(title ?? text);
  const typing = waiting();
  log.append(mine, typing);
  typing.scrollIntoView({ block: "nearest" });
  try {
    const answer = await call("/api/v1/chat", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ conversation, text, lang: words.lang }) });
    remember(answer.conversation);
    if (input.value.trim() === text) input.value = "";
    typing.replaceWith(...answer.messages.map(desk));
    suggest(answer.messages.at(-1)?.buttons ?? []);
    show(mine);
  } catch (problem) {
    typing.remove();
    mine.remove();
    if (!title) input.value = text;
    tell(problem.status === 503 ? "chat.loading" : "chat.offline");
  } finally {
    busy = false;
    if (quick.contains(document.activeElement) || document.activeElement === document.body) input.focus();
  }
}

// The composer in view, unless that would push the beginning of the answer out of it.
function show(question) {
  form.scrollIntoView({ block: "end" });
  if (question.getBoundingClientRect().top < 0) question.scrollIntoView({ block: "start" });
}

async function restore() {
  try {
    const said = await call(`/api/v1/chat/${encodeURIComponent(conversation)}?lang=${words.lang}`);
    log.replaceChildren(...said.messages.map((message) => (message.by === "person" ? person(message.text) : desk(message))));
    suggest(said.messages.at(-1)?.buttons ?? []);
  } catch (problem) {
    if (problem.status === 404) remember(null);
  }
}

async function call(address, options = {}) {
  const answer = await fetch(address, { ...options, signal: AbortSignal.timeout(WAIT) });
  if (!answer.ok) throw Object.assign(new Error(answer.statusText), { status: answer.status });
  return answer.status === 204 ? null : answer.json();
}

function remember(name) {
  conversation = name;
  form.elements.conversation.value = name ?? "";
  forget.elements.conversation.value = name ?? "";
  forget.hidden = !name;
  if (name) sessionStorage.setItem(KEY, name);
  else sessionStorage.removeItem(KEY);
}

function tell(key, warn = true) {
  status.hidden = !key;
  status.classList.toggle("note-warn", warn);
  status.replaceChildren(...(key ? [h("p", {}, words.say(key))] : []));
}

function person(text) {
  return h("div", { class: "msg msg-person" }, h("span", { class: "msg-who" }, words.say("chat.you")), h("p", {}, text));
}

function waiting() {
  return h("div", { class: "msg msg-desk", "aria-busy": "true" },
    h("span", { class: "msg-who" }, words.say("chat.desk")),
    h("p", { class: "typing" }, h("i"), h("i"), h("i"), words.say("chat.typing")));
}

function desk(message) {
  return h("div", { class: "msg msg-desk" },
    h("span", { class: "msg-who" }, words.say("chat.desk")),
    message.text ? prose(message.text, words.lang) : null,
    message.card ? card(message.card) : null,
    message.sources?.length ? h("ol", { class: "sources" }, message.sources.map((source) => h("li", {}, cited(source)))) : null);
}

function card(shown) {
  if (shown.type === "estimate") return receipts(shown, words);
  if (shown.type === "comparison") return comparison(shown.variants, words);
  if (shown.type === "candidates") return candidates(shown.candidates, words);
  if (shown.type === "article") {
    return h("p", {}, h("a", { href: `/${words.lang}/guides/${shown.slug}` }, shown.title));
  }
  return null;
}

function cited(source) {
  if (typeof source === "string") return source;
  return source.url ? link(source.url, source.citation || source.url, words.lang) : source.citation;
}

function suggest(buttons) {
  quick.replaceChildren(...buttons.map((button) => h("button", { class: "btn btn-pill", type: "submit", form: "chat-form", name: "say", value: button.payload }, button.title)));
}
