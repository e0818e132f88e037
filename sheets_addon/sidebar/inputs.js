/** Form fields of a card: text, choices, switches and days; each knows its value in Google's form. */

import { element, uniqueId } from "./element.js";
import { plainText } from "./markup.js";
import { words } from "./texts.js";

const PATTERNS = {
  INTEGER: [/^[+−-]?\d+$/, () => words("Write a whole number, such as 12.")],
  FLOAT: [/^[+−-]?(\d+([.,]\d*)?|[.,]\d+)$/, () => words("Write a number, such as 0.7.")],
  EMAIL: [/^[^@\s]+@[^@\s]+\.[^@\s]+$/, () => words("Write an e-mail address.")],
};
const DATE_TYPES = { DATE_ONLY: "date", TIME_ONLY: "time", DATE_AND_TIME: "datetime-local" };
const MINUTE = 60_000;

/**
 * @typedef {object} Field a form field of a card.
 * @property {string} name its name in the form.
 * @property {() => object|null} read its value as Google sends it; null when it has none.
 * @property {(isRequired: boolean) => string} problem what is wrong with its value; empty when nothing is.
 * @property {(text: string) => void} show shows what is wrong beside it; an empty text clears it.
 * @property {HTMLElement} control what takes the focus.
 */

/**
 * A text field, of one line or several.
 *
 * @param {object} input Google's TextInput.
 * @param {import("./card.js").CardContext} context the card it is on.
 * @returns {HTMLElement} the field with its label and hint.
 */
export function textInput(input, context) {
  const id = uniqueId("field");
  const isLong = input.type === "MULTIPLE_LINE";
  const limit = input.validation?.characterLimit || null;
  const [pattern, advice] = PATTERNS[input.validation?.inputType] ?? [null, () => ""];
  const isNumber = ["INTEGER", "FLOAT"].includes(input.validation?.inputType);
  const control = element(isLong ? "textarea" : "input", {
    id,
    class: "okr-input",
    dir: "auto",
    name: input.name,
    rows: isLong && 3,
    type: !isLong && "text",
    inputmode: isNumber && "decimal",
    maxlength: limit,
    placeholder: input.placeholderText,
    autocomplete: "off",
    "data-key": `field:${input.name}`,
  });
  control.value = input.value ?? "";
  const suggestions = suggestionList(input.initialSuggestions, control);
  const frame = framed(control, { label: input.label || input.name, hint: input.hintText, id });
  context.add({
    name: input.name,
    control,
    show: frame.show,
    read: () => ({ stringInputs: { value: [control.value] } }),
    problem: (isRequired) => {
      const value = control.value.trim();
      if (value === "") return isRequired ? words("Fill in this field.") : "";
      return pattern === null || pattern.test(value) ? "" : advice();
    },
  });
  control.addEventListener("input", () => frame.show(""));
  onChange(control, input.onChangeAction, context);
  frame.node.append(...suggestions);
  return frame.node;
}

/**
 * A choice: a drop-down, radio buttons, check boxes or switches.
 *
 * @param {object} input Google's SelectionInput.
 * @param {import("./card.js").CardContext} context the card it is on.
 * @returns {HTMLElement} the field with its label.
 */
export function selectionInput(input, context) {
  return input.type === "DROPDOWN" ? dropDown(input, context) : choices(input, context);
}

/**
 * A switch or check box of a decorated text.
 *
 * @param {object} control Google's SwitchControl.
 * @param {HTMLElement} label the node that says what it switches.
 * @param {import("./card.js").CardContext} context the card it is on.
 * @returns {HTMLElement} the switch.
 */
export function switchControl(control, label, context) {
  label.id ||= uniqueId("label");
  const isSwitch = !String(control.controlType ?? "SWITCH").startsWith("CHECK");
  const box = element("input", {
    type: "checkbox",
    class: isSwitch ? "okr-switch" : "okr-check",
    role: isSwitch && "switch",
    name: control.name,
    "aria-labelledby": label.id,
    "data-key": `field:${control.name}`,
  });
  box.checked = Boolean(control.selected);
  context.add({
    name: control.name,
    control: box,
    show: () => {},
    read: () => (box.checked ? { stringInputs: { value: [control.value ?? "true"] } } : null),
    problem: () => "",
  });
  onChange(box, control.onChangeAction, context);
  return box;
}

/**
 * A day, a time, or both.
 *
 * @param {object} picker Google's DateTimePicker; `valueMsEpoch` is read as UTC, less `timezoneOffsetDate` minutes.
 * @param {import("./card.js").CardContext} context the card it is on.
 * @returns {HTMLElement} the field with its label.
 */
export function dateTimePicker(picker, context) {
  const id = uniqueId("field");
  const type = DATE_TYPES[picker.type] ?? DATE_TYPES.DATE_AND_TIME;
  const offset = Number(picker.timezoneOffsetDate ?? 0) * MINUTE;
  const control = element("input", { id, class: "okr-input", type, name: picker.name, "data-key": `field:${picker.name}` });
  if (picker.valueMsEpoch !== undefined && picker.valueMsEpoch !== null) {
    const [day, time] = new Date(Number(picker.valueMsEpoch) + offset).toISOString().slice(0, 16).split("T");
    control.value = { date: day, time, "datetime-local": `${day}T${time}` }[type];
  }
  const frame = framed(control, { label: picker.label || picker.name, hint: "", id });
  context.add({
    name: picker.name,
    control,
    show: frame.show,
    read: () => (control.value === "" ? null : dateValue(type, control.value, offset)),
    problem: (isRequired) => (isRequired && control.value === "" ? words("Choose one.") : ""),
  });
  control.addEventListener("input", () => frame.show(""));
  onChange(control, picker.onChangeAction, context);
  return frame.node;
}

