/** What the rules say of a row while it is typed into a form, where the page can ask for it at once. */

import { element } from "./element.js";
import { words } from "./texts.js";

const PAUSE_MS = 400;
const SENTENCE = "text";

/**
 * Shows hints below the sentence of a form that names where they come from, a moment after each edit.
 *
 * @param {import("./card.js").ShownCard} shown the card.
 * @param {(action: object, signal: AbortSignal) => Promise<object>} ask sends what is in the form to a function.
 */
export function hintWhileTyping(shown, ask) {
  const save = shown.card.fixedFooter?.primaryButton?.onClick?.action;
  const address = save?.parameters?.find(({ key }) => key === "hints")?.value;
  const sentence = shown.fields.find(({ name }) => name === SENTENCE);
  if (!address || !sentence) return;
  const list = element("ul", { class: "okr-hints" });
  sentence.control.closest(".okr-field").append(element("div", { role: "status", "aria-label": words("Hints") }, list));
  let timer = 0;
  let stop = new AbortController();
  const renew = async () => {
    stop.abort();
    stop = new AbortController();
    const { signal } = stop;
    const answer = await ask({ ...save, function: address }, signal).catch(() => null);
    // A hint that does not come is missed by no one, and one of an older sentence is wrong.
    if (answer && !signal.aborted) list.replaceChildren(...(answer.hints ?? []).map((hint) => element("li", { dir: "auto" }, String(hint))));
  };
  for (const { control } of shown.fields) {
    control.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(renew, PAUSE_MS);
    });
  }
}
