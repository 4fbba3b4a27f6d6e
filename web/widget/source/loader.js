// The part that stands on every page of a shop: asks whether the key is good, shows the bubble, and fetches the panel
// when somebody opens it.
(() => {
/* PANEL CODE */
  const script = document.currentScript;
  const host = new URL(script.src).origin;
  const panel = "PANEL";
  const STYLE = `
    :host { all: initial; --accent: light-dark(#6b2a5f, #e5a8d8); --on-accent: light-dark(#fff, #34112d); color-scheme: light dark; }
    :host(:not([mode=bubble])) { display: block; min-height: 30em; }
    .start { position: fixed; inset: auto 16px 16px auto; z-index: 2147483000; font: 550 16px/1.55 var(--font, system-ui, sans-serif);
      min-height: 56px; padding: 4px 24px; border: 1px solid var(--accent); border-radius: 99px; cursor: pointer;
      background: var(--accent); color: var(--on-accent); box-shadow: 0 1px 2px #221c2614, 0 8px 24px #221c2626; }
    .start:focus-visible { outline: 3px solid light-dark(#0b5fc4, #9ccbff); outline-offset: 2px; }
    .start[aria-busy=true] { opacity: .75; }
    .away { position: fixed; inset: auto 16px 84px auto; max-width: 18em; padding: 12px 16px; border-radius: 10px; z-index: 2147483000;
      font: 14px/1.45 var(--font, system-ui, sans-serif); background: light-dark(#fcf1da, #37290c); color: light-dark(#221c26, #f1edf3); }
    [hidden] { display: none; }`;

  class ImportDesk extends HTMLElement {
    async connectedCallback() {
      if (this.shadowRoot) return;
      const root = this.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
      if (!this.hasAttribute("mode")) this.setAttribute("mode", "bubble");
      if (this.lang === "auto") this.removeAttribute("lang");
      this.host = host;
      try {
        this.config = await this.configure(this.getAttribute("lang") || "auto");
      } catch (problem) {
        if (problem.refused) { // the shop's owner made a mistake: told in the console, buyers see nothing
          console.error(`Import Desk: ${problem.message}`);
          this.remove();
          return;
        }
      }
      if (this.getAttribute("mode") === "bubble") this.bubble(root);
      else await this.open();
    }

    // The words of a language; tells a refusal from a server that is away.
    async configure(lang) {
      const wished = lang === "auto" ? this.closest("[lang]:not(import-desk)")?.lang || navigator.language : lang;
      const answer = await fetch(`${host}/widget/v1/${encodeURIComponent(this.getAttribute("key") || "")}/config?lang=${encodeURIComponent(wished)}`);
      if (answer.ok) {
        const config = await answer.json();
        this.lang = config.lang;
        return config;
      }
      const told = await answer.json().catch(() => ({}));
      throw Object.assign(new Error(told.detail || answer.statusText), { refused: answer.status === 403 });
    }

    bubble(root) {
      const button = document.createElement("button");
      button.className = "start";
      button.type = "button";
      button.textContent = this.config?.words["widget.bubble"] || "Import Desk";
      button.setAttribute("aria-haspopup", "dialog");
      button.setAttribute("aria-expanded", "false");
      button.addEventListener("click", () => this.open());
      this.away = document.createElement("div");
      this.away.className = "away";
      this.away.setAttribute("role", "status");
      this.away.hidden = true;
      this.button = button;
      root.append(this.away, button);
    }

    async open() {
      const { button, away } = this;
      if (button?.getAttribute("aria-busy")) return;
      button?.setAttribute("aria-busy", "true");
      try {
        this.config ??= await this.configure(this.getAttribute("lang") || "auto");
        const { mount } = inside || await import(host + panel);
        if (away) away.hidden = true;
        this.panel ??= mount(this);
        this.panel.open();
      } catch (problem) {
        this.told = this.config?.words["widget.away"] || (/^es/.test(navigator.language) ? "Import Desk no responde ahora. La tienda funciona sin él." : "Import Desk cannot be reached now. The shop works without it.");
        if (away) { away.textContent = this.told; away.hidden = false; }
        else if (!this.shadowRoot.textContent) this.shadowRoot.append(this.told);
      } finally {
        button?.removeAttribute("aria-busy");
      }
    }
  }

  if (!customElements.get("import-desk")) customElements.define("import-desk", ImportDesk);

  const { key, mode, lang, item, origin, value, hts } = script.dataset;
  if (!key) return;
  const place = () => {
    const element = document.createElement("import-desk");
    for (const [name, given] of Object.entries({ key, mode: mode || "bubble", lang: lang === "auto" ? "" : lang, item, origin, value, hts })) {
      if (given) element.setAttribute(name, given);
    }
    if (mode && mode !== "bubble") script.after(element);
    else document.body.append(element);
  };
  if (document.body) place();
  else addEventListener("DOMContentLoaded", place);
})();
