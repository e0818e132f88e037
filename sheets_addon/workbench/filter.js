/** The choice of what a column's filter lets through. */

import { element } from "/sidebar/element.js";
import { words } from "/sidebar/texts.js";

/** So many values are listed at once; a search finds the others. */
const MOST_LISTED = 300;

/**
 * Asks which values of a column are to be shown.
 *
 * @param {string} name what the column is called.
 * @param {string[]} values the values there are, without blanks.
 * @param {string[]} hidden the values that are hidden now; an empty text for blanks.
 * @returns {Promise<string[]|null>} the values to hide; null when it stays as it is.
 */
export function askForFilter(name, values, hidden) {
  const all = ["", ...values];
  const off = new Set(hidden);
  const list = element("div", { class: "filter-values", role: "group", "aria-label": words("Values") });
  const note = element("p", { class: "filter-note", role: "status" });
  const names = { "aria-label": words("Search values"), placeholder: words("Search") };
  const search = element("input", { class: "filter-search", type: "search", ...names, autocomplete: "off" });
  const matching = () => all.filter((value) => shown(value).toLowerCase().includes(search.value.trim().toLowerCase()));
  const draw = () => {
    const found = matching();
    list.replaceChildren(...found.slice(0, MOST_LISTED).map((value) => box(value, off)));
    note.textContent = found.length > MOST_LISTED ? words("{shown} of {n} values. Search for the others.", { shown: MOST_LISTED, n: found.length }) : "";
  };
  const setAll = (isOn) => {
    for (const value of matching()) if (isOn) off.delete(value); else off.add(value);
    draw();
  };
  const button = (text, look, type, onclick) => element("button", { type, class: `bar-button ${look}`, onclick }, text);
  const form = element(
    "form",
    { method: "dialog" },
    element("h2", { class: "filter-title", id: "filter-title" }, words("Filter: {name}", { name })),
    search,
    element("div", { class: "filter-all" }, button(words("All"), "", "button", () => setAll(true)), button(words("None"), "", "button", () => setAll(false))),
    list,
    note,
    element("div", { class: "filter-all" }, button(words("Apply"), "is-main", "submit"), button(words("Cancel"), "", "button", () => dialog.close())),
  );
  const dialog = element("dialog", { class: "filter", "aria-labelledby": "filter-title" }, form);
  search.addEventListener("input", draw);
  draw();
  document.querySelector(".book").append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    form.addEventListener("submit", () => resolve(all.filter((value) => off.has(value))));
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(null);
    });
  });
}

function shown(value) {
  return value === "" ? words("(blank)") : value;
}

function box(value, off) {
  const input = element("input", { type: "checkbox" });
  input.checked = !off.has(value);
  input.addEventListener("change", () => {
    if (input.checked) off.delete(value);
    else off.add(value);
  });
  return element("label", { class: "filter-value" }, input, element("span", { dir: "auto" }, shown(value)));
}
