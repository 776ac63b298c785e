// Conveniences only: with this file missing, every page still says all it has to say.
"use strict";

const root = document.documentElement;

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
const drawer = document.getElementById("drawer");
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drawer && drawer.checked) {
    drawer.checked = false;
    drawer.focus();
  }
});

// The card of a citation goes on Escape, though the pointer or the focus is still there; it comes again with either.
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const one of document.querySelectorAll(".citation[data-card]:is(:hover, :focus)")) {
    one.dataset.putAway = "";
    for (const left of ["pointerleave", "blur"]) one.addEventListener(left, () => delete one.dataset.putAway, { once: true });
  }
});

// A page come back to has its menu closed, as it was opened.
addEventListener("pageshow", () => { if (drawer) drawer.checked = false; });

// In a long menu the current entry is brought into view; the page itself does not move.
const side = document.getElementById("side");
const here = side && side.querySelector("[aria-current=page]");
if (here) side.scrollTop = Math.max(0, here.offsetTop - side.clientHeight / 3);

// The search is fetched when it is opened: by its link, by / or Ctrl-K, by its box, or on its own page.
const site = new URL("..", document.currentScript.src);
// Scripts and not fetch: a page opened as a file may load the one and not the other. Where the browser guards what may
// become a script (Trusted Types), this is the only way to one, and it leads to the portal's own folder alone.
const own = (address) => {
  if (!address.startsWith(site.href)) throw new TypeError(address);
  return address;
};
const guard = window.trustedTypes ? trustedTypes.createPolicy("plan-portal", { createScriptURL: own }) : { createScriptURL: own };
const loadScript = (address) => new Promise((done, failed) => {
  const script = document.createElement("script");
  script.src = guard.createScriptURL(new URL(address, site).href);
  script.addEventListener("load", done);
  script.addEventListener("error", () => { script.remove(); failed(new Error(address)); });
  document.head.append(script);
});
const searchLink = document.querySelector(".bar__search");
let search = null;
const loadSearch = () => search ??= loadScript("assets/search.js").then(
  () => planSearch.begin({ root: site.href, language: root.lang, loadScript }),
  (error) => { search = null; throw error; },
);
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
  // The page lists everything; that the search is missing is said, and the next visit to its box tries again.
  const status = document.getElementById("search-status");
  const quietly = () => loadSearch().catch(() => { status.textContent = status.dataset.failed; });
  if (results && location.search) quietly();
  if (results && form) form.addEventListener("focusin", quietly);
}

{
  // How many days are left, by the day it is where the portal's office is, whatever the reader's own clock is set to.
  const DAY = 86400000;
  const words = document.getElementById("counting").dataset;
  // A browser takes long to make a calendar ready; most pages have nothing to count.
  const once = (make) => { let made; return () => made ??= make(); };
  const inZone = once(() => new Intl.DateTimeFormat("en-US", { timeZone: words.zone, calendar: "gregory", numberingSystem: "latn", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric", hourCycle: "h23" }));
  const moment = () => Object.fromEntries(inZone().formatToParts(Date.now()).map(({ type, value }) => [type, Number(value)]));
  // Days are counted on the calendar and not in hours: no leap day, month or year end makes a difference.
  const dayNumber = (iso) => { const [year, month, day] = iso.split("-").map(Number); return Date.UTC(year, month - 1, day) / DAY; };
  const dayWords = once(() => new Intl.DateTimeFormat(root.lang === "vi" ? "vi-VN" : "en-GB", root.lang === "vi" ? { timeZone: "UTC", day: "numeric", month: "numeric", year: "numeric" } : { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" }));
  const filled = (template, facts) => template.replace(/\{(\w+)\}/g, (_, name) => facts[name]);
  const counted = (days, { happens }) => {
    const past = happens === undefined ? "over" : "passed", several = Math.abs(days) === 1 ? "One" : "Many";
    if (days > 0) return { state: "ahead", text: filled(words[several.toLowerCase()], { number: days }) };
    if (days === 0) return { state: "today", text: happens === undefined ? words.todayLast : words.today };
    return { state: past, text: filled(words[past + several], { number: -days }) };
  };
  const told = ({ due, turns, first, last, happens }, today) => {
    if (due) return counted(dayNumber(due) - today, { happens });
    if (turns) {
      const next = turns.split(" ").map(dayNumber).find((day) => day >= today);
      if (next === undefined) return null;
      const { state, text } = counted(next - today, { happens });
      return { state, text: filled(words.next, { day: dayWords().format(next * DAY), left: text }) };
    }
    // A stretch has no day of its own, so none is counted to.
    const state = today < dayNumber(first) ? "ahead" : today > dayNumber(last) ? "ended" : "running";
    return { state, text: words[state] };
  };
  const count = (within) => {
    const { year, month, day } = moment(), today = Date.UTC(year, month - 1, day) / DAY;
    for (const place of within.querySelectorAll(".left")) {
      const said = told(place.dataset, today);
      place.hidden = !said;
      if (!said || place.textContent === said.text) continue;
      place.textContent = said.text;
      place.dataset.state = said.state;
    }
    nextFirst(today);
    return today;
  };

  // On the home page the next days stand first: what is past makes way once something lies ahead.
  const NEXT = 8;
  const nextFirst = (today) => {
    const lines = [...document.querySelectorAll("#next-dated .due-line")];
    const ahead = lines.filter((line) => dayNumber(line.querySelector("[data-due]").dataset.due) >= today);
    const shown = new Set(ahead.length ? ahead.sort((one, other) => one.querySelector("[data-due]").dataset.due.localeCompare(other.querySelector("[data-due]").dataset.due)).slice(0, NEXT) : lines.slice(0, NEXT));
    for (const line of lines) line.hidden = !shown.has(line);
  };

  // A page that stays open counts anew at midnight over there, and after the computer has slept.
  let shownDay;
  const recount = () => {
    const { hour, minute, second, year, month, day } = moment();
    if (Date.UTC(year, month - 1, day) / DAY !== shownDay) shownDay = count(document);
    const left = DAY - ((hour * 60 + minute) * 60 + second) * 1000;
    setTimeout(recount, Math.min(left, 60000));
  };
  const duties = document.getElementById("office") || document.getElementById("filter");
  if (duties || document.querySelector(".left")) {
    recount();
    addEventListener("pageshow", () => { shownDay = count(document); });
    document.addEventListener("visibilitychange", () => { shownDay = count(document); });
  }

  // The reader's office and the filter have a script of their own, for the pages that have either.
  if (duties) {
    loadScript("assets/duties.js").then(() => planDuties.begin({ count, loadScript }), () => { /* the page says it all without */ });
  }
}
