// Making elements without markup in strings: nothing anybody wrote can become a tag.

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = new Set(["svg", "rect", "path"]);

export function h(tag, properties = {}, ...children) {
  const element = SHAPES.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

export function icon(path) {
  return h("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, h("path", { d: path }));
}

// A link to a page of the desk (or, with a scheme, elsewhere). On a shop's page it opens beside the shop.
export function link(address, text, words) {
  if (address.startsWith("/") && !address.startsWith("//")) {
    return h("a", words.base ? { href: words.base + address, target: "_blank", rel: "noopener" } : { href: address }, text);
  }
  return /^https?:\/\//.test(address) ? h("a", { href: address, rel: "noopener", target: words.base ? "_blank" : null }, text) : text;
}

// The little Markdown that answers use: paragraphs, lists, strong, emphasis and links. Anything else stays text.
export function prose(text, words) {
  return text.trim().split(/\n{2,}/).map((block) => {
    const lines = block.split("\n");
    const item = /^\s*([-*]|\d+\.)\s+/;
    if (lines.every((line) => item.test(line))) {
      return h("ul", { class: "stack-tight points" }, lines.map((line) => h("li", {}, inline(line.replace(item, ""), words))));
    }
    return h("p", {}, lines.flatMap((line, place) => [place ? h("br") : null, ...inline(line, words)]));
  });
}

function inline(text, words) {
  const found = [];
  let last = 0;
  for (const match of text.matchAll(/\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)\s]+)\)|\*([^*\s][^*]*)\*/g)) {
    found.push(text.slice(last, match.index));
    if (match[1]) found.push(h("strong", {}, inline(match[1], words)));
    else if (match[4]) found.push(h("em", {}, match[4]));
    else found.push(link(match[3].startsWith("/") ? `/${words.lang}${match[3]}` : match[3], match[2], words));
    last = match.index + match[0].length;
  }
  return [...found, text.slice(last)];
}
