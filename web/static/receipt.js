// An estimate as a short receipt, in the markup of templates/parts/receipt.html.
import { h, link } from "./dom.js";

export class Words {
  constructor(said, base = "") {
    this.said = said;
    this.base = base;
    this.currency = new Intl.NumberFormat(said.locale, { style: "currency", currency: "USD" });
    this.dates = new Intl.DateTimeFormat(said.locale, { dateStyle: "medium", timeZone: "UTC" });
  }

  get lang() { return this.said.lang; }

  say(key) { return this.said[key] ?? key; }

  money(amount) { return amount === null || amount === undefined ? this.say("not_known") : this.currency.format(amount); }

  day(iso) { return this.dates.format(new Date(`${iso}T00:00:00Z`)); }

  span(low, high) {
    if (Number(low) > 0 && (high === null || high === undefined)) return this.say("at_least").replace("{low}", this.money(low));
    if (low === null || high === null || low === undefined || high === undefined) return this.say("not_known");
    if (Number(low) === Number(high)) return this.money(low);
    return this.say("span").replace("{low}", this.money(low)).replace("{high}", this.money(high));
  }

  // From the lowest to the highest where both are known: what may yet be charged is never left out.
  reach(sum) { return sum.low === null || sum.high === null ? this.total(sum) : this.span(sum.low, sum.high); }

  total(duty) { return duty.likely === null ? this.span(duty.low, duty.high) : this.money(duty.likely); }
}

export function receipts(estimate, words) {
  if (estimate.entry.type === "refused") return [refused(estimate, words)];
  return estimate.items.map((item, place) => {
    const last = place === estimate.items.length - 1;
    return h("article", { class: "receipt", "aria-label": item.description },
      h("div", { class: "row" }, h("span", { class: "chip" }, words.say("receipt.as_of"), " ", h("b", {}, words.day(estimate.on)))),
      h("div", { class: "receipt-total" },
        h("span", {}, item.description, item.value_usd ? `, ${words.money(item.value_usd)}` : ""),
        h("strong", {}, words.total(item.duty))),
      range(item.duty, words),
      item.lines.length ? part("duty", "", words, item.lines.filter(charged).map((line) => dutyLine(line, words)), words.total(item.duty), considered(item.lines, words)) : null,
      last && estimate.fees.length ? part("fee", "part-fee", words, estimate.fees.map((fee) => feeLine(fee, words)), feeSum(estimate, words)) : null,
      last ? government(estimate, words) : null,
      last && estimate.carrier_fees.length ? part("carrier", "part-carrier", words, estimate.carrier_fees.map((fee) => carrierLine(fee, words))) : null,
      ...(last ? missing(estimate, words) : []),
      last && estimate.address ? h("p", { class: "small" }, link(estimate.address, words.say("card.full"), words)) : null);
  });
}

function charged(line) { return !["displaced", "exempt"].includes(line.status); }

function refused(estimate, words) {
  return h("div", { class: "note note-bad" }, h("h3", {}, words.say("refused")), h("p", {}, estimate.entry.why));
}

function considered(lines, words) {
  const others = lines.filter((line) => !charged(line));
  if (!others.length) return null;
  return h("details", { class: "more" }, h("summary", {}, words.say("receipt.considered").replace("{n}", others.length)), h("ul", {}, others.map((line) => dutyLine(line, words))));
}

function part(name, kind, words, lines, sum = null, more = null) {
  return h("section", { class: `bill-part ${kind}`.trim() },
    h("header", {}, h("h3", { class: "part-name" }, words.say(`part.${name}`)), h("span", { class: "small muted" }, words.say(`part.${name}.who`))),
    h("ul", {}, lines),
    more,
    sum ? h("p", { class: "subtotal" }, h("span", {}, words.say(`part.${name}`)), h("span", {}, sum)) : null);
}

function government(estimate, words) {
  const { duty, government: sum } = estimate.totals;
  const plus = sum.low === null && sum.likely === null && duty.low !== null;
  return h("p", { class: "subtotal subtotal-main" },
    h("span", {}, words.say("receipt.government")),
    h("span", {}, plus ? words.say("receipt.plus_fees").replace("{duty}", words.total(duty)) : words.reach(sum)));
}

function feeSum({ fees, totals }, words) {
  if (totals.fees === null) return null;
  const open = fees.filter((fee) => fee.status === "conditional").map((fee) => fee.amount);
  return words.span(totals.fees, open.includes(null) ? null : open.reduce((sum, fee) => sum + Number(fee), Number(totals.fees)));
}

function row(name, code, amount, sum, why, source) {
  return h("li", { class: "line" }, h("details", {},
    h("summary", {},
      h("span", { class: "line-name" }, h("span", {}, name, code ? " " : "", code ? h("span", { class: "code muted" }, code) : null)),
      h("span", { class: "amount" }, amount),
      sum ? h("span", { class: "line-sum" }, sum) : null),
    h("div", { class: "line-why" }, h("p", {}, why), source ? h("p", {}, source) : null)));
}

function cited(citation, source, words, checked = null, confidence = "high") {
  if (!citation && !source) return null;
  const where = /^https?:\/\//.test(source || "") ? link(source, citation || words.say("source.link"), words) : citation || source;
  return h("span", {}, words.say("source"), " ", where, ".",
    checked ? ` ${words.say("checked").replace("{day}", words.day(checked))}` : "",
    confidence === "high" ? "" : ` ${words.say(`confidence.${confidence}`)}`);
}

