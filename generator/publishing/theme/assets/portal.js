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

// The search page hides the entries that do not hold every word sought; accents and capitals do not matter.
// Groups with an entry of that name stand before those that only mention it.
const list = document.getElementById("search-list");
if (list) {
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  const field = document.querySelector("input[type=search]");
  const status = document.getElementById("search-status");
  const groups = Array.from(list.querySelectorAll("[data-group]"), (group) => ({
    group,
    entries: Array.from(group.querySelectorAll("[data-entry]"), (entry) => ({
      entry, text: fold(entry.textContent), name: fold(entry.querySelector("a").textContent),
    })),
  }));
  const sift = () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    const holds = (text) => words.every((word) => text.includes(word));
    let number = 0;
    for (const one of groups) {
      const found = one.entries.filter((e) => !(e.entry.hidden = !holds(e.text)));
      one.group.hidden = !found.length;
      one.named = found.some((e) => holds(e.name));
      number += found.length;
    }
    list.append(...groups.filter((one) => one.named).concat(groups.filter((one) => !one.named)).map((one) => one.group));
    const said = number ? status.dataset.some : status.dataset.none;
    status.textContent = words.length ? said.replace("{number}", () => number).replace("{query}", () => field.value.trim()) : "";
  };
  field.value = new URLSearchParams(location.search).get("q") || "";
  field.addEventListener("input", sift);
  sift();
}
