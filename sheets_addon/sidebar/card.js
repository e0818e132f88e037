/** A card: header, sections and footer around its widgets. */

import { buttonFor, iconButton, openMenu } from "./clicks.js";
import { element, uniqueId } from "./element.js";
import { ownIcon } from "./icons.js";
import { warnAbout } from "./inputs.js";
import { safeImageUrl } from "./links.js";
import { markup, plainText } from "./markup.js";
import { renderWidget } from "./widgets.js";
import { words } from "./texts.js";

/**
 * @typedef {object} CardContext what the parts of a card need of the card.
 * @property {(onClick: object, origin: HTMLElement) => void} click does what an OnClick says.
 * @property {(url: string, origin: HTMLElement) => boolean} openLink follows a link; false leaves it to the browser.
 * @property {(field: import("./inputs.js").Field) => void} add adds a form field to the card.
 * @property {(warning: HTMLElement) => void} warn ties a warning to the form field above it, if there is one.
 * @property {(task: () => void) => void} whenShown runs a task once the card is in the page.
 */

/**
 * @typedef {object} ShownCard a card as it is in the page.
 * @property {object} card Google's Card.
 * @property {HTMLElement} node its element.
 * @property {HTMLElement} heading its heading, which takes the focus when the card opens.
 * @property {import("./inputs.js").Field[]} fields its form fields.
 * @property {(() => void)[]} tasks what to run once it is in the page.
 */

/**
 * A card in HTML.
 *
 * @param {object} card Google's Card.
 * @param {object} surroundings what the sidebar gives to its cards.
 * @param {(onClick: object, origin: HTMLElement, shown: ShownCard) => void} surroundings.click
 * @param {(url: string, origin: HTMLElement) => boolean} surroundings.openLink
 * @param {(() => void)|null} surroundings.back goes back to the card below; null on the first card.
 * @param {(() => void)|null} surroundings.refresh loads the card anew; null where that means nothing.
 * @param {number} surroundings.level level of the card's heading, 1 or 2.
 * @returns {ShownCard} the card.
 */
export function renderCard(card, surroundings) {
  const title = plainText(card.header?.title) || "OKRs";
  const heading = element(`h${surroundings.level}`, { id: uniqueId("card"), class: "okr-title", dir: "auto", tabindex: -1 }, title);
  const node = element("article", { class: "okr-card", "aria-labelledby": heading.id });
  /** @type {ShownCard} */
  const shown = { card, node, heading, fields: [], tasks: [] };
  const context = {
    click: (onClick, origin) => surroundings.click(onClick, origin, shown),
    openLink: surroundings.openLink,
    add: (field) => shown.fields.push(field),
    warn: (warning) => shown.fields.length > 0 && warnAbout(warning, shown.fields.at(-1)),
    whenShown: (task) => shown.tasks.push(task),
  };
  const sections = (card.sections ?? []).map((section) => renderSection(section, context, surroundings.level + 1));
  const body = element("div", { class: "okr-card-body" }, ...sections);
  node.append(cardHeader(card, heading, surroundings, context), body);
  if (card.fixedFooter) node.append(fixedFooter(card.fixedFooter, context));
  return shown;
}

function cardHeader(card, heading, surroundings, context) {
  const url = safeImageUrl(card.header?.imageUrl);
  const shape = card.header?.imageType === "CIRCLE" ? "okr-header-image okr-circle" : "okr-header-image";
  const picture = url && element("img", { class: shape, src: url, alt: card.header?.imageAltText ?? "" });
  const subtitle = card.header?.subtitle && element("p", { class: "okr-subtitle", dir: "auto" }, plainText(card.header.subtitle));
  return element(
    "div",
    { class: "okr-header" },
    surroundings.back && iconButton("back", words("Back"), surroundings.back),
    picture,
    element("div", { class: "okr-header-words" }, heading, subtitle),
    surroundings.refresh && iconButton("refresh", words("Refresh"), surroundings.refresh),
    card.cardActions?.length > 0 && cardMenu(card.cardActions, context),
  );
}

function cardMenu(actions, context) {
  const items = actions.map((action) => ({ text: action.actionLabel, onClick: action.onClick }));
  const button = iconButton("more", words("More"), () => openMenu({ items }, button, context));
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");
  return button;
}

function fixedFooter(footer, context) {
  const secondary = footer.secondaryButton && buttonFor(footer.secondaryButton, context, "OUTLINED");
  const primary = footer.primaryButton && buttonFor(footer.primaryButton, context, "FILLED");
  return element("div", { class: "okr-footer" }, primary, secondary);
}

function renderSection(section, context, level) {
  const widgets = (section.widgets ?? []).map((widget) => renderWidget(widget, context));
  const title = section.header && element(`h${level}`, { class: "okr-section-title", dir: "auto" }, markup(section.header, context.openLink));
  const node = element("section", { class: "okr-section" }, title);
  if (title) {
    title.id = uniqueId("section");
    node.setAttribute("aria-labelledby", title.id);
  }
  const always = Number(section.uncollapsibleWidgetsCount ?? 0);
  if (!section.collapsible || widgets.length <= always) {
    node.append(...widgets);
    return node;
  }
  const hidden = element("div", { id: uniqueId("more"), class: "okr-collapsed", hidden: true }, ...widgets.slice(always));
  node.append(...widgets.slice(0, always), hidden, collapseButton(section, hidden, title || null));
  return node;
}

function collapseButton(section, hidden, title) {
  const more = section.collapseControl?.expandButton?.text || words("Show more");
  const less = section.collapseControl?.collapseButton?.text || words("Show less");
  const label = element("span", { id: uniqueId("toggle") }, more);
  const attributes = { type: "button", class: "okr-collapse", "aria-expanded": "false", "aria-controls": hidden.id };
  const toggle = element("button", { ...attributes, "data-key": `toggle:${title?.textContent ?? ""}` }, label, ownIcon("down"));
  if (title) toggle.setAttribute("aria-labelledby", `${label.id} ${title.id}`);
  toggle.addEventListener("click", () => {
    hidden.hidden = !hidden.hidden;
    toggle.setAttribute("aria-expanded", String(!hidden.hidden));
    label.textContent = hidden.hidden ? more : less;
  });
  return toggle;
}