function dutyLine(line, words) {
  let amount = words.say(`line.${line.status}`);
  if (["applies", "exempt"].includes(line.status) && line.amount !== null) amount = words.money(line.amount);
  else if (line.status === "needs_fact" && line.low && line.high) amount = words.span(line.low, line.high);
  return row(line.program_name || line.program, line.heading, amount, line.formula || line.rate, line.why, cited(line.citation, line.source, words, line.checked, line.confidence));
}

function feeLine(fee, words) {
  const amount = fee.status === "applies" ? words.money(fee.amount) : words.say(`fee.conditional${fee.amount === null ? ".unknown" : ""}`).replace("{amount}", words.money(fee.amount));
  return row(words.say(`fee.${fee.kind}`), "", amount, fee.formula, fee.why, cited(fee.citation, fee.source, words, null, fee.confidence));
}

function carrierLine(fee, words) {
  return row([fee.carrier, fee.name].filter(Boolean).join(" · "), "", words.span(fee.low, fee.high), "", fee.note, cited("", fee.source, words, null, fee.confidence));
}

function missing(estimate, words) {
  const list = (kind, key, said) => (said.length ? h("div", { class: kind }, h("h3", {}, words.say(key)), h("ul", { class: kind === "small" ? "points" : null }, said.map((one) => h("li", {}, one)))) : null);
  return [list("missing", "missing", estimate.missing.map((gap) => gap.why)), list("small", "receipt.mind", estimate.warnings)];
}

export function range(duty, words) {
  if (duty.low === null || duty.high === null || Number(duty.low) === Number(duty.high)) return null;
  const full = Number(duty.high);
  const low = (100 * Number(duty.low)) / full;
  const mark = duty.likely === null ? null : Math.min((100 * Number(duty.likely)) / full - 0.6, 98.8);
  const figure = (key, amount) => h("div", {}, h("dt", {}, words.say(`range.${key}`)), h("dd", {}, words.money(amount)));
  return h("div", { class: "range" },
    h("svg", { viewBox: "0 0 100 14", preserveAspectRatio: "none", "aria-hidden": "true" },
      h("rect", { class: "range-track", y: 4, width: 100, height: 6, rx: 1 }),
      h("rect", { class: "range-span", x: low, y: 4, width: 100 - low, height: 6 }),
      mark === null ? null : h("rect", { class: "range-mark", x: mark, width: 1.2, height: 14 })),
    h("dl", {}, figure("low", duty.low), figure("likely", duty.likely), figure("high", duty.high)));
}

export function comparison(variants, words) {
  const cell = (text, amount = false) => h("td", { role: "cell", class: amount ? "amount" : null }, text);
  const head = (text, amount = false) => h("th", { role: "columnheader", scope: "col", class: amount ? "amount" : null }, text);
  return h("div", { class: "table-box" }, h("table", { role: "table", class: "table" },
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, head(words.say("compare.charge")), head(words.say("part.duty"), true), head(words.say("receipt.government"), true))),
    h("tbody", { role: "rowgroup" }, variants.map((one) => h("tr", { role: "row" },
      h("th", { role: "rowheader", scope: "row" }, one.estimate.address ? link(one.estimate.address, one.name, words) : one.name),
      cell(words.total(one.estimate.totals.duty), true),
      cell(words.total(one.estimate.totals.government), true))))));
}

// The lines of a checked bill.
export function bill(lines, words) {
  const kinds = { right: "is-good", too_high: "is-bad" };
  const head = (key, kind = null) => h("th", { role: "columnheader", scope: "col", class: kind }, words.say(key));
  const cell = (key, shown, kind = null) => h("td", { role: "cell", "data-label": words.say(key), class: kind }, shown);
  return h("div", { class: "table-box table-stack" }, h("table", { role: "table", class: "table" },
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, head("bill.charge"), head("bill.charged", "amount"), head("bill.expected", "amount"), head("bill.verdict"))),
    h("tbody", { role: "rowgroup" }, lines.map((line) => h("tr", { role: "row" },
      h("th", { role: "rowheader", scope: "row" }, line.name),
      cell("bill.charged", words.money(line.dollars), "amount"),
      cell("bill.expected", line.expected.low === null || line.expected.high === null ? words.total(line.expected) : words.span(line.expected.low, line.expected.high), "amount"),
      cell("bill.verdict", h("span", {}, h("span", { class: `badge ${kinds[line.verdict] ?? "is-warn"}` }, line.verdict_label))))))));
}

export function candidates(list, words) {
  const lit = { strong: 3, good: 2, possible: 1 };
  return h("ul", {}, list.map((one) => h("li", { class: "cand" },
    h("b", {}, one.label),
    h("span", { class: "amount" }, one.duty ? words.money(one.duty) : one.rate || ""),
    h("span", { class: "small muted code" }, dotted(one.hts)),
    h("span", { class: "meter" }, [1, 2, 3].map((place) => h("i", { class: place <= lit[one.confidence] ? "on" : null })), words.say(`meter.${one.confidence}`)))));
}

export function dotted(hts) {
  return [hts.slice(0, 4), hts.slice(4, 6), hts.slice(6, 8), hts.slice(8, 10)].filter(Boolean).join(".");
}
