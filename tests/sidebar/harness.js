// The page of the tests: a sidebar on its own, set up by the page's query.
import { createSidebar } from "/sidebar/sidebar.js";

const query = new URLSearchParams(location.search);
window.selected = [];
window.opened = [];
window.sidebar = createSidebar(document.getElementById("sidebar"), {
  homepage: query.get("homepage") ?? "/card/gallery",
  document: () => ({ id: "book1", title: "Acme Home Services", hasFileScope: query.get("scope") !== "no" }),
  selectCell: (cell) => window.selected.push(cell) > 0,
  openUrl: (url) => window.opened.push(url),
  requestFile: async () => "/card/granted",
  theme: query.get("theme") ?? "auto",
  locale: "en",
  timeZone: "America/Chicago",
  timeoutMs: Number(query.get("timeout") ?? 5000),
});
await window.sidebar.open();
document.documentElement.dataset.ready = "yes";
