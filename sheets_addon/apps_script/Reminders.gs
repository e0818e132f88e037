/**
 * The weekly reminder by e-mail, an option of this script: each owner who owes a check-in is written to.
 *
 * It runs without anyone before it, in the name and with the consent of the person who set it up.
 */

const REMINDED_AT = "OKR_REMINDED_AT";
const REMINDER_HOUR = 8;
const REST_MS = 6 * 24 * 60 * 60 * 1000;

/** What the reminder needs beside the consents of the sidebar. */
function reminderConsents() {
  return {
    "https://www.googleapis.com/auth/script.scriptapp": words("to run when you are not present"),
    "https://www.googleapis.com/auth/script.send_mail": words("to send email as you"),
  };
}

/** Puts the reminder into the menu. */
function addReminderItems(menu) {
  menu.addItem(words("Remind by e-mail…"), "remindByEmail").addItem(words("Stop reminders"), "stopReminding");
}

/** Explains the reminder, and sets it up where the person agrees. */
function remindByEmail() {
  const ui = SpreadsheetApp.getUi();
  const what = words(
    "Every Monday from 8 in the morning the cells of the OKR tabs go to your service, and whoever owes a check-in gets an e-mail from your account, if the cell in the column Owner is an e-mail address. What the others owe comes to you in one e-mail. Whoever may edit this spreadsheet can change these addresses. Where no one owes anything, nothing is sent.",
  );
  if (ui.alert(words("Remind by e-mail"), what, ui.ButtonSet.OK_CANCEL) !== ui.Button.OK) return;
  const done = words("Reminders go out on Mondays, in your name. OKRs > Stop reminders ends them.");
  tellOutcome(ui, words("Remind by e-mail"), () => {
    removeReminders();
    const zone = SpreadsheetApp.getActiveSpreadsheet().getSpreadsheetTimeZone();
    const weekly = ScriptApp.newTrigger("sendReminders").timeBased().onWeekDay(ScriptApp.WeekDay.MONDAY);
    weekly.atHour(REMINDER_HOUR).inTimezone(zone).create();
    return done;
  });
}

function stopReminding() {
  tellOutcome(SpreadsheetApp.getUi(), words("Stop reminders"), () =>
    removeReminders() > 0 ? words("No more reminders go out in your name.") : words("You have set up no reminders here."),
  );
}

/** Does something that needs the reminder's consents, and tells what came of it. */
function tellOutcome(ui, title, work) {
  try {
    refuseMissingConsent(reminderConsents());
    ui.alert(title, work(), ui.ButtonSet.OK);
  } catch (error) {
    ui.alert(error.title ?? title, error.message, ui.ButtonSet.OK);
  }
}

/** Takes away the person's own reminders, the only ones that Google shows; gives how many there were. */
function removeReminders() {
  const own = ScriptApp.getProjectTriggers().filter((trigger) => trigger.getHandlerFunction() === "sendReminders");
  for (const trigger of own) ScriptApp.deleteTrigger(trigger);
  return own.length;
}

/** What the trigger runs. Nobody looks at it, so that errors go by e-mail to the person who set it up. */
function sendReminders() {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  try {
    const event = { commonEventObject: { hostApp: "SHEETS", userLocale: locale() } };
    const { answer } = askService("/bound/reminder", { event, spreadsheet: readSpreadsheet(spreadsheet) });
    if (answer.mails.length === 0 || !alone(isFirstThisWeek)) return;
    const failed = answer.mails.filter((mail) => !isSent(mail, spreadsheet));
    if (failed.length > 0) tellInstaller(spreadsheet, words("Not every reminder was sent"), failed.map(whole).join("\n\n"));
  } catch (error) {
    tellInstaller(spreadsheet, words("The reminder was not sent"), `${error.title ?? ""}\n${error.message}`.trim());
  }
}

/** Whether no reminder went out in the last six days, by whomever it was set up; from now on one did. */
function isFirstThisWeek() {
  const properties = PropertiesService.getScriptProperties();
  const now = Date.now();
  if (now - Number(properties.getProperty(REMINDED_AT) ?? 0) < REST_MS) return false;
  properties.setProperty(REMINDED_AT, String(now));
  return true;
}

function isSent({ to, subject, text }, spreadsheet) {
  try {
    MailApp.sendEmail(to === "" ? installer() : to, subject, `${text}\n\n${spreadsheet.getUrl()}\n`);
    return true;
  } catch {
    return false;
  }
}

function whole({ to, subject, text }) {
  return `${to === "" ? installer() : to}\n${subject}\n${text}`;
}

function tellInstaller(spreadsheet, title, detail) {
  MailApp.sendEmail(installer(), `${title}: ${spreadsheet.getName()}`, `${detail}\n\n${spreadsheet.getUrl()}\n`);
}

/** The person who set the reminder up, in whose name a trigger runs. */
function installer() {
  return Session.getEffectiveUser().getEmail();
}
