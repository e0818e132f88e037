/** Asking the service, and errors that say what to do. */

const SERVICE_URL = "OKR_SERVICE_URL";

/** An error as a person should see it. */
function problem(title, detail) {
  return Object.assign(new Error(detail), { title });
}

/**
 * The service's answer.
 *
 * @param {string} path one of its endpoints.
 * @param {object} body what to send.
 * @returns {object} its answer.
 * @throws {Error} a problem: the service refused, or did not answer.
 */
function askService(path, body) {
  const response = fetched(serviceUrl() + path, {
    method: "post",
    contentType: "application/json",
    payload: JSON.stringify(body),
    headers: { Authorization: `Bearer ${identityToken()}` },
    followRedirects: false,
    muteHttpExceptions: true,
  });
  const answer = parsed(response.getContentText());
  const status = response.getResponseCode();
  if (status === 200 && answer?.answer && answer.changes) return answer;
  if (status === 401) throw notKnown(answer);
  const detail = words("The service could not do this. Try again later, or ask who runs it.");
  throw problem(answer?.title ?? words("The service answered with error {status}", { status }), answer?.detail ?? detail);
}

function serviceUrl() {
  const url = serviceAddress();
  if (isServiceAddress(url)) return url.replace(/\/+$/, "");
  throw problem(
    words("No service yet"),
    words("Choose OKRs > The service in the menu, and give the address of your service, https://…"),
  );
}

/** The address that was asked for once in this spreadsheet, or the one that the script came with. */
function serviceAddress() {
  return PropertiesService.getScriptProperties().getProperty(SERVICE_URL) ?? SERVICE_ADDRESS;
}

function isServiceAddress(text) {
  return /^https:\/\/[^\s?#]+$/.test(text);
}

/** Asks for the service's address, and keeps it; whether there is one now. */
function askForService() {
  const ui = SpreadsheetApp.getUi();
  const now = serviceAddress() === "" ? "" : words("It is {address} now.", { address: serviceAddress() });
  const asked = words("Its address, https://….");
  const answer = ui.prompt(words("Your OKR service"), `${asked} ${now}`.trim(), ui.ButtonSet.OK_CANCEL);
  if (answer.getSelectedButton() !== ui.Button.OK) return false;
  const url = answer.getResponseText().trim();
  if (isServiceAddress(url)) PropertiesService.getScriptProperties().setProperty(SERVICE_URL, url);
  else {
    const detail = words("Give the address of your service: https:// and its name, such as https://okr.example.com. Nothing was kept.");
    ui.alert(words("That is no address"), detail, ui.ButtonSet.OK);
  }
  return isServiceAddress(url);
}

function fetched(url, options) {
  try {
    return UrlFetchApp.fetch(url, options);
  } catch {
    refuseMissingConsent();
    throw problem(words("The service does not answer"), words("It may be starting or stopped. Try again in a moment."));
  }
}

function parsed(text) {
  try {
    const answer = JSON.parse(text);
    return answer !== null && typeof answer === "object" ? answer : null;
  } catch {
    return null;
  }
}
