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
