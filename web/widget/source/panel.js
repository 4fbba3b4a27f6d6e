// The opened widget: conversation and estimator in a shop's page, inside a shadow root.
import { h, icon } from "./dom.js";
import { Words, receipts } from "./receipt.js";
import { Talk } from "./talk.js";

const CLOSE = "M6 6l12 12M18 6 6 18";
const SEND = "M12 19V5M6 11l6-6 6 6";
const BY = ["", "post", "express", "air", "ocean"];

export function mount(element) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  element.shadowRoot.adoptedStyleSheets.push(sheet);
  return new Panel(element);
}

class Panel {
  constructor(element) {
    this.element = element;
    this.bubbled = element.getAttribute("mode") === "bubble";
    this.view = element.getAttribute("mode") === "estimate" ? "estimate" : "chat";
    this.facts = {};
    this.box = h("div", { class: this.bubbled ? "widget is-open" : "" });
    if (!element.closest("[data-theme]") && element.dataset.theme) this.box.dataset.theme = element.dataset.theme;
    element.shadowRoot.append(this.box);
    this.draw(element.config);
  }

  get api() { return `${this.element.host}/widget/v1/${encodeURIComponent(this.element.getAttribute("key"))}`; }

  given(name) { return this.element.getAttribute(name) || ""; }

  draw(config) {
    this.config = config;
    this.words = new Words(config.words, this.element.host);
    const say = (key) => this.words.say(key);
    this.title = h("h2", { id: "w-h" }, say("chat.desk"));
    const others = Object.entries(config.languages).filter(([code]) => code !== config.lang);
    const head = h("div", { class: "panel-head" }, this.title, h("div", { class: "row" },
      others.map(([code, name]) => h("button", { class: "btn", type: "button", lang: code, onclick: () => this.speak(code) }, name)),
      this.bubbled ? h("button", { class: "btn", type: "button", "aria-label": say("widget.close"), onclick: () => this.close() }, icon(CLOSE)) : null));
    this.chat = this.drawChat();
    this.estimator = this.drawEstimator();
    this.panel = h("section", { class: "panel", role: this.bubbled ? "dialog" : "region", "aria-labelledby": "w-h", lang: config.lang, onkeydown: (event) => this.pressed(event) },
      head, this.chat.body, this.chat.foot, this.estimator.body, this.estimator.foot);
    this.box.replaceChildren(this.panel);
    this.talk = new Talk(this.chat, this.words, `${this.api}/chat`, `importdesk:${this.given("key")}`, (messages) => this.heard(messages));
    this.talk.restore();
    this.show(this.view);
  }

  drawChat() {
    const say = (key) => this.words.say(key);
    const log = h("div", { class: "chat-log", role: "log", "aria-label": say("chat.log"), tabindex: "0" },
      h("div", { class: "msg msg-desk" }, h("span", { class: "msg-who" }, say("chat.desk")), h("p", {}, say("chat.hello"))));
    const quick = h("div", { class: "quick", role: "group", "aria-label": say("chat.suggested") });
    if (this.given("item") && this.given("value") && this.given("origin")) {
      quick.append(h("button", { class: "btn btn-pill", type: "button", onclick: () => { this.show("estimate"); this.estimate(); } }, say("widget.this_item")));
    }
    const input = h("textarea", { id: "w-ask", name: "text", rows: "1", maxlength: "2000", placeholder: say("chat.placeholder") });
    const form = h("form", { class: "composer", id: "w-form" }, h("label", { class: "hidden", for: "w-ask" }, say("chat.label")), input,
      h("button", { class: "btn btn-main", "aria-label": say("chat.send") }, icon(SEND)));
    const status = h("div", { class: "note note-warn", role: "status", hidden: true });
    const forget = h("button", { class: "btn btn-quiet small", type: "button", hidden: true }, say("chat.delete"));
    return {
      log, quick, status, form, input, forget,
      body: h("div", { class: "panel-body chat" },
        h("p", { class: "small muted" }, say("chat.consent"), " ", h("a", { href: `${this.element.host}/${this.words.lang}/privacy`, target: "_blank", rel: "noopener" }, say("chat.consent.more"))), log, quick),
      foot: h("div", { class: "panel-foot" }, status, form, h("div", { class: "row spread" }, this.turn("estimate", "form.estimate"), forget)),
    };
  }

