// The search as the reader meets it: on its own page and as a dialog on every page.
"use strict";

planSearch.begin = ({ root, language, loadScript }) => {
  const words = planSearch.wordsOf(planSearch.taken.get("rules"));
  const { Index, search, nearest, TEXT, AROUND } = planSearch.engine(words, planSearch.taken.get("rules").weights);
  const files = location.protocol === "file:";
  const MOST = 10, MANY = 100;

  const element = (name, attributes = {}, ...inside) => {
    const made = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(attribute, value);
    made.append(...inside);
    return made;
  };

  const scripts = new Map();
  const load = (path) => {
    if (!scripts.has(path)) scripts.set(path, loadScript(path).catch((error) => { scripts.delete(path); throw error; }));
    return scripts.get(path);
  };

  const addressed = (address) => new URL(files ? address.replace(/\/(?=$|#)/, "/index.html") : address, root).href;

  // The entries of one language, taken apart.
  class Book {
    constructor(language, data) {
      this.language = language;
      this.data = data;
      this.say = (key, facts = {}) => data.say[key].replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");
    }

    // What a packed entry holds; the order is that of `_packed` in generator/pages/search.py.
    reading([kind, id, title = "", names = [], text = "", place = "", inside = "", above = "", marker = "", bodies = [], due = "", leads = [], flags = 0, beside = ""]) {
      const name = this.data.kinds[kind];
      id ||= words.atoms(title).map((atom) => words.key(atom.text)[0]).join("-");
      return {
        kind: name, id, title, names, text, place, inside, above, marker, bodies, due, leads, beside,
        rank: (flags & 8 ? "uncited-" : flags & 4 ? "named-" : "") + name, inForce: Boolean(flags & 1), hasDeadline: Boolean(flags & 2),
        told: flags & 16 ? "missing" : flags & 32 ? "stale" : "", lead: flags & 64 ? "lead-inferred" : "lead",
        href: addressed(this.data.addresses[name].replace("{plan}", inside).replace("{id}", id)),
      };
    }
  }

  class WholeBook extends Book {
    constructor(language, data) {
      super(language, data);
      this.entries = data.entries.map((packed) => this.reading(packed));
      this.units = new Map(this.entries.map((entry) => [`${entry.kind === "plan" ? "" : entry.inside}/${entry.id}/${unit(entry)}`, entry]));
      for (const entry of this.entries) {
        const above = this.aboveOf(entry);
        entry.around = [above ? above.title || above.text : "", entry.beside].filter(Boolean).join(". ");
      }
      this.count = this.entries.length;
    }

    static async of(language, data) {
      const book = new WholeBook(language, data);
      const named = book.entries.filter(({ kind, names }) => (kind === "body" || kind === "term") && names.length).map(({ title, names }) => [title, ...names]);
      book.index = await Index.of(language, book.entries, [...data.synonyms, ...named]);
      return book;
    }

    aboveOf(entry) { return entry.above ? this.units.get(`${entry.inside}/${entry.above}/true`) : undefined; }
    async search(query) { return search(this.index, query); }
    async entry(number) { return this.entries[number]; }
    async above(entry) { return this.aboveOf(entry); }
    async name(body) { return this.entries.find((entry) => entry.kind === "body" && entry.id === body)?.title ?? body; }
    async fits(number, asked) {
      const entry = this.entries[number];
      let within = !asked.section;
      for (let at = entry; at && !within; at = this.aboveOf(at)) within = at.id === asked.section && at.kind === "section";
      return within && (!asked.kind || entry.kind === asked.kind) && (!asked.body || entry.bodies.includes(asked.body))
        && (!asked.inforce || entry.inForce) && (!asked.due || entry.hasDeadline);
    }
  }
  const unit = ({ kind }) => kind === "section" || kind === "plan-item";

  const books = new Map();
  const bookOf = (which) => {
    if (!books.has(which)) {
      books.set(which, load(`assets/search/${which}.js`).then(async () => {
        const data = planSearch.taken.get(which);
        if (!data.shards) return WholeBook.of(which, data);
        await load("assets/search/sharded.js");
        return new (planSearch.sharded({ Book, Index, search, load }))(which, data);
      }));
      books.get(which).catch(() => books.delete(which));
    }
    return books.get(which);
  };

  // Asking

  const FACETS = ["kind", "body", "section", "inforce", "due"];
  const narrowed = (asked) => FACETS.some((facet) => asked[facet]);
  const ask = async (which, asked, most) => {
    const book = await bookOf(which), result = await book.search(asked.q);
    const kept = [];
    let more = false;
    for (const answer of result.ranked) {
      if (narrowed(asked) && !await book.fits(answer.number, asked)) continue;
      if (kept.length === most) { more = true; break; }
      kept.push(answer);
    }
    return { book, result, kept, more, all: result.ranked.length, groups: figures(asked.q) };
  };

  // A Vietnamese query on the English site also finds what is said in Vietnamese, under a heading of its own; typed
  // without marks it cannot be told from English, so few English answers are a reason to look there too.
  const FEW = 5;
  const foreign = (query, found) => {
    const best = found.result.ranked[0];
    return !best || best.covered < 0.6 || (language !== "vi" && (found.result.parsed.marked || found.kept.length < FEW));
  };

  // Showing

  const runs = (text) => [...text.normalize("NFC").matchAll(/[\p{L}\p{M}]+|[0-9]+/gu)];
  // A text with the words at some places marked; only text ever becomes text.
  const marked = (text, places, first = 0, last = Infinity) => {
    const shown = text.normalize("NFC"), found = runs(text), nodes = [];
    last = Math.min(last, found.length - 1);
    let at = first > 0 ? found[first].index : 0;
    const end = last < found.length - 1 ? found[last + 1].index : shown.length;
    for (let word = first; word <= last; word++) {
      if (!places.has(word)) continue;
      let until = word;
      while (until < last && places.has(until + 1)) until++;
      const start = found[word].index, stop = found[until].index + found[until][0].length;
      nodes.push(shown.slice(at, start), element("mark", {}, shown.slice(start, stop)));
      at = stop;
      word = until;
    }
    nodes.push(shown.slice(at, end).trimEnd());
    return [first > 0 ? "… " : "", ...nodes, last < found.length - 1 ? " …" : ""];
  };

  // The places of an entry that the query matched, of its title and names and of its text.
  const matched = ({ concepts }, number) => {
    const strong = new Set(), weak = new Set();
    for (const { found, weight, token } of concepts) {
      // A number or a date as a whole stands in the index where its text begins, which is not where it is printed.
      if (token === undefined) continue;
      for (const [place, quality] of found.get(number)?.places ?? []) {
        if (place < AROUND && quality > 0.5) (weight >= 0.1 ? strong : weak).add(place);
      }
    }
    for (const place of weak) if (strong.has(place - 1) || strong.has(place + 1)) strong.add(place);
    const inTitle = new Set(), inText = new Set();
    for (const place of strong) if (place < TEXT) inTitle.add(place); else inText.add(place - TEXT);
    return { inTitle, inText };
  };

  // Figures typed as one number or date: “27/7/2023” gives [27, 7, 2023].
  const figures = (query) => [...query.matchAll(/\d+(?:\s?[/.-]\s?\d+)+/g)].map(([typed]) => typed.match(/\d+/g).map(Number));
  // The places of a text where such figures are printed side by side.
  const printed = (text, groups) => {
    const said = runs(text).map(([run]) => (/^\d/.test(run) ? Number(run) : null)), places = new Set();
    for (const group of groups) {
      for (let at = 0; at + group.length <= said.length; at++) {
        if (group.every((figure, n) => said[at + n] === figure)) group.forEach((_, n) => places.add(at + n));
      }
    }
    return places;
  };

  // The words typed that none of the answers prints, told by their letters and marks; while a word is being typed, one
  // that begins so will do. What is short and unmarked may be an abbreviation, and numbers are told by their figures.
  const unprinted = (query, entries) => {
    const typed = [], said = new Set();
    for (const entry of entries) {
      for (const text of [entry.title, ...entry.names, entry.text, entry.place, entry.heading, entry.around, entry.beside, entry.due]) {
        for (const [run] of runs(text ?? "")) said.add(run.toLowerCase());
      }
    }
    const keys = [...said].map((run) => words.key(run));
    const toned = (exact) => [exact.replace(/\d$/, ""), exact.match(/\d$/)?.[0] ?? ""];
    const begins = ([folded, exact], [other, printedExact]) => {
      if (folded === exact) return other.startsWith(folded);
      const [base, tone] = toned(exact), [longer, its] = toned(printedExact);
      return longer.startsWith(base) && (!tone || tone === its);
    };
    for (const [run] of runs(query)) {
      const word = run.toLowerCase(), key = words.key(word);
      if (/^\d/.test(word)) {
        if (![...said].some((one) => Number(one) === Number(word))) typed.push(run);
      } else if ((key[0] !== key[1] || (word.length > 4 && /[aeiouy]/.test(key[0]))) && !keys.some((one) => begins(key, one))) typed.push(run);
    }
    return [...new Set(typed)];
  };

  // The stretch of a text that holds the most of what was looked for.
  const excerpt = (text, places) => {
    const LENGTH = 36, total = runs(text).length;
    let start = 0, most = -1;
    for (let first = 0; first === 0 || first + LENGTH < total + 8; first += 4) {
      let held = 0;
      for (let place = first; place < first + LENGTH; place++) held += places.has(place);
      if (held > most) { most = held; start = first; }
    }
    return marked(text, places, total ? Math.min(start, total - 1) : 0, start + LENGTH);
  };

  const shownAnswer = async ({ book, result, groups }, { number }) => {
    const entry = await book.entry(number), { inTitle, inText } = matched(result, number);
    const titleLength = runs(entry.title).length, say = book.say;
    for (const place of printed(entry.title, groups)) inTitle.add(place);
    for (const place of printed(entry.text, groups)) inText.add(place);
    const above = await book.above(entry);
    const link = element("a", { class: "found__link", href: entry.href });
    // What has not been translated stands in Vietnamese, and says so.
    const shown = entry.told === "missing" ? { lang: "vi" } : {};
    if (entry.title) link.append(...(unit(entry) && entry.place ? [`${entry.place}: `] : []), element("span", shown, ...marked(entry.title, inTitle)));
    else link.append(entry.place);
    const where = [say(`kind.${entry.kind}`), ...(above ? [above.title || above.place] : []), ...(unit(entry) ? [] : [entry.place])].filter(Boolean);
    const item = element("li", { class: "found", "data-search-result": "", "data-kind": entry.kind, "data-id": entry.id },
      element("p", { class: "found__where" }, where.join(" · ")), element("p", { class: "found__title" }, link));
    let place = titleLength + 1;
    for (const name of unit(entry) ? [] : entry.names) {
      const length = runs(name).length, here = new Set([...inTitle].map((at) => at - place).filter((at) => at >= 0 && at < length));
      if (here.size) item.append(element("p", { class: "found__text" }, ...marked(name, here)));
      place += length + 1;
    }
    if (entry.text) item.append(element("p", { class: "found__text", ...shown }, ...excerpt(entry.text, inText)));
    if (entry.told) item.append(element("p", { class: "found__facts" }, say(entry.told)));
    const facts = [];
    if (entry.leads.length) facts.push(`${say(entry.lead)}: ${(await Promise.all(entry.leads.map((body) => book.name(body)))).join("; ")}`);
    if (entry.due) facts.push(`${say("due")}: ${entry.due}`);
    if (facts.length) item.append(element("p", { class: "found__facts" }, facts.join(" · ")));
    return item;
  };

  const list = async (found, answers) => element("ol", { class: "found-list" }, ...await Promise.all(answers.map((answer) => shownAnswer(found, answer))));

  // One place to type and one to answer; the page has facets and an address, the dialog has neither.
  class Box {
    constructor({ input, status, results, facets, changed, everything }) {
      Object.assign(this, { input, status, results, facets, changed, everything });
      this.turn = 0;
      input.addEventListener("input", () => { this.answer(); this.changed?.(false); });
      results.addEventListener("keydown", (event) => this.walk(event));
      input.addEventListener("keydown", (event) => { if (event.key === "ArrowDown") this.walk(event); });
    }

    get asked() {
      const asked = { q: this.input.value };
      for (const field of this.facets?.querySelectorAll("[name]") ?? []) asked[field.name] = field.type === "checkbox" ? (field.checked ? "1" : "") : field.value;
      return asked;
    }

    // The arrows go from the box through the answers and back.
    walk(event) {
      const links = [...this.results.querySelectorAll("a.found__link")], at = links.indexOf(document.activeElement);
      if (event.key === "ArrowDown" && links.length) (links[at + 1] ?? links[at]).focus();
      else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? this.input).focus();
      else return;
      event.preventDefault();
    }

    async answer(most = MOST) {
      const asked = this.asked, turn = ++this.turn;
      const asks = Boolean(asked.q.trim()) || narrowed(asked);
      let shown = { nodes: [], status: "" }, failed = false;
      try {
        if (asks) shown = await this.answers(asked, most);
      } catch {
        // A script that could not be fetched is fetched again at the next keystroke.
        failed = true;
        shown.status = this.status.dataset.failed;
      }
      // A later keystroke has asked again.
      if (turn !== this.turn) return;
      this.results.replaceChildren(...shown.nodes);
      this.results.dataset.query = asked.q;
      this.status.textContent = shown.status;
      if (this.everything) this.everything.hidden = Boolean(asked.q.trim()) && !failed;
    }

    async answers(asked, most) {
      const own = await bookOf(language), say = own.say, query = asked.q.trim();
      if (!query) return { nodes: [], status: "" };
      const found = await ask(language, asked, most), nodes = [];
      const others = foreign(query, found) ? own.data.languages.filter((other) => other !== language) : [];
      if (found.kept.length) nodes.push(await list(found, found.kept));
      if (found.more) {
        const more = element("button", { type: "button", class: "search-more" }, say("more"));
        more.addEventListener("click", () => this.answer(MANY));
        nodes.push(more);
      }
      let number = found.kept.length;
      const entries = await Promise.all(found.kept.map((answer) => found.book.entry(answer.number)));
      for (const other of others) {
        const there = await ask(other, asked, most);
        if (!there.kept.length) continue;
        number += there.kept.length;
        entries.push(...await Promise.all(there.kept.map((answer) => there.book.entry(answer.number))));
        nodes.push(element("h2", { class: "found-heading" }, say(`in-${other}`)), element("div", { lang: other }, await list(there, there.kept)));
      }
      const missing = number ? unprinted(query, entries) : [];
      if (missing.length) return { nodes, status: say("akin", { number, words: missing.map((word) => `“${word}”`).join(", ") }) };
      if (number) return { nodes, status: say(number === 1 ? "one" : found.more ? "first" : "many", { number, query }) };
      return { nodes: await this.nothing(own, asked, query, found), status: say(narrowed(asked) && found.all ? "narrowed" : "none", { query, number: found.all }) };
    }

    // “No result” says what was searched and offers the nearest.
    async nothing(book, asked, query, found) {
      const nodes = [element("p", { class: "found-none" }, book.say("searched", { number: book.count }))];
      if (narrowed(asked) && found.all) {
        const clear = element("button", { type: "button", class: "search-more" }, book.say("clear", { number: found.all }));
        clear.addEventListener("click", () => { this.clear(); this.answer(); this.changed?.(true); });
        nodes.push(clear);
      }
      const offers = nearest(book.index, query);
      if (offers.length) {
        const items = offers.map((offer) => {
          const button = element("button", { type: "button", class: "search-offer" }, offer);
          button.addEventListener("click", () => { this.input.value = offer; this.answer(); this.changed?.(true); this.input.focus(); });
          return element("li", {}, button);
        });
        nodes.push(element("p", {}, book.say("nearest")), element("ul", { class: "search-offers" }, ...items));
      }
      return nodes;
    }

    clear() {
      for (const field of this.facets?.querySelectorAll("[name]") ?? []) if (field.type === "checkbox") field.checked = false; else field.value = "";
    }
  }

  const readAddress = (box) => {
    const asked = new URLSearchParams(location.search);
    box.input.value = asked.get("q") ?? "";
    for (const field of box.facets?.querySelectorAll("[name]") ?? []) {
      if (field.type === "checkbox") field.checked = asked.get(field.name) === "1";
      else field.value = asked.get(field.name) ?? "";
    }
  };
  const question = (box) => new URLSearchParams(Object.entries(box.asked).filter(([, value]) => value));
  // Who changes the language goes on with the same question.
  const carry = (box) => {
    for (const link of document.querySelectorAll("a[hreflang]")) {
      const there = new URL(link.href);
      there.search = question(box);
      link.href = there.href;
    }
  };
  const writeAddress = (box, lasting) => {
    const asked = question(box);
    carry(box);
    const address = `${location.pathname}${[...asked].length ? `?${asked}` : ""}`;
    // A folder opened as files may not rewrite its address; the search works all the same.
    try { history[lasting ? "pushState" : "replaceState"](null, "", address); } catch { /* nothing to keep */ }
  };

  const page = () => {
    const results = document.getElementById("search-results"), form = document.getElementById("search-form");
    if (!results || !form) return null;
    const facets = document.getElementById("search-facets");
    const box = new Box({
      input: form.querySelector("input[type=search]"), status: document.getElementById("search-status"), results, facets,
      everything: document.getElementById("search-list"), changed: (lasting) => writeAddress(box, lasting),
    });
    form.addEventListener("submit", (event) => { event.preventDefault(); writeAddress(box, true); box.answer(); });
    if (facets) {
      facets.hidden = false;
      facets.addEventListener("change", () => { writeAddress(box, true); box.answer(); });
    }
    addEventListener("popstate", () => { readAddress(box); carry(box); box.answer(); });
    const typed = box.input.value;
    readAddress(box);
    if (typed) box.input.value = typed;
    if (facets && narrowed(box.asked)) facets.open = true;
    carry(box);
    if (box.input.value) box.answer();
    return box;
  };

  // The dialog of every other page; Enter goes to the search page with what was typed.
  let dialog = null;
  const dialogBox = async (whole) => {
    const { say } = await bookOf(language);
    const input = element("input", { type: "search", id: "search-dialog-input", name: "q", autocomplete: "off", "aria-label": say("title") });
    const close = element("button", { type: "button", class: "search-close" }, say("close"));
    const form = element("form", { class: "search-form__row", role: "search", method: "get", action: whole }, input, close);
    const status = element("p", { role: "status", class: "search-status", "data-failed": say("failed") }), results = element("div", { class: "search-answers" });
    dialog = element("dialog", { class: "search-dialog", "aria-label": say("title") }, form, status, results, element("p", {}, element("a", { href: whole }, say("whole"))));
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    document.body.append(dialog);
    return new Box({ input, status, results });
  };

  const own = page();
  return {
    // Opens the search wherever the reader is.
    open: async (whole) => {
      if (own) return own.input.focus();
      if (!dialog) await dialogBox(whole);
      if (!dialog.open) dialog.showModal();
      dialog.querySelector("input").focus();
    },
    own,
  };
};
