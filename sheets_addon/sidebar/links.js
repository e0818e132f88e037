/** Which addresses a card may lead to, and which of them are cells of the spreadsheet in front of the reader. */

const SAFE_SCHEMES = ["https:", "http:", "mailto:"];
const SAFE_IMAGE = /^(https:\/\/|data:image\/(png|jpeg|gif|webp|svg\+xml)[;,]|\/(?!\/))/i;

/**
 * @typedef {object} CellLink a place in a spreadsheet.
 * @property {string} spreadsheetId the spreadsheet; empty when the link names none, which means the active one.
 * @property {string} gid the tab's sheetId; empty for the active tab.
 * @property {string} range A1 range, without the tab; empty for the tab as a whole.
 */

/**
 * The address as it may be opened.
 *
 * @param {unknown} url what a card gives as an address.
 * @returns {string|null} the same address; null for a scheme such as `javascript:` and for what is no address.
 */
export function safeUrl(url) {
  if (typeof url !== "string") return null;
  const text = url.trim();
  if (text.startsWith("#")) return text;
  try {
    return SAFE_SCHEMES.includes(new URL(text).protocol) ? text : null;
  } catch {
    return null;
  }
}

/**
 * The address of an image as it may be loaded: https, an image in a data URL, or a path of this host.
 *
 * @param {unknown} url what a card gives as an address.
 * @returns {string|null} the same address, or null.
 */
export function safeImageUrl(url) {
  return typeof url === "string" && SAFE_IMAGE.test(url.trim()) ? url.trim() : null;
}

/**
 * The cell that an address points to.
 *
 * `#gid=0&range=B7`, and the same after a spreadsheet's own address, `…/spreadsheets/d/ID/edit#gid=0&range=B7`.
 *
 * @param {string} url an address.
 * @returns {CellLink|null} the cell, or null when the address is of something else.
 */
export function cellLink(url) {
  const [address, fragment = ""] = url.split("#", 2);
  const places = new URLSearchParams(fragment);
  if (!places.has("gid") && !places.has("range")) return null;
  const spreadsheet = /\/d\/([A-Za-z0-9_-]+)/.exec(address);
  if (address !== "" && spreadsheet === null) return null;
  return { spreadsheetId: spreadsheet?.[1] ?? "", gid: places.get("gid") ?? "", range: places.get("range") ?? "" };
}
