/** Sending a form: by Enter, and only once its fields hold what they need. */

/** Enter in a line of a form presses the card's main button. */
export function submitByEnter(event) {
  const isLine = event.target.matches("input.okr-input");
  if (event.key !== "Enter" || event.isComposing || !isLine) return;
  event.preventDefault();
  event.target.closest(".okr-card").querySelector(".okr-button-filled:not(:disabled)")?.click();
}

/** What is wrong with each field that an action needs; actions that require nothing leave it to the service. */
export function wrongFields(action, fields) {
  const required = action.requiredWidgets ?? [];
  if (!action.allWidgetsAreRequired && required.length === 0) return new Map();
  const isRequired = (field) => Boolean(action.allWidgetsAreRequired) || required.includes(field.name);
  return new Map(fields.map((field) => [field, field.problem(isRequired(field))]).filter(([, problem]) => problem !== ""));
}
