// What a run was told, and requests to Local Sheets and the service, each of which is waited for.

import { MessageChannel, Worker, receiveMessageOnPort } from "node:worker_threads";

export let input;
export let log;

/** Begins a run, which knows nothing of the one before. */
export function begin(told) {
  input = told;
  log = { activated: [], fetched: [], kept: {}, shown: [], menus: [], mails: [], triggers: told.triggers ?? [] };
}

// Apps Script waits for every answer; so does this, while another thread asks.
export const worker = new Worker(
  `const { parentPort } = require("node:worker_threads");
   parentPort.on("message", async ({ url, options, flag, port }) => {
     let answer;
     try {
       const response = await fetch(url, options);
       answer = { status: response.status, text: await response.text() };
     } catch (error) {
       answer = { failure: String(error) };
     }
     port.postMessage(answer);
     Atomics.store(flag, 0, 1);
     Atomics.notify(flag, 0);
   });`,
  { eval: true },
);

export function fetchNow(url, options = {}) {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ url, options, flag, port: port2 }, [port2]);
  if (Atomics.wait(flag, 0, 0, 20_000) === "timed-out") throw new Error(`no answer from ${url}`);
  const { message } = receiveMessageOnPort(port1);
  port1.close();
  if (message.failure) throw new Error(message.failure);
  return message;
}

export function sheetsApi(path, body, method = body ? "POST" : "GET") {
  const options = { method, headers: { "Content-Type": "application/json" }, body: body && JSON.stringify(body) };
  const { status, text } = fetchNow(`${input.sheets}/v4/spreadsheets/${input.spreadsheetId}${path}`, options);
  if (status !== 200) throw new Error(`Local Sheets: ${text}`);
  return JSON.parse(text);
}

/** Changes the spreadsheet. */
export function change(...requests) {
  sheetsApi(":batchUpdate", { requests });
}

/** Leaves developer metadata. */
export function leave(metadataKey, metadataValue, visibility, location) {
  change({ createDeveloperMetadata: { developerMetadata: { metadataKey, metadataValue, visibility, location } } });
}
