// A conversation with the desk, wherever it stands: on the site's page and in a shop's widget.
import { h, link, prose } from "./dom.js";
import { bill, candidates, comparison, receipts } from "./receipt.js";

const WAIT = 25_000;

export class Talk {
  // `parts`: log, quick, status, form, input, forget (elements). `address`: of the chat. `name`: where the id is kept.
  constructor(parts, words, address, name, heard = () => {}) {
    Object.assign(this, { ...parts, words, address, name, heard, busy: false, id: null });
    this.hello = this.log.firstElementChild;
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.input.addEventListener("keydown", (event) => this.typed(event));
    this.forget.addEventListener("click", (event) => this.deleted(event));
    this.remember(kept(name));
  }

  submitted(event) {
    event.preventDefault();
    const said = event.submitter?.name === "say" ? event.submitter : null;
    this.send(said ? said.value : this.input.value.trim(), said ? said.textContent : null);
  }

  typed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.form.requestSubmit();
  }

  async deleted(event) {
    event.preventDefault();
    try {
      if (this.id) await this.call(`/${encodeURIComponent(this.id)}`, { method: "DELETE" });
    } catch {
      this.tell("chat.offline");
      return;
    }
    this.remember(null);
    this.log.replaceChildren(...(this.hello ? [this.hello] : []));
    this.quick.replaceChildren();
    this.tell("chat.deleted", false);
    this.input.focus();
  }

  async send(text, title = null) {
    if (!text || this.busy) return;
    this.busy = true;
    this.tell(null);
    const mine = this.person(title ?? text);
    const typing = this.waiting();
    this.log.append(mine, typing);
    typing.scrollIntoView({ block: "nearest" });
    try {
      const answer = await this.call("", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ conversation: this.id, text, lang: this.words.lang }),
      });
      this.remember(answer.conversation);
      if (this.input.value.trim() === text) this.input.value = "";
      typing.replaceWith(...answer.messages.map((message) => this.desk(message)));
      this.suggest(answer.messages.at(-1)?.buttons ?? []);
      this.heard(answer.messages);
      this.show(mine);
    } catch (problem) {
      typing.remove();
      mine.remove();
      if (!title) this.input.value = text;
      this.tell(problem.state ? `chat.${problem.state}` : problem.status === 429 ? "chat.busy" : "chat.offline");
    } finally {
      this.busy = false;
      if (!title || this.quick.contains(this.log.getRootNode().activeElement) || !this.log.getRootNode().activeElement) this.input.focus();
    }
  }

  async restore() {
    if (!this.id) return;
    try {
      const said = await this.call(`/${encodeURIComponent(this.id)}?lang=${this.words.lang}`);
      this.log.replaceChildren(...said.messages.map((message) => (message.by === "person" ? this.person(message.text) : this.desk(message))));
      this.suggest(said.messages.at(-1)?.buttons ?? []);
    } catch (problem) {
      if (problem.status === 404) this.remember(null);
    }
  }

  async call(path, options = {}) {
    const answer = await fetch(this.address + path, { ...options, signal: AbortSignal.timeout(WAIT) });
    if (!answer.ok) {
      const told = await answer.json().catch(() => ({})); // its type says in which state the assistant is
      throw Object.assign(new Error(answer.statusText), { status: answer.status, state: told.type?.split(":assistant-")[1] });
    }
    return answer.status === 204 ? null : answer.json();
  }

  // The composer in view, unless that would push the beginning of the answer out of it.
  show(question) {
    (this.quick.firstElementChild ? this.quick : this.log.lastElementChild).scrollIntoView({ block: "end" });
    this.form.scrollIntoView({ block: "end" });
    const top = question.getBoundingClientRect().top - this.log.closest(".panel-body, body").getBoundingClientRect().top;
    if (top < 0 || question.getBoundingClientRect().top < 0) question.scrollIntoView({ block: "start" });
  }

  remember(id) {
    this.id = id;
    this.forget.hidden = !id;
    try {
      if (id) sessionStorage.setItem(this.name, id);
      else sessionStorage.removeItem(this.name);
    } catch { /* storage is closed to this page: the conversation lasts as long as it */ }
  }

  tell(key, warn = true) {
    this.status.hidden = !key;
    this.status.classList.toggle("note-warn", warn);
    this.status.replaceChildren(...(key ? [h("p", {}, this.words.say(key))] : []));
  }

  who(name) { return h("span", { class: "msg-who" }, this.words.say(name)); }

  person(text) { return h("div", { class: "msg msg-person" }, this.who("chat.you"), h("p", {}, text)); }

  waiting() {
    return h("div", { class: "msg msg-desk", "aria-busy": "true" }, this.who("chat.desk"),
      h("p", { class: "typing" }, h("i"), h("i"), h("i"), this.words.say("chat.typing")));
  }

  desk(message) {
    return h("div", { class: "msg msg-desk" }, this.who("chat.desk"),
      message.text ? prose(message.text, this.words) : null,
      message.card ? this.card(message.card) : null,
      message.sources?.length ? h("ol", { class: "sources" }, message.sources.map((source) => h("li", {}, this.cited(source)))) : null,
      message.mark ? this.helpful(message.mark) : null);
  }

  // Whether an answer was helpful: the last answer given counts.
  helpful(mark) {
    const asked = h("span", {}, this.words.say("helpful"));
    const give = async (button, helpful) => {
      try {
        await this.call(`/${encodeURIComponent(this.id)}/feedback`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ mark, helpful, lang: this.words.lang }),
        });
        for (const other of row.querySelectorAll("button")) other.setAttribute("aria-pressed", other === button);
        asked.textContent = this.words.say("helpful.thanks");
      } catch {
        asked.textContent = this.words.say("helpful.failed");
      }
    };
    const row = h("div", { class: "row small helpful", role: "group", "aria-label": this.words.say("helpful") }, asked,
      ["yes", "no"].map((answer) => h("button", { class: "btn btn-quiet", type: "button", "aria-pressed": "false", onclick: (event) => give(event.currentTarget, answer === "yes") }, this.words.say(`helpful.${answer}`))));
    return row;
  }

  card(shown) {
    if (shown.type === "estimate") return receipts(shown, this.words);
    if (shown.type === "comparison") return comparison(shown.variants, this.words);
    if (shown.type === "bill") return bill(shown.lines, this.words);
    if (shown.type === "candidates") return candidates(shown.candidates, this.words);
    if (shown.type === "article") return h("p", {}, link(`/${this.words.lang}/guides/${shown.slug}`, shown.title, this.words));
    return null;
  }

  cited(source) {
    if (typeof source === "string") return source;
    return source.url ? link(source.url, source.citation || source.url, this.words) : source.citation;
  }

  suggest(buttons) {
    this.quick.replaceChildren(...buttons.map((button) => h("button", { class: "btn btn-pill", type: "submit", form: this.form.id, name: "say", value: button.payload }, button.title)));
  }
}

function kept(name) {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}
