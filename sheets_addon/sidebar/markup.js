/** The few tags that a card's text may hold. Whatever else looks like a tag is text that a person typed. */

import { element } from "./element.js";
import { figures } from "./figures.js";
import { safeUrl } from "./links.js";

const TOKEN = /<(\/?)(b|i|u|s|strike|a|font|br)(\s[^<>]*)?\/?>|&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,6});/gi;
const ELEMENTS = { b: "b", i: "i", u: "u", s: "s", strike: "s" };
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };
const COLOR = /^(#[0-9a-f]{3}|#[0-9a-f]{6}|[a-z]{3,20})$/i;
const LAST_CODE_POINT = 0x10ffff;

/**
 * A text of a place that reads no tags: titles, labels, hints, buttons.
 *
 * @param {unknown} text what a card gives as a text.
 * @returns {string} the same text; empty where there is none.
 */
export function plainText(text) {
  return text === null || text === undefined ? "" : String(text);
}

/**
 * The nodes of a marked-up text.
 *
 * Bold, italic, underlined and struck text, line breaks, font colours and links to safe addresses are shown as such,
 * entities as their characters, everything else as it was written.
 *
 * @param {unknown} text the text of a card.
 * @param {(url: string, origin: HTMLElement) => boolean} openLink called when a link is followed; false lets the
 *   browser open it.
 * @returns {DocumentFragment} its nodes.
 */
export function markup(text, openLink) {
  const source = plainText(text);
  const open = [{ tag: "", node: document.createDocumentFragment() }];
  let pending = "";
  let position = 0;
  const flush = () => {
    open[open.length - 1].node.append(...figures(pending));
    pending = "";
  };
  for (const token of source.matchAll(TOKEN)) {
    pending += source.slice(position, token.index);
    position = token.index + token[0].length;
    const character = token[4] === undefined ? null : characterOf(token[4]);
    if (character !== null) pending += character;
    else if (token[4] !== undefined || !isApplicable(token, open)) pending += token[0];
    else {
      flush();
      apply(token, open, openLink);
    }
  }
  pending += source.slice(position);
  flush();
  return open[0].node;
}

function isApplicable([, slash, name, attributes = ""], open) {
  const tag = name.toLowerCase();
  if (slash) return open.some((entry) => entry.tag === tag);
  if (tag === "a") return safeUrl(attribute(attributes, "href")) !== null;
  return tag !== "font" || attribute(attributes, "color") !== "";
}

function apply([, slash, name, attributes = ""], open, openLink) {
  const tag = name.toLowerCase();
  if (slash) {
    while (open.pop()?.tag !== tag);
    return;
  }
  const parent = open[open.length - 1].node;
  if (tag === "br") {
    parent.append(element("br"));
    return;
  }
  const node = elementFor(tag, attributes, openLink);
  parent.append(node);
  open.push({ tag, node });
}

function elementFor(tag, attributes, openLink) {
  if (tag === "a") return linkTo(String(safeUrl(attribute(attributes, "href"))), openLink);
  if (tag !== "font") return element(ELEMENTS[tag]);
  const color = attribute(attributes, "color");
  const node = element("span", { class: "okr-tone" });
  if (COLOR.test(color)) node.style.setProperty("--okr-tone", color);
  return node;
}

function linkTo(url, openLink) {
  const link = element("a", { href: url, target: "_blank", rel: "noopener noreferrer" });
  link.addEventListener("click", (event) => {
    if (openLink(url, link)) event.preventDefault();
  });
  return link;
}

function attribute(attributes, name) {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i").exec(attributes);
  const raw = match?.[1] ?? match?.[2] ?? match?.[3] ?? "";
  return raw.replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,6});/gi, (entity, name_) => characterOf(name_) ?? entity);
}

function characterOf(name) {
  if (!name.startsWith("#")) return ENTITIES[name.toLowerCase()] ?? null;
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  const isCharacter = code > 0 && code <= LAST_CODE_POINT && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : null;
}