function dateValue(type, value, offset) {
  if (type === "time") {
    const [hours, minutes] = value.split(":").map(Number);
    return { timeInput: { hours, minutes } };
  }
  if (type === "date") return { dateInput: { msSinceEpoch: String(Date.parse(`${value}T00:00Z`)) } };
  const msSinceEpoch = String(Date.parse(`${value}Z`) - offset);
  return { dateTimeInput: { hasDate: true, hasTime: true, msSinceEpoch } };
}

function dropDown(input, context) {
  const id = uniqueId("field");
  const control = element("select", { id, class: "okr-input", name: input.name, "data-key": `field:${input.name}` });
  for (const item of input.items ?? []) {
    const option = element("option", { value: item.value ?? "" }, plainText(item.text));
    option.selected = Boolean(item.selected);
    control.append(option);
  }
  const frame = framed(control, { label: input.label || input.name, hint: "", id });
  context.add({
    name: input.name,
    control,
    show: frame.show,
    read: () => (control.selectedIndex < 0 ? null : { stringInputs: { value: [control.value] } }),
    problem: (isRequired) => (isRequired && control.value === "" ? words("Choose one.") : ""),
  });
  onChange(control, input.onChangeAction, context);
  return frame.node;
}

function choices(input, context) {
  const isRadio = input.type === "RADIO_BUTTON";
  const group = uniqueId("choice");
  const error = element("span", { id: uniqueId("error"), class: "okr-error-text" });
  const boxes = (input.items ?? []).map((item) => {
    const box = element("input", {
      type: isRadio ? "radio" : "checkbox",
      role: input.type === "SWITCH" && "switch",
      class: isRadio ? "okr-radio" : input.type === "SWITCH" ? "okr-switch" : "okr-check",
      name: isRadio ? group : input.name,
      value: item.value ?? "",
      "data-key": `field:${input.name}:${item.value ?? ""}`,
    });
    box.checked = Boolean(item.selected);
    onChange(box, input.onChangeAction, context);
    return box;
  });
  const rows = boxes.map((box, index) => choiceRow(box, input.items[index]));
  const label = input.label || input.name;
  const node = element("fieldset", { class: "okr-choices" }, element("legend", {}, plainText(label)), ...rows, error);
  node.setAttribute("aria-describedby", error.id);
  context.add({
    name: input.name,
    control: boxes[0] ?? node,
    show: (text) => {
      error.textContent = text;
    },
    read: () => {
      const value = boxes.filter((box) => box.checked).map((box) => box.value);
      return value.length === 0 ? null : { stringInputs: { value } };
    },
    problem: (isRequired) => (isRequired && !boxes.some((box) => box.checked) ? words("Choose one.") : ""),
  });
  return node;
}

function choiceRow(box, item) {
  const text = element("span", { class: "okr-choice-text" }, plainText(item.text));
  if (item.bottomText) text.append(element("span", { class: "okr-choice-hint" }, plainText(item.bottomText)));
  return element("label", { class: "okr-choice" }, box, text);
}

/** A label above, a hint or an error below. */
function framed(control, { label, hint, id }) {
  const note = element("span", { id: `${id}-note`, class: "okr-hint" });
  const show = (text) => {
    note.textContent = text || plainText(hint);
    note.className = text === "" ? "okr-hint" : "okr-error-text";
    markValid(control, text === "");
  };
  control.setAttribute("aria-describedby", note.id);
  show("");
  const title = element("label", { for: id, class: "okr-label" }, plainText(label));
  return { node: element("div", { class: "okr-field" }, title, control, note), show };
}

/**
 * Ties a warning of the service to the field above it, until its value is edited.
 *
 * @param {HTMLElement} warning the text that says what is wrong.
 * @param {Field} field the field it is about.
 */
export function warnAbout(warning, field) {
  const { control } = field;
  warning.id ||= uniqueId("warning");
  warning.classList.add("okr-warning");
  control.setAttribute("aria-describedby", `${warning.id} ${control.getAttribute("aria-describedby") ?? ""}`.trim());
  markValid(control, false);
  const done = () => {
    warning.hidden = true;
    markValid(control, true);
  };
  control.addEventListener("input", done, { once: true });
}

function markValid(control, isValid) {
  if (isValid) control.removeAttribute("aria-invalid");
  else control.setAttribute("aria-invalid", "true");
}

function suggestionList(suggestions, control) {
  const items = suggestions?.items ?? [];
  if (items.length === 0 || control.localName !== "input") return [];
  const list = element("datalist", { id: uniqueId("suggestions") });
  list.append(...items.map((item) => element("option", { value: item.text })));
  control.setAttribute("list", list.id);
  return [list];
}

function onChange(control, action, context) {
  if (action) control.addEventListener("change", () => context.click({ action }, control));
}
