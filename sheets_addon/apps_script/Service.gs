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
    headers: { Authorization: `Bearer ${ScriptApp.getIdentityToken()}` },
    followRedirects: false,
    muteHttpExceptions: true,
  });
  const answer = parsed(response.getContentText());
  const status = response.getResponseCode();
  if (status === 200 && answer?.answer && answer.changes) return answer;
  const detail = "The service could not do this. Try again later, or ask who runs it.";
  throw problem(answer?.title ?? `The service answered with error ${status}`, answer?.detail ?? detail);
}

function serviceUrl() {
  const url = PropertiesService.getScriptProperties().getProperty(SERVICE_URL) ?? "";
  if (/^https:\/\/[^\s?#]+$/.test(url)) return url.replace(/\/+$/, "");
  throw problem(
    "No service yet",
    `Open Extensions > Apps Script > Project settings, and set the script property ${SERVICE_URL} to the address of your service, https://…`,
  );
}

function fetched(url, options) {
  try {
    return UrlFetchApp.fetch(url, options);
  } catch {
    throw problem("The service does not answer", "It may be starting or stopped. Try again in a moment.");
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
