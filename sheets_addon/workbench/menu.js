/** A menu at a place of the page, with the keys of a menu: arrows, Home, End, Escape, first letters. */

import { element } from "/sidebar/element.js";

/**
 * @typedef {object} Entry what a menu offers.
 * @property {string} text what it does.
 * @property {string} [keys] the keys that do the same.
 * @property {() => void} run does it.
 */

/**
 * Opens a menu; one that is open closes.
 *
 * @param {{left: number, top: number}} place where, in pixels of the window.
 * @param {(Entry|null)[]} entries what it offers; null for a line between two.
 * @param {string} label what the menu is for.
 */
export function openMenu(place, entries, label) {
  document.querySelector(".menu")?.remove();
  const origin = document.activeElement;
  const list = element("div", { class: "menu", role: "menu", "aria-label": label });
  const close = () => {
    document.removeEventListener("pointerdown", closeOutside);
    window.removeEventListener("blur", close);
    list.remove();
  };
  const closeOutside = (event) => {
    if (!list.contains(event.target)) close();
  };
  const act = (run) => {
    close();
    if (origin instanceof HTMLElement) origin.focus({ preventScroll: true });
    run?.();
  };
  list.append(...entries.map((entry) => (entry === null ? element("div", { class: "menu-line", role: "separator" }) : item(entry, act))));
  list.addEventListener("keydown", (event) => moveBy(event, list, () => act()));
  document.addEventListener("pointerdown", closeOutside);
  window.addEventListener("blur", close);
  document.querySelector(".book").append(list);
  const { width, height } = list.getBoundingClientRect();
  list.style.left = `${Math.max(Math.min(place.left, window.innerWidth - width - 4), 4)}px`;
  list.style.top = `${Math.max(Math.min(place.top, window.innerHeight - height - 4), 4)}px`;
  list.querySelector("button")?.focus();
}

function item({ text, keys, run }, act) {
  const hint = keys && element("kbd", { class: "menu-keys", "aria-hidden": "true" }, keys);
  const attributes = { type: "button", role: "menuitem", class: "menu-item", tabindex: -1, "aria-keyshortcuts": keys?.replace("Ctrl", "Control") };
  return element("button", { ...attributes, onclick: () => act(run) }, element("span", {}, text), hint);
}

function moveBy(event, list, leave) {
  event.stopPropagation();
  const items = [...list.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  const letter = event.key.length === 1 && !event.ctrlKey && !event.metaKey ? event.key.toLowerCase() : null;
  if (to !== undefined) items.at(to % items.length)?.focus();
  else if (event.key === "Escape" || event.key === "Tab") leave();
  else if (letter === null || letter === " ") return;
  else [...items.slice(at + 1), ...items].find((one) => one.textContent.toLowerCase().startsWith(letter))?.focus();
  event.preventDefault();
}
