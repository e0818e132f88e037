/** The widgets of a card, each as accessible HTML. Form fields are in `inputs.js`. */

import { buttonFor, clickable } from "./clicks.js";
import { element } from "./element.js";
import { iconOf, ownIcon } from "./icons.js";
import { dateTimePicker, selectionInput, switchControl, textInput } from "./inputs.js";
import { safeImageUrl } from "./links.js";
import { markup, plainText } from "./markup.js";
import { words } from "./texts.js";

const ALIGNMENTS = { START: "okr-start", CENTER: "okr-center", END: "okr-end" };
/** How a card says beside a field what is wrong with it: cards have no other way. */
const WARNING = /^\s*⚠/;
/** So many characters of a long paragraph name the button that shows the rest. */
const MOST_NAMED = 40;
const RENDERERS = {
  textParagraph,
  decoratedText,
  buttonList,
  textInput,
  selectionInput,
  dateTimePicker,
  divider: () => element("hr", { class: "okr-divider" }),
  image,
  grid,
  columns,
  chipList,
};

/**
 * One widget.
 *
 * @param {object} widget Google's Widget: an object with one of the widgets' names.
 * @param {import("./card.js").CardContext} context the card it is on.
 * @returns {HTMLElement} the widget; a note that names it, for a kind that this sidebar does not show.
 */
export function renderWidget(widget, context) {
  const kind = Object.keys(widget ?? {}).find((name) => name in RENDERERS);
  const shown = kind === undefined ? unknown(widget) : RENDERERS[kind](widget[kind] ?? {}, context);
  const alignment = ALIGNMENTS[widget?.horizontalAlignment] ?? "";
  return element("div", { class: `okr-widget ${alignment}`.trim() }, shown);
}

function unknown(widget) {
  const kind = Object.keys(widget ?? {})[0] ?? "nothing";
  return element("p", { class: "okr-unknown" }, words("This sidebar cannot show “{kind}”.", { kind }));
}

function textParagraph(paragraph, context) {
  const node = element("p", { class: "okr-text", dir: "auto" }, markup(paragraph.text, context.openLink));
  if (WARNING.test(node.textContent)) context.warn(node);
  const lines = Number(paragraph.maxLines ?? 0);
  return lines > 0 ? shortened(node, lines, context) : node;
}

function shortened(node, lines, context) {
  node.classList.add("okr-shortened");
  node.style.setProperty("--okr-lines", String(lines));
  const toggle = element("button", { type: "button", class: "okr-more" });
  const tell = (isOpen) => {
    toggle.textContent = isOpen ? words("Show less") : words("Show more");
    toggle.setAttribute("aria-expanded", String(isOpen));
    // A card may have several: its first words tell each from the others.
    toggle.setAttribute("aria-label", `${toggle.textContent}: ${beginningOf(node.textContent)}`);
  };
  toggle.addEventListener("click", () => tell(!node.classList.toggle("okr-shortened")));
  tell(false);
  context.whenShown(() => {
    toggle.hidden = node.scrollHeight <= node.clientHeight + 1;
  });
  return element("div", {}, node, toggle);
}

function beginningOf(text) {
  return text.length <= MOST_NAMED ? text : `${text.slice(0, MOST_NAMED)}…`;
}

function decoratedText(row, context) {
  const top = rowLabel(row.topLabel, row.topLabelText, context);
  const text = markup(row.text ?? row.contentText?.text, context.openLink);
  const main = element("span", { class: row.wrapText === false ? "okr-row-text okr-one-line" : "okr-row-text", dir: "auto" }, text);
  const bottom = rowLabel(row.bottomLabel, row.bottomLabelText, context);
  const middle = element("div", { class: "okr-row-words" }, top, main, bottom);
  const icon = iconOf(row.startIcon ?? row.icon);
  const start = icon && element("span", { class: `okr-row-start ${verticalAlignment(row)}` }, icon);
  const node = element("div", { class: "okr-row" }, start, middle, rowEnd(row, main, context));
  return clickable(node, row.onClick, context, { labelledBy: [top, main, bottom].filter(Boolean) });
}

