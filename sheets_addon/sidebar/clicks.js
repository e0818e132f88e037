/** What can be clicked: buttons, and rows, images and items with an `onClick` of their own. */

import { element, uniqueId } from "./element.js";
import { iconOf, ownIcon } from "./icons.js";
import { plainText } from "./markup.js";
import { words } from "./texts.js";

const BUTTON_CLASSES = {
  FILLED: "okr-button-filled",
  FILLED_TONAL: "okr-button-tonal",
  OUTLINED: "okr-button-outlined",
  BORDERLESS: "okr-button-borderless",
};

/**
 * A button as Google's cards describe it.
 *
 * @param {object} button Google's Button: `text`, `icon`, `altText`, `type`, `color`, `disabled`, `onClick`.
 * @param {import("./card.js").CardContext} context the card it is on.
 * @param {string} [defaultType] its type when the card gives none.
 * @returns {HTMLElement} the button.
 */
export function buttonFor(button, context, defaultType = "OUTLINED") {
  const text = plainText(button.text);
  const type = button.color && !button.type ? "FILLED" : (button.type ?? defaultType);
  const look = BUTTON_CLASSES[type] ?? BUTTON_CLASSES[defaultType];
  const hasMenu = Boolean(button.onClick?.overflowMenu);
  const node = element(
    "button",
    {
      type: "button",
      class: text === "" ? `okr-button ${look} okr-button-icon` : `okr-button ${look}`,
      disabled: Boolean(button.disabled),
      "aria-label": text === "" ? button.altText || button.icon?.altText || words("Button") : button.altText,
      "aria-haspopup": hasMenu && "menu",
      "aria-expanded": hasMenu && "false",
      "data-key": `button:${text || button.altText || ""}`,
    },
    iconOf(button.icon ? { ...button.icon, altText: "" } : null),
    text === "" ? null : element("span", {}, text),
  );
  node.addEventListener("click", () => context.click(button.onClick, node));
  return node;
}

/**
 * Makes a whole row, image or item answer a click, without wrapping what is in it: a button is laid over it.
 *
 * @param {HTMLElement} node the row; its text is the button's name unless `name` is given.
 * @param {object|undefined} onClick Google's OnClick; without one the node stays as it is.
 * @param {import("./card.js").CardContext} context the card it is on.
 * @param {{name?: string, labelledBy?: HTMLElement[]}} [naming] what the button is called: words, or the nodes that
 *   say it.
 * @returns {HTMLElement} the node.
 */
export function clickable(node, onClick, context, naming = {}) {
  if (!onClick || Object.keys(onClick).length === 0) return node;
  for (const label of naming.labelledBy ?? []) {
    label.id ||= uniqueId("label");
    // The button says it already; a reader of the screen should not hear it twice.
    if (!label.querySelector("a, button, input")) label.setAttribute("aria-hidden", "true");
  }
  const cover = element("button", {
    type: "button",
    class: "okr-cover",
    "aria-label": naming.name,
    "aria-labelledby": naming.labelledBy?.map((label) => label.id).join(" "),
    "data-key": `row:${naming.name ?? naming.labelledBy?.map((label) => label.textContent).join(" ") ?? ""}`,
  });
  cover.addEventListener("click", () => context.click(onClick, cover));
  node.classList.add("okr-clickable");
  node.prepend(cover);
  return node;
}

/**
 * Opens a menu under a button, with the keys of a menu: arrows, Home, End, Escape.
 *
 * @param {object} menu Google's OverflowMenu: `items` with `text`, `startIcon`, `disabled`, `onClick`.
 * @param {HTMLElement} origin the button it belongs to.
 * @param {import("./card.js").CardContext} context the card it is on.
 */
export function openMenu(menu, origin, context) {
  const list = element("div", { class: "okr-menu", role: "menu", "aria-label": origin.textContent || words("More") });
  const close = () => {
    document.removeEventListener("pointerdown", closeOutside);
    origin.setAttribute("aria-expanded", "false");
    list.remove();
  };
  const closeOutside = (event) => {
    if (!list.contains(event.target)) close();
  };
  for (const item of menu.items ?? []) {
    const entry = element(
      "button",
      { type: "button", role: "menuitem", class: "okr-menu-item", disabled: Boolean(item.disabled), tabindex: -1 },
      iconOf(item.startIcon),
      plainText(item.text),
    );
    entry.addEventListener("click", () => {
      close();
      origin.focus();
      context.click(item.onClick, origin);
    });
    list.append(entry);
  }
  list.addEventListener("keydown", (event) => moveInMenu(event, list, origin, close));
  document.addEventListener("pointerdown", closeOutside);
  origin.setAttribute("aria-expanded", "true");
  origin.after(list);
  list.querySelector("button:not([disabled])")?.focus();
}

function moveInMenu(event, list, origin, close) {
  const entries = [...list.querySelectorAll("button:not([disabled])")];
  const at = entries.indexOf(document.activeElement);
  const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 };
  if (event.key in moves) {
    event.preventDefault();
    entries.at(moves[event.key] % entries.length)?.focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    close();
    origin.focus();
  }
}

/**
 * A round button with one of the sidebar's own icons.
 *
 * @param {string} icon name of the icon.
 * @param {string} label what it does.
 * @param {() => void} onclick called on a click.
 * @returns {HTMLElement} the button.
 */
export function iconButton(icon, label, onclick) {
  const attributes = { type: "button", class: "okr-icon-button", "aria-label": label, title: label, onclick };
  return element("button", { ...attributes, "data-key": `own:${label}` }, ownIcon(icon));
}
