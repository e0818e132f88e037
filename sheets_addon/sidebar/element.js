/** Making elements. Text is always text: nothing in the sidebar hands a string to an HTML parser. */

const SVG = "http://www.w3.org/2000/svg";

/** What holds words: people's own may run from right to left, whatever the language of the page. */
const READ = new Set(["button", "h1", "h2", "h3", "h4", "input", "label", "legend", "option", "p", "select", "textarea"]);

/**
 * An HTML element.
 *
 * @param {string} tag name of the element.
 * @param {Record<string, unknown>} [attributes] attributes; null, undefined and false leave one out, true writes it
 *   empty, a function under `onclick` and the like is a listener.
 * @param {...(Node|string|null|undefined|false)} children nodes and texts; null, undefined and false are left out.
 * @returns {HTMLElement} the element.
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  if (READ.has(tag)) node.dir = "auto";
  return fill(node, attributes, children);
}

/**
 * An SVG element, made as `element` makes HTML.
 *
 * @param {string} tag name of the element.
 * @param {Record<string, unknown>} [attributes] its attributes.
 * @param {...Node} children its children.
 * @returns {SVGElement} the element.
 */
export function svgElement(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

let lastId = 0;

/**
 * An ID that no other element has, for labels and descriptions.
 *
 * @param {string} purpose what it names, for people who read the page's source.
 * @returns {string} the ID.
 */
export function uniqueId(purpose) {
  lastId += 1;
  return `okr-${purpose}-${lastId}`;
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return node;
}