function rowLabel(label, paragraph, context) {
  const content = label ? plainText(label) : paragraph?.text && markup(paragraph.text, context.openLink);
  return content && element("span", { class: "okr-row-label", dir: "auto" }, content);
}

function verticalAlignment(row) {
  return { TOP: "okr-top", BOTTOM: "okr-bottom" }[row.startIconVerticalAlignment] ?? "";
}

function rowEnd(row, label, context) {
  let end = null;
  if (row.button) end = buttonFor(row.button, context, "BORDERLESS");
  else if (row.switchControl) end = switchControl(row.switchControl, label, context);
  else if (row.endIcon) end = iconOf(row.endIcon);
  else if (row.onClick) end = element("span", { class: "okr-leads-on" }, ownIcon("chevron"));
  return end && element("span", { class: "okr-row-end" }, end);
}

function buttonList(list, context) {
  const buttons = (list.buttons ?? []).map((button) => buttonFor(button, context));
  return element("div", { class: "okr-buttons" }, ...buttons);
}

function chipList(list, context) {
  const chips = (list.chips ?? []).map((chip) =>
    buttonFor({ ...chip, text: chip.label, disabled: chip.disabled ?? chip.enabled === false }, context),
  );
  return element("div", { class: "okr-buttons okr-chips" }, ...chips);
}

function image(picture, context) {
  const altText = picture.altText ?? "";
  const url = safeImageUrl(picture.imageUrl);
  const node = element("div", { class: "okr-image" }, url && element("img", { src: url, alt: altText, loading: "lazy" }));
  return clickable(node, picture.onClick, context, { name: altText || words("Image") });
}

function grid(table, context) {
  const items = (table.items ?? []).map((item) => gridItem(item, table, context));
  const list = element("ul", { class: `okr-grid okr-grid-${columnCount(table)}` }, ...items);
  const title = table.title && element("p", { class: "okr-grid-title" }, plainText(table.title));
  return element("div", {}, title, list);
}

function columnCount(table) {
  return Math.min(Math.max(Number(table.columnCount ?? 2) || 2, 1), 3);
}

function gridItem(item, table, context) {
  const url = safeImageUrl(item.image?.imageUri);
  const shape = item.image?.cropStyle?.type === "CIRCLE" ? "okr-grid-image okr-circle" : "okr-grid-image";
  const picture = url && element("img", { class: shape, src: url, alt: item.image.altText ?? "", loading: "lazy" });
  const title = item.title && element("span", { class: "okr-grid-item-title" }, plainText(item.title));
  const subtitle = item.subtitle && element("span", { class: "okr-row-label" }, plainText(item.subtitle));
  const labels = element("span", { class: "okr-grid-words" }, title, subtitle);
  const parts = item.layout === "TEXT_ABOVE" ? [labels, picture] : [picture, labels];
  const border = table.borderStyle?.type === "STROKE" ? "okr-grid-item okr-bordered" : "okr-grid-item";
  const named = title || subtitle ? { labelledBy: [title, subtitle].filter(Boolean) } : { name: item.image?.altText || words("Item") };
  return clickable(element("li", { class: border }, ...parts), withItem(table.onClick, item), context, named);
}

/** Google tells an action which item of a grid was clicked by this parameter. */
function withItem(onClick, item) {
  if (!onClick?.action) return onClick;
  const which = { key: "grid_item_identifier", value: String(item.id ?? "") };
  return { ...onClick, action: { ...onClick.action, parameters: [...(onClick.action.parameters ?? []), which] } };
}

function columns(table, context) {
  const items = (table.columnItems ?? []).map((column) => {
    const size = column.horizontalSizeStyle === "FILL_MINIMUM_SPACE" ? "okr-column-least" : "okr-column";
    const across = ALIGNMENTS[column.horizontalAlignment] ?? "";
    const down = { CENTER: "okr-middle", BOTTOM: "okr-bottom" }[column.verticalAlignment] ?? "";
    const widgets = (column.widgets ?? []).map((widget) => renderWidget(widget, context));
    return element("div", { class: `${size} ${across} ${down}`.trim() }, ...widgets);
  });
  return element("div", { class: "okr-columns" }, ...items);
}
