// The reader's own office and the filter of deadlines; fetched by portal.js on the pages that have either.
// The office is kept in this browser alone: the file that is fetched holds every office, so nobody is told which.
"use strict";

const planDuties = (() => {
  const KEPT = "plan-portal-office";
  const language = document.documentElement.lang;
  const files = location.protocol === "file:";

  // A browser may refuse to keep anything; then the choice lasts as long as the page.
  const read = () => { try { return localStorage.getItem(KEPT); } catch { return null; } };
  const keep = (id) => { try { localStorage.setItem(KEPT, id); return true; } catch { return false; } };
  const forget = () => { try { localStorage.removeItem(KEPT); } catch { /* it was never kept */ } };

  const element = (name, attributes = {}, ...inside) => {
    const made = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) if (value !== null && value !== false) made.setAttribute(attribute, value === true ? "" : value);
    made.append(...inside);
    return made;
  };
  const filled = (words, facts) => words.replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");
  // Words that stand in Vietnamese on a page of another language say so.
  const foreign = (vietnamese) => (vietnamese && language !== "vi" ? "vi" : null);
  const noted = ({ note }) => (note ? [" ", element("span", { class: "words-note" }, `(${note})`)] : []);

  let taken = null, asked = null;
  const offices = (loadScript, file) => asked ??= loadScript(new URL(file, location.href)).then(() => taken, (error) => { asked = null; throw error; });

  // My office, on the home page. What the file holds is declared in generator/pages/offices.py.
  const myOffice = (form, place, { count, loadScript }) => {
    const pick = form.querySelector("select"), status = form.querySelector("[role=status]");
    const root = new URL("../..", new URL(form.dataset.file, location.href));
    const to = (address) => new URL(files ? address.replace(/\/(?=$|#)/, "/index.html") : address, root).href;

    const dueLine = (due) => {
      const counts = Boolean(due.due || due.turns.length || due.first);
      const left = element("span", {
        class: due.first ? "left left--span" : "left", hidden: true, "data-due": due.due || null, "data-turns": due.turns.join(" ") || null,
        "data-first": due.first || null, "data-last": due.until || null, "data-happens": due.happens,
      });
      const when = due.machine ? element("time", { datetime: due.machine }, due.when) : due.when;
      const what = element("span", {}, element("a", { href: to(due.address), lang: foreign(due.vietnamese) }, due.title), ...noted(due), ` (${due.place}) `, element("span", { class: "tag tag--quiet" }, due.kind));
      if (due.who) what.append(element("span", { class: "office__who" }, due.who));
      if (!counts && due.when) what.append(" ", element("span", { class: "not-stated" }, taken.say["no-day"]));
      if (due.last) what.append(" ", element("span", { class: "due__last" }, due.last));
      return element("li", { class: "due-line" }, element("span", { class: due.when ? "due-line__when" : "due-line__when not-stated" }, when || taken.say["no-day"], ...(counts ? [" ", left] : [])), " ", what);
    };

    const shown = ({ say, dues, tasks }, id, office) => {
      const name = element("a", { href: to(office.address), lang: foreign(office.vietnamese) }, office.name);
      const nodes = [element("h3", { class: "office__name" }, name, ...noted(office), ...noted({ note: office.mark })), element("h4", {}, say.dues)];
      if (office.dues.length) nodes.push(element("ul", { class: "office__dues" }, ...office.dues.map((number) => dueLine(dues[number]))));
      else nodes.push(element("p", {}, say["no-dues"]));
      if (office.number > office.dues.length) nodes.push(element("p", {}, filled(say.more, { number: office.number - office.dues.length })));
      for (const group of office.groups) {
        nodes.push(element("h4", {}, `${group.label} (${group.number})`), element("ul", {}, ...group.tasks.map((number, at) => {
          const task = tasks[number];
          return element("li", {}, element("a", { href: to(task.address) }, task.place), ...noted({ note: group.grounds[at] }), " ", element("span", { lang: foreign(task.vietnamese) }, task.text), ...noted(task));
        })));
        if (group.number > group.tasks.length) nodes.push(element("p", {}, filled(say.more, { number: group.number - group.tasks.length })));
      }
      const forgetting = element("button", { type: "button", class: "more" }, say.forget);
      forgetting.addEventListener("click", () => {
        forget();
        pick.value = "";
        place.replaceChildren();
        if (others) others.open = true;
        status.textContent = say.forgotten;
        pick.focus();
      });
      const narrowed = new URL(place.dataset.deadlines, location.href);
      narrowed.searchParams.set("body", id);
      nodes.push(element("p", { class: "actions" },
        element("a", { class: "more", href: to(office.address) }, filled(say.page, { name: office.name })), " ",
        ...(office.number ? [element("a", { class: "more", href: narrowed.href }, say.deadlines), " "] : []), forgetting));
      return nodes;
    };

    const others = document.getElementById("office-list");
    let turn = 0;
    const show = async (id, { chosen }) => {
      const own = ++turn;
      let data;
      try {
        data = await offices(loadScript, form.dataset.file);
      } catch {
        if (own === turn) status.textContent = form.dataset.failed;
        return;
      }
      if (own !== turn) return;
      const office = Object.hasOwn(data.offices, id) ? data.offices[id] : null;
      if (!office) {
        forget();
        pick.value = "";
        place.replaceChildren();
        status.textContent = data.say.gone;
        return;
      }
      pick.value = id;
      place.replaceChildren(...shown(data, id, office));
      if (others) others.open = false;
      const kept = !chosen || keep(id);
      status.textContent = kept ? (chosen ? filled(data.say.shown, { name: office.name }) : "") : data.say["not-kept"];
      count(place);
    };

    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (pick.value) show(pick.value, { chosen: true });
    });
    const own = read();
    if (own) show(own, { chosen: false });
  };

  // The filter of deadlines. What is chosen stands in the address, so that it can be sent, kept and gone back from.
  const filter = (form) => {
    const fields = [...form.querySelectorAll("select")], reset = form.querySelector("[type=reset]"), status = form.querySelector("[role=status]");
    const dues = [...document.querySelectorAll("[data-agenda] .due")], groups = [...document.querySelectorAll("[data-group]")];
    const links = [...document.querySelectorAll(".year [data-due], .year [data-dues]")];
    const body = form.elements.namedItem("body");
    const matches = (due) => fields.every(({ name, value }) => !value || (name === "body" ? due.dataset.bodies.split(" ").includes(value) : due.dataset[name] === value));

    const apply = () => {
      const left = new Set();
      for (const due of dues) {
        due.hidden = !matches(due);
        if (!due.hidden) left.add(due.id);
      }
      for (const group of groups) {
        const number = group.querySelectorAll(".due:not([hidden])").length;
        group.hidden = number === 0;
        const jump = document.querySelector(`.jump a[href$="#${CSS.escape(group.dataset.group)}"]`);
        if (jump) {
          jump.parentElement.hidden = group.hidden;
          jump.querySelector("[data-number]").textContent = number;
        }
      }
      for (const link of links) {
        const own = (link.dataset.dues ?? link.dataset.due).split(" "), number = own.filter((id) => left.has(id)).length;
        // SVG has no `hidden`; a class does for both.
        link.classList.toggle("filtered", number === 0);
        const words = link.querySelector("text");
        if (words) words.textContent = number;
      }
      for (const row of document.querySelectorAll(".year__table tbody tr")) row.classList.toggle("filtered", !row.querySelector("[data-due]:not(.filtered)"));
      const narrowed = fields.some(({ value }) => value);
      reset.hidden = !narrowed;
      status.textContent = narrowed ? filled(left.size ? form.dataset.shown : form.dataset.none, { shown: left.size, all: dues.length }) : "";
    };

    const readAddress = () => {
      const asked = new URLSearchParams(location.search);
      for (const field of fields) {
        const value = asked.get(field.name) ?? "";
        field.value = value;
        // A value that is not on offer is no choice.
        if (field.selectedIndex < 0) field.value = "";
      }
    };
    const writeAddress = () => {
      const asked = new URLSearchParams(fields.filter(({ value }) => value).map(({ name, value }) => [name, value]));
      // A folder opened as files may not rewrite its address; the filter works all the same.
      try { history.pushState(null, "", `${location.pathname}${[...asked].length ? `?${asked}` : ""}`); } catch { /* nothing to keep */ }
    };

    // The reader's own office stands first; it is the same choice as its name further down.
    const own = [...body.options].find(({ value }) => value && value === read());
    if (own) {
      own.textContent = filled(form.dataset.mine, { name: own.textContent });
      body.options[0].after(own);
    }
    form.hidden = false;
    form.addEventListener("change", () => { apply(); writeAddress(); });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      for (const field of fields) field.value = "";
      apply();
      writeAddress();
      body.focus();
    });
    addEventListener("popstate", () => { readAddress(); apply(); });
    readAddress();
    apply();
    // A link to one deadline is followed once what stands above it has its place.
    if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  };

  return {
    take: (data) => { taken = data; },
    begin: (counting) => {
      const form = document.getElementById("office"), place = document.getElementById("office-duties"), narrow = document.getElementById("filter");
      if (form && place) myOffice(form, place, counting);
      if (narrow) filter(narrow);
    },
  };
})();