  drawEstimator() {
    const say = (key) => this.words.say(key);
    const names = new Intl.DisplayNames([this.words.said.locale], { type: "region" });
    const countries = this.config.countries.split(" ").map((code) => [code, names.of(code)]).sort((a, b) => a[1].localeCompare(b[1], this.words.lang));
    const field = (name, label, control, wide = false) => h("div", { class: wide ? "field wide" : "field" }, h("label", { for: `w-${name}` }, label), control);
    const input = (name, value, mode = "text") => h("input", { id: `w-${name}`, name, value, inputmode: mode, autocomplete: "off" });
    const select = (name, options, chosen) => h("select", { id: `w-${name}`, name }, options.map(([value, shown]) => h("option", { value, selected: value === chosen }, shown)));
    const form = h("form", { class: "stack", onsubmit: (event) => { event.preventDefault(); this.facts = {}; this.estimate(); } },
      h("div", { class: "fields" },
        field("what", say("form.what"), input("what", this.given("item")), true),
        field("price", say("form.price.usd"), input("price", this.given("value"), "decimal")),
        field("qty", say("form.qty"), input("qty", "1", "decimal")),
        field("made", say("form.made"), select("made", [["", say("form.made.choose")], ...countries], this.given("origin").toUpperCase())),
        field("by", say("form.by"), select("by", BY.map((way) => [way, say(`choice.by.${way || "none"}`)]), ""))),
      h("button", { class: "btn btn-main" }, say("form.estimate")));
    const status = h("div", { class: "note note-bad", role: "alert", hidden: true });
    const result = h("div", { class: "stack", "aria-live": "polite" });
    return {
      form, status, result,
      body: h("div", { class: "panel-body stack" }, status, form, result),
      foot: h("div", { class: "panel-foot" }, h("div", { class: "row" }, this.turn("chat", "chat.heading"))),
    };
  }

  turn(view, key) {
    return h("button", { class: "btn btn-quiet small", type: "button", onclick: () => this.show(view, true) }, this.words.say(key));
  }

  show(view, focus = false) {
    this.view = view;
    for (const [name, part] of [["chat", this.chat], ["estimate", this.estimator]]) {
      part.body.hidden = part.foot.hidden = name !== view;
    }
    if (focus) this.first().focus();
  }

  first() { return this.view === "chat" ? this.chat.input : this.estimator.form.elements[0]; }

