/** What the sidebar itself says, in the language of its page: whatever a card says comes from the service. */

/** The page holds the texts of each language, `{"de": {"Back": "Zurück"}}`, in an element of this ID. */
const HOLDER = "okr-texts";

let own = null;

/**
 * A text in the page's language; English where that has none.
 *
 * @param {string} template the English words, with the names of values in braces.
 * @param {Record<string, unknown>} [values] the values by name.
 * @returns {string} the text.
 */
export function words(template, values = {}) {
  own ??= textsOf(document.documentElement.lang);
  return (own[template] ?? template).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

function textsOf(language) {
  try {
    const all = JSON.parse(document.getElementById(HOLDER)?.textContent ?? "{}");
    return all[language.split(/[-_]/)[0].toLowerCase()] ?? {};
  } catch {
    return {};
  }
}
