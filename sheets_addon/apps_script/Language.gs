/** What this script says, in the language of the person; `Translations.gs` holds the texts of each language. */

/**
 * A text in the person's language; English where there is none.
 *
 * @param {string} template the English words, with the names of values in braces.
 * @param {object} [values] the values by name.
 * @returns {string} the text.
 */
function words(template, values = {}) {
  const own = TRANSLATIONS[locale().split(/[-_]/)[0].toLowerCase()] ?? {};
  return (own[template] ?? template).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** The language that the person chose in Google, such as `de` or `pt_BR`. */
function locale() {
  try {
    return Session.getActiveUserLocale() || "en";
  } catch {
    return "en";
  }
}