  async estimate() {
    const { form, status, result } = this.estimator;
    const say = (key) => this.words.say(key);
    const typed = Object.fromEntries(new FormData(form));
    const plain = (text) => text.replace(/[\s$]/g, "").replace(/,(?=\d{3}(\D|$))/g, "").replace(",", ".");
    const hts = typed.what === this.given("item") ? this.given("hts") || null : null;
    const item = { description: typed.what, hts, value: plain(typed.price), quantity: plain(typed.qty) || null, origin: typed.made, facts: this.facts };
    status.hidden = true;
    result.replaceChildren(h("p", { class: "typing", role: "status" }, h("i"), h("i"), h("i"), say("chat.typing")));
    let found;
    try {
      const answer = await fetch(`${this.api}/estimates`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ lang: this.words.lang, mode: typed.by || null, items: [item] }), signal: AbortSignal.timeout(25_000) });
      found = await answer.json();
      if (answer.status === 400) return this.faults(found.errors);
      if (!answer.ok) throw Object.assign(new Error(found.detail), { status: answer.status });
    } catch (problem) {
      result.replaceChildren();
      status.replaceChildren(h("p", {}, say(problem.status === 429 ? "widget.busy" : "widget.away")));
      status.hidden = false;
      return undefined;
    }
    result.replaceChildren(...receipts(found, this.words), this.question(found) ?? "", this.actions(found), h("p", { class: "small muted" }, found.notice));
    result.firstElementChild.scrollIntoView({ block: "start" });
    return this.announce("estimate", found);
  }

  faults(errors) {
    const { status, result, form } = this.estimator;
    const names = { value: "price", origin: "made", description: "what", quantity: "qty", hts: "what" };
    const fields = [...new Set(errors.map((error) => names[error.at.split(".")[2]] ?? "what"))];
    for (const control of form.elements) control.toggleAttribute("aria-invalid", false);
    for (const name of fields) form.elements[name].setAttribute("aria-invalid", "true");
    result.replaceChildren();
    status.replaceChildren(...fields.map((name) => h("p", {}, this.words.say(`form.error.${name}`))));
    status.hidden = false;
    form.elements[fields[0]].focus();
  }

  question(found) {
    const asked = found.items[0].questions.find((question) => question.options.length);
    if (!asked) return null;
    const answered = (value) => { this.facts = { ...this.facts, [asked.id]: value }; this.estimate(); };
    return h("section", { class: "ask" }, h("h3", {}, asked.text),
      asked.moves ? h("p", { class: "small" }, this.words.say("ask.moves").replace("{amount}", this.words.money(asked.moves))) : null,
      h("ul", {}, asked.options.map((option) => h("li", {}, h("button", { class: "btn", type: "button", onclick: () => answered(option.value) },
        h("span", {}, option.label), option.range ? h("b", {}, this.words.span(option.range.low, option.range.high)) : null)))));
  }

  actions(found) {
    const address = this.element.host + found.address;
    const keep = async (button, text, done) => {
      await navigator.clipboard.writeText(text);
      button.textContent = this.words.say(done);
    };
    const text = () => {
      const lines = found.items[0].lines.filter((line) => line.status === "applies").map((line) => `${line.heading} ${line.program_name}: ${this.words.money(line.amount)}`);
      return [...lines, `${this.words.say("part.duty")}: ${this.words.total(found.totals.duty)}`, address, found.notice].join("\n");
    };
    const elsewhere = { target: "_blank", rel: "noopener" };
    return h("div", { class: "row receipt-do" },
      h("button", { class: "btn", type: "button", onclick: (event) => keep(event.currentTarget, text(), "do.copied") }, this.words.say("do.copy")),
      h("button", { class: "btn", type: "button", onclick: (event) => keep(event.currentTarget, address, "do.linked") }, this.words.say("do.link")),
      h("a", { class: "btn", href: `${address}#print`, ...elsewhere }, this.words.say("do.print")),
      h("a", { class: "btn", href: address, ...elsewhere }, this.words.say("widget.page")));
  }

  heard(messages) {
    for (const message of messages) if (message.card?.type === "estimate") this.announce("estimate", message.card);
  }

  // What the shop's page may react to: total, range, date and what law it is by.
  announce(name, found = null) {
    const detail = found && {
      likely: found.totals.duty.likely, low: found.totals.duty.low, high: found.totals.duty.high, government: found.totals.government.likely,
      on: found.on, snapshot: `${found.schedule} / ${found.verified_through}`, hts: found.items.map((item) => item.chosen), address: this.element.host + (found.address ?? ""),
    };
    this.element.dispatchEvent(new CustomEvent(`importdesk:${name}`, { bubbles: true, composed: true, detail }));
  }

  async speak(lang) {
    const focus = this.panel.contains(this.element.shadowRoot.activeElement);
    try {
      this.draw(await this.element.configure(lang));
    } catch {
      this.talk.tell("chat.offline");
      return;
    }
    if (focus) this.first().focus();
  }

  pressed(event) {
    if (event.key === "Escape" && this.bubbled) this.close();
  }

  open() {
    this.box.hidden = false;
    this.announce("open");
    if (!this.bubbled) return;
    this.element.button.setAttribute("aria-expanded", "true");
    this.element.button.hidden = true;
    this.first().focus();
  }

  close() {
    this.box.hidden = true;
    this.element.button.hidden = false;
    this.element.button.setAttribute("aria-expanded", "false");
    this.element.button.focus();
    this.announce("close");
  }
}
