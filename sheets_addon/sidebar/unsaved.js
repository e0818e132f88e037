/** A form that was begun and not sent: kept in the page's own storage, so that neither Back nor a reload loses it. */

const UNSAVED_FORM = "okrsdk-unsaved-form";
const UNSAVED_INPUTS = "input[data-key], textarea[data-key], select[data-key]";

/**
 * @typedef {object} UnsavedForm
 * @property {string} spreadsheetId whose form it is.
 * @property {object} card Google's Card.
 * @property {Record<string, string|boolean>} typed what its fields hold, by their key.
 */

/** The form that was not sent; null without one, and where the page has no storage. */
export function unsavedForm() {
  try {
    return JSON.parse(sessionStorage.getItem(UNSAVED_FORM));
  } catch {
    return null;
  }
}

/** Keeps a form, in place of one that was kept before. */
export function keepForm(spreadsheetId, shown) {
  const typed = [...shown.node.querySelectorAll(UNSAVED_INPUTS)].map((own) => [own.dataset.key, isTicked(own) ? own.checked : own.value]);
  try {
    sessionStorage.setItem(UNSAVED_FORM, JSON.stringify({ spreadsheetId, card: shown.card, typed: Object.fromEntries(typed) }));
  } catch {
    // Without storage, or without room in it, what is typed lives as long as the card.
  }
}

/** Forgets the form: it was sent, or is not wanted. */
export function forgetForm() {
  try {
    sessionStorage.removeItem(UNSAVED_FORM);
  } catch {
    // There is no storage, so there is nothing in it.
  }
}

/** Puts what was typed back into the fields of a card. */
export function fillForm(node, typed) {
  for (const own of node.querySelectorAll(UNSAVED_INPUTS)) {
    const value = typed[own.dataset.key];
    if (value === undefined) continue;
    if (isTicked(own)) own.checked = value === true;
    else own.value = String(value);
  }
}

function isTicked(own) {
  return own.type === "checkbox" || own.type === "radio";
}
