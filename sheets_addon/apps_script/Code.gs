/**
 * The OKR sidebar of this spreadsheet: a menu, the sidebar, and what its buttons do.
 *
 * All that is known of OKRs is in the service. With every click this script sends it the cells of the OKR tabs; the
 * service answers with the card to show and with what to write, as plain areas of values.
 */

const TRIES = 3;
const WAIT_MS = 10000;

function onInstall(event) {
  onOpen(event);
}

function onOpen(_event) {
  const menu = SpreadsheetApp.getUi().createMenu("OKRs").addItem(words("Open sidebar"), "showSidebar");
  menu.addItem(words("Allow access"), "allowAccess").addItem(words("The service"), "askForService");
  if (typeof addReminderItems === "function") addReminderItems(menu);
  menu.addToUi();
}

function showSidebar() {
  if (serviceAddress() === "" && !askForService()) return;
  const page = HtmlService.createTemplateFromFile("Sidebar").evaluate().setTitle("OKRs");
  SpreadsheetApp.getUi().showSidebar(page);
}

/** The text of one of this project's HTML files, for the sidebar's page. */
function include(name) {
  return HtmlService.createHtmlOutputFromFile(name).getContent();
}

/**
 * Does what a click in the sidebar asks for.
 *
 * @param {string} name one of the service's endpoints, such as `v1/check`.
 * @param {object} event what was clicked, as Google's add-ons are told.
 * @returns {{answer: object}|{problem: {title: string, detail: string}}} what the sidebar is to show.
 */
function act(name, event) {
  try {
    if (!/^(bound\/[a-z-]+|v1\/(check|grade))$/.test(name)) {
      throw problem(words("Nothing to do"), words("This script is older than its sidebar. Install both anew."));
    }
    return { answer: answered(SpreadsheetApp.getActiveSpreadsheet(), name, event) };
  } catch (error) {
    return { problem: { title: error.title ?? words("The script stopped"), detail: error.message } };
  }
}

/**
 * Selects cells of this spreadsheet.
 *
 * @param {string} gid the tab's ID; empty for the tab that is open.
 * @param {string} range A1 range; empty for the tab as a whole.
 */
function selectCell(gid, range) {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const sheet = gid === "" ? spreadsheet.getActiveSheet() : sheetWithId(spreadsheet, Number(gid));
  if (!sheet) throw new Error(words("This tab is gone. Check again."));
  if (/^[A-Z]{1,3}[0-9]{1,7}(:[A-Z]{1,3}[0-9]{1,7})?$/.test(range)) sheet.getRange(range).activate();
  else sheet.activate();
}

/**
 * Asks the service, and writes what it says.
 *
 * People sort and insert rows at any time. What is to be written was worked out for the cells that were sent, so they
 * are read anew before a write and after it. Where they moved before it, the service is asked anew; where they moved
 * under it, and where the service asks for it, it is told what is there now, and says what else to write.
 */
function answered(spreadsheet, name, event) {
  const readings = [readSpreadsheet(spreadsheet)];
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const { answer, changes } = askService(`/${name}`, bodyOf(event, readings));
    if (Object.keys(changes).length === 0) return answer;
    const outcome = alone(() => writtenWhereItFits(spreadsheet, readings[readings.length - 1], changes));
    if (outcome === "done") return answer;
    if (outcome === "not written") readings.pop();
    readings.push(readSpreadsheet(spreadsheet));
  }
  const { answer, changes } = askService(`/${name}`, { ...bodyOf(event, readings), has_given_up: true });
  alone(() => write(spreadsheet, changes));
  return answer;
}

/** What the service takes: the first reading in full, and of those after writes what changed. */
function bodyOf(event, readings) {
  const [first, ...later] = readings;
  return { event, asks_again: true, spreadsheet: first, after_writes: later.map((now, at) => sinceThen(readings[at], now)) };
}

/** Does something while no other run of this script writes. */
function alone(work) {
  const lock = LockService.getDocumentLock();
  if (!lock.tryLock(WAIT_MS)) throw problem(words("Someone else is writing"), words("Wait until they are done, then try again."));
  try {
    return work();
  } finally {
    lock.releaseLock();
  }
}
