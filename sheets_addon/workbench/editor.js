/** Editing one cell in its place: a line to type in, or the choices of its drop-down. */

import { enteredText } from "./cells.js";
import { element } from "/sidebar/element.js";
import { words } from "/sidebar/texts.js";

const MOVES = { Enter: [1, 0], Tab: [0, 1] };
/** So many choices are shown as a list; of more, those that fit what is typed. */
const MOST_CHOICES = 40;

/**
 * Lets a person edit a cell.
 *
 * @param {HTMLElement} node the cell in the grid.
 * @param {object|undefined} cell the API's CellData.
 * @param {object} how
 * @param {string|null} how.typed the key that began it, which replaces the content; null to edit the content.
 * @param {string[]|null} how.choices what its drop-down offers; null when it has none.
 * @returns {Promise<{text: string|null, move: number[]|null}>} the new text, null when it stays as it was; and where to
 *   go next, in rows and columns.
 */
export function editCell(node, cell, { typed, choices }) {
  const before = enteredText(cell);
  const isList = choices !== null && choices.length <= MOST_CHOICES;
  const control = isList ? dropDown(choices, before, typed) : line(typed ?? before);
  const shown = [...node.childNodes];
  node.classList.add("is-edited");
  node.replaceChildren(control, ...(choices !== null && !isList ? [suggestions(control, choices)] : []));
  control.focus();
  if (isList && typed === null) open(control);
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
    if (isList) control.addEventListener("change", () => finish(control.value));
    control.addEventListener("mousedown", (event) => event.stopPropagation());
    control.addEventListener("blur", () => finish(control.value));
  });
}

function line(text) {
  const control = element("input", { class: "cell-input", "aria-label": words("Content"), autocomplete: "off", spellcheck: "false" });
  control.value = text;
  return control;
}

function suggestions(control, choices) {
  const list = element("datalist", { id: "suggestions" }, ...choices.map((choice) => element("option", { value: choice })));
  control.setAttribute("list", list.id);
  return list;
}

/** Unfolds a drop-down, where the browser can. */
function open(control) {
  try {
    control.showPicker();
  } catch {
    // It wants a key or a click of the reader's own for that; the choices are there all the same.
  }
}

function dropDown(choices, before, typed) {
  const all = ["", ...(choices.includes(before) || before === "" ? [] : [before]), ...choices];
  const options = all.map((choice) => element("option", { value: choice }, choice || words("(blank)")));
  const control = element("select", { class: "cell-input", "aria-label": words("Content") }, ...options);
  const meant = typed === null ? undefined : choices.find((choice) => choice.toLowerCase().startsWith(typed.toLowerCase()));
  control.value = meant ?? before;
  return control;
}
