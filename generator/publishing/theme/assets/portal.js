// Conveniences only: with this file missing, every page still says all it has to say.
"use strict";

const root = document.documentElement;
root.classList.replace("no-js", "js");

// Light or dark: the reader's choice is kept in this browser and never sent.
const THEME = "plan-portal-theme";
const kept = (() => { try { return localStorage.getItem(THEME); } catch { return null; } })();
if (kept === "light" || kept === "dark") root.dataset.theme = kept;
for (const button of document.querySelectorAll("[data-theme-switch]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem(THEME, root.dataset.theme); } catch { /* a private window forgets */ }
  });
}

// The menu closes on Escape and gives the focus back to its switch.
const drawer = document.getElementById("__drawer");
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drawer && drawer.checked) {
    drawer.checked = false;
    drawer.focus();
  }
});

// In a long menu the current entry is brought into view; the page itself does not move.
const side = document.getElementById("side");
const here = side && side.querySelector("[aria-current=page]");
if (here) side.scrollTop = Math.max(0, here.offsetTop - side.clientHeight / 3);

// The search is fetched when it is opened: by its link, by / or Ctrl-K, by its box, or on its own page.
const site = new URL("..", document.currentScript.src);
const searchLink = document.querySelector(".bar__search");
let search = null;
const loadSearch = () => search ??= new Promise((done, failed) => {
  const style = document.createElement("link"), script = document.createElement("script");
  style.rel = "stylesheet";
  style.href = new URL("assets/search.css", site).href;
  script.src = new URL("assets/search.js", site).href;
  script.addEventListener("load", () => done(planSearch.begin({ root: site.href, language: root.lang })));
  script.addEventListener("error", () => { search = null; failed(new Error(script.src)); });
  document.head.append(style, script);
});
const openSearch = (event) => {
  event.preventDefault();
  // Where the script cannot be had, the link still leads to the page that lists everything.
  loadSearch().then(({ open }) => open(searchLink.href)).catch(() => location.assign(searchLink.href));
};
if (searchLink) {
  searchLink.addEventListener("click", (event) => { if (!event.ctrlKey && !event.metaKey && !event.shiftKey) openSearch(event); });
  addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if ((event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) openSearch(event);
  });
  const results = document.getElementById("search-results"), form = document.getElementById("search-form");
  const quietly = () => loadSearch().catch(() => { /* the page lists everything */ });
  if (results && location.search) quietly();
  if (results && form) form.addEventListener("focusin", quietly, { once: true });
}
