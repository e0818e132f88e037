/** The sidebar's own line icons, 24 × 24, for Google's known icons and the material icons that cards name. */

import { element, svgElement } from "./element.js";
import { safeImageUrl } from "./links.js";

const CIRCLE = "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z";
const PATHS = {
  add: "M12 5v14M5 12h14",
  back: "M19 12H5M11 6l-6 6l6 6",
  bell: "M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4",
  block: `${CIRCLE}M6 6l12 12`,
  bolt: "M13 3L5 14h6l-1 7l8-11h-6z",
  bookmark: "M7 4h10v16l-5-4l-5 4z",
  building: "M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3",
  calendar: "M4 6h16v14H4zM4 10h16M8 3v5M16 3v5",
  chart: "M4 20h16M7 20v-7M12 20V6M17 20v-10",
  chat: "M4 5h16v11H10l-4 4v-4H4z",
  check: `${CIRCLE}M8 12l3 3l5-6`,
  chevron: "M9 6l6 6l-6 6",
  clock: `${CIRCLE}M12 7v5l4 2`,
  close: "M6 6l12 12M18 6L6 18",
  document: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
  dot: "M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8z",
  down: "M6 9l6 6l6-6",
  edit: "M4 20l1-5L16 4l4 4L9 19zM14 6l4 4",
  error: `${CIRCLE}M12 7v6M12 16.5v.5`,
  eye: "M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7zM12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6z",
  falling: "M4 7l6 6l3-3l7 7M20 12v5h-5",
  flag: "M6 21V4M6 5h12l-3 4l3 4H6",
  flat: "M4 12h16M15 7l5 5l-5 5",
  help: `${CIRCLE}M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.5v.5`,
  home: "M4 11l8-7l8 7v9h-5v-6H9v6H4z",
  hourglass: "M7 3h10M7 21h10M8 3c0 5 4 6 4 9s-4 4-4 9M16 3c0 5-4 6-4 9s4 4 4 9",
  info: `${CIRCLE}M12 11v6M12 7.5v.5`,
  link: "M10 14l4-4M8 11l-2 2a3.5 3.5 0 0 0 5 5l2-2M16 13l2-2a3.5 3.5 0 0 0-5-5l-2 2",
  list: "M9 6h11M9 12h11M9 18h11M4 6h1M4 12h1M4 18h1",
  lock: "M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3",
  mail: "M3 6h18v13H3zM3 7l9 7l9-7",
  money: `${CIRCLE}M12 6.5v11M15 9c-.5-1-1.5-1.5-3-1.5c-4 0-4 4.5 0 4.5s4 4.5 0 4.5c-1.5 0-2.5-.5-3-1.5`,
  more: "M11.5 5.5h1v1h-1zM11.5 11.5h1v1h-1zM11.5 17.5h1v1h-1z",
  open: "M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9",
  people: "M9 5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7zM3 20c0-8 12-8 12 0M16 5.5a3 3 0 0 1 0 6M18 14.5c2 1 3 2.5 3 5.5",
  person: "M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8zM5 20c0-8 14-8 14 0",
  phone: "M6 4h4l1 5l-2 1.5a10 10 0 0 0 4.5 4.5L15 13l5 1v4c0 1-1 2-2 2C11 20 4 13 4 6c0-1 1-2 2-2z",
  pin: "M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11zM12 8a2 2 0 1 0 0 4a2 2 0 1 0 0-4z",
  refresh: "M20 12a8 8 0 1 1-3-6.2M20 3v5h-5",
  rising: "M4 17l6-6l3 3l7-7M15 7h5v5",
  save: "M5 4h11l3 3v13H5zM8 4v5h7V4M8 20v-6h8v6",
  search: "M11 4a7 7 0 1 0 0 14a7 7 0 1 0 0-14zM16 16l5 5",
  send: "M4 12L20 4l-5 16l-4-6z",
  settings: "M4 7h9M17 7h3M4 17h3M11 17h9M13 7a2 2 0 1 0 4 0a2 2 0 1 0-4 0M7 17a2 2 0 1 0 4 0a2 2 0 1 0-4 0",
  speed: "M4 18a9 9 0 1 1 16 0M12 14l4-5M12 14v.5",
  star: "M12 4l2.5 5.2l5.5.8l-4 4l1 5.5l-5-2.6l-5 2.6l1-5.5l-4-4l5.5-.8z",
  table: "M4 5h16v14H4zM4 10h16M4 15h16M10 5v14",
  target: `${CIRCLE}M12 7a5 5 0 1 0 0 10a5 5 0 1 0 0-10zM12 11v.5`,
  undo: "M9 6L4 11l5 5M4 11h10a5 5 0 0 1 0 9h-3",
  warning: "M12 4L2.5 20h19zM12 10v5M12 17.5v.3",
};

