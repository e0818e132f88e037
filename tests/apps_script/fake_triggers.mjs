// Time triggers, of which Google shows people their own, and the e-mails that a run sends.

import { input, log } from "./fake_requests.mjs";

function needs(agreed, scope) {
  if (!agreed().some((one) => one.endsWith(scope))) throw new Error(`no permission: ${scope}`);
}

function clock(told) {
  return {
    onWeekDay: (day) => clock({ ...told, day }),
    atHour: (hour) => clock({ ...told, hour }),
    inTimezone: (zone) => clock({ ...told, zone }),
    create: () => log.triggers.push(told),
  };
}

/** What `ScriptApp` knows of triggers. */
export const triggers = (agreed) => ({
  WeekDay: { MONDAY: "MONDAY" },
  newTrigger(handler) {
    needs(agreed, "script.scriptapp");
    return { timeBased: () => clock({ handler }) };
  },
  getProjectTriggers() {
    needs(agreed, "script.scriptapp");
    return log.triggers.map((told) => ({ told, getHandlerFunction: () => told.handler }));
  },
  deleteTrigger({ told }) {
    log.triggers = log.triggers.filter((one) => one !== told);
  },
});

export const mail = (agreed) => ({
  sendEmail(to, subject, body) {
    needs(agreed, "script.send_mail");
    if (input.unreachable?.includes(to)) throw new Error("Invalid email");
    log.mails.push({ to, subject, body });
  },
});
