// Making elements without markup in strings: nothing anybody wrote can become a tag.

export function h(tag, properties = {}, ...children) {
  const element = tag === "svg" || SHAPES.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = new Set(["rect", "path"]);

// The little Markdown that answers use: paragraphs, lists, strong, emphasis and links. Anything else stays text.
export function prose(text, lang) {
  return text.trim().split(/\n{2,}/).flatMap((block) => {
    const lines = block.split("\n");
    const items = lines.filter((line) => /^\s*([-*]|\d+\.)\s+/.test(line));
    if (items.length && items.length === lines.length) {
      return [h("ul", { class: "stack-tight points" }, items.map((line) => h("li", {}, inline(line.replace(/^\s*([-*]|\d+\.)\s+/, ""), lang))))];
    }
    return [h("p", {}, lines.flatMap((line, place) => [place ? h("br") : null, ...inline(line, lang)]))];
  });
}

const INLINE = /\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)\s]+)\)|\*([^*\s][^*]*)\*/g;

function inline(text, lang) {
  const found = [];
  let last = 0;
  for (const match of text.matchAll(INLINE)) {
    found.push(text.slice(last, match.index));
    if (match[1]) found.push(h("strong", {}, inline(match[1], lang)));
    else if (match[4]) found.push(h("em", {}, match[4]));
    else found.push(link(match[3], match[2], lang));
    last = match.index + match[0].length;
  }
  return [...found, text.slice(last)];
}

export function link(address, text, lang) {
  if (address.startsWith("/") && !address.startsWith("//")) return h("a", { href: `/${lang}${address}` }, text);
  return /^https?:\/\//.test(address) ? h("a", { href: address, rel: "noopener" }, text) : text;
}