const NAMES = {
  add: "add add_circle playlist_add note_add post_add library_add",
  back: "arrow_back",
  bell: "notifications notifications_active campaign",
  block: "block cancel do_not_disturb_on visibility_off",
  bolt: "bolt flash_on lightbulb tips_and_updates",
  bookmark: "bookmark",
  building: "business apartment domain corporate_fare hotel store storefront",
  calendar: "calendar_today calendar_month event event_note date_range today event_seat invite",
  chart: "bar_chart analytics insights leaderboard query_stats monitoring assessment equalizer",
  chat: "chat comment forum",
  check: "check_circle check done task_alt verified fact_check rule checklist",
  chevron: "chevron_right arrow_forward navigate_next",
  clock: "clock schedule access_time history update pending timelapse",
  close: "close clear",
  document: "description article document note notes summarize",
  down: "expand_more",
  edit: "edit edit_note rate_review draw",
  error: "error report priority_high dangerous",
  eye: "visibility preview",
  falling: "trending_down",
  flag: "flag outlined_flag tour sports_score",
  flat: "trending_flat",
  help: "help help_outline contact_support question_mark",
  home: "home",
  hourglass: "hourglass_empty hourglass_top hourglass_bottom",
  info: "info",
  link: "link",
  list: "list toc format_list_bulleted",
  lock: "lock vpn_key key",
  mail: "email mail",
  money: "dollar payments attach_money monetization_on",
  open: "open_in_new launch",
  people: "group groups people multiple_people diversity_3",
  person: "person account_circle badge",
  phone: "phone phone_android call",
  pin: "map_pin place location_on my_location",
  refresh: "refresh sync autorenew restart_alt",
  rising: "trending_up show_chart moving",
  save: "save cloud_upload upload publish",
  search: "search",
  send: "send",
  settings: "settings tune",
  speed: "speed",
  star: "star grade",
  table: "table table_chart table_view grid_on dataset table_rows",
  target: "target adjust track_changes ads_click crisis_alert radio_button_checked",
  undo: "undo replay",
  warning: "warning report_problem warning_amber",
};

const PATH_OF_NAME = Object.fromEntries(
  Object.entries(NAMES).flatMap(([path, names]) => names.split(" ").map((name) => [name, path])),
);

/**
 * One of the sidebar's own icons, hidden from screen readers.
 *
 * @param {string} name its name here; an unknown one is a dot.
 * @returns {SVGElement} the drawing.
 */
export function ownIcon(name) {
  return svgElement(
    "svg",
    { class: "okr-icon", width: 20, height: 20, viewBox: "0 0 24 24", "aria-hidden": "true" },
    svgElement("path", { d: PATHS[name] ?? PATHS.dot }),
  );
}

/**
 * The icon that a card asks for.
 *
 * @param {object|null|undefined} icon Google's icon: `knownIcon`, `materialIcon` or `iconUrl`, with `altText`.
 * @returns {HTMLElement|null} the icon, read out by its `altText` where it has one; null where there is no icon.
 */
export function iconOf(icon) {
  if (!icon) return null;
  const altText = typeof icon.altText === "string" ? icon.altText : "";
  const url = safeImageUrl(icon.iconUrl);
  if (url !== null) {
    const shape = icon.imageType === "CIRCLE" ? "okr-icon-image okr-circle" : "okr-icon-image";
    return element("img", { class: shape, src: url, alt: altText, width: 20, height: 20 });
  }
  const name = String(icon.materialIcon?.name ?? icon.knownIcon ?? "").toLowerCase();
  const spoken = altText === "" ? { "aria-hidden": "true" } : { role: "img", "aria-label": altText };
  return element("span", { class: "okr-icon-box", ...spoken }, ownIcon(PATH_OF_NAME[name]));
}
