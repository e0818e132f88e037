/** Editing one cell in its place: a line to type in, or the choices of its drop-down. */

import { choicesOf, enteredText } from "./cells.js";
import { element } from "/sidebar/element.js";

const MOVES = { Enter: [1, 0], Tab: [0, 1] };

/**
 * Lets a person edit a cell.
 *
 * @param {HTMLElement} node the cell in the grid.
 * @param {object|undefined} cell the API's CellData.
 * @param {string|null} typed the key that began it, which takes the place of what stands there; null to edit that.
 * @returns {Promise<{text: string|null, move: number[]|null}>} the new text, null when it stays as it was; and where to
 *   go next, in rows and columns.
 */
export function editCell(node, cell, typed) {
  const before = enteredText(cell);
  const choices = choicesOf(cell);
  const control = choices === null ? line(typed ?? before) : dropDown(choices, before);
  const shown = [...node.childNodes];
  node.classList.add("is-edited");
  node.replaceChildren(control);
  control.focus();
  return new Promise((resolve) => {
    let isDone = false;
    const finish = (text, move = null) => {
      if (isDone) return;
      isDone = true;
      node.classList.remove("is-edited");
      node.replaceChildren(...shown);
      resolve({ text: text === null || text === before ? null : text, move });
    };
    control.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") finish(null);
      else if (event.key in MOVES) {
        event.preventDefault();
        const back = event.shiftKey ? -1 : 1;
        finish(control.value, MOVES[event.key].map((step) => step * back));
      }
    });
    if (choices !== null) control.addEventListener("change", () => finish(control.value));
    control.addEventListener("mousedown", (event) => event.stopPropagation());
    control.addEventListener("blur", () => finish(control.value));
  });
}

function line(text) {
  const control = element("input", { class: "cell-input", "aria-label": "Content", autocomplete: "off", spellcheck: "false" });
  control.value = text;
  return control;
}

function dropDown(choices, before) {
  const all = ["", ...(choices.includes(before) || before === "" ? [] : [before]), ...choices];
  const options = all.map((choice) => element("option", { value: choice }, choice || "(blank)"));
  const control = element("select", { class: "cell-input", "aria-label": "Content" }, ...options);
  control.value = before;
  return control;
}
