// A large portal's index: a head with its vocabulary, and pieces fetched when a query needs them. Written by
// generator/linking/search/shards.py. The search runs on what is there and notes what is missing, until nothing is.
"use strict";

planSearch.sharded = ({ Book, Index, search, load }) => {
  class CutIndex extends Index {
    constructor(language, data) {
      super(language);
      this.count = data.count;
      this.averages = data.averages;
      const length = (letter) => 2 ** ((letter.charCodeAt(0) - 48) / 4) - 1;
      for (let at = 0; at < data.lengths.length; at += 2) this.lengths.push([length(data.lengths[at]), length(data.lengths[at + 1])]);
      const ranks = [...data.kinds, "named-document", "uncited-document"];
      this.ranks = [...data.ranks].map((letter) => ranks[parseInt(letter, 36)]);
      this.found = new Map();
      const listed = data.vocabulary.split(" ");
      for (let at = 0; at < listed.length; at += 2) this.found.set(listed[at], parseInt(listed[at + 1], 36));
      this.vocabulary = [...this.found.keys()];
      this.cut = new Set(data.cut.split(" "));
      this.starts = data.shards;
      this.name(data.synonyms);
      this.pieces = new Map();
      this.unpacked = new Map();
      this.beside = new Map();
      this.missing = new Set();
      // Every further reading of a word is a piece more to fetch.
      this.mostReadings = 8;
      this.mostBegun = 4;
    }

    // The piece that would hold a key: the last that begins at or before it.
    pieceOf(key) {
      let low = 0, high = this.starts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.starts[middle] <= key) low = middle + 1; else high = middle;
      }
      return Math.max(0, low - 1);
    }

    piece(number) {
      const piece = this.pieces.get(number);
      if (!piece) this.missing.add(number);
      return piece;
    }

    // A key's lists: form → entry → places.
    own(key) {
      if (this.unpacked.has(key)) return this.unpacked.get(key);
      const piece = this.piece(this.pieceOf(key));
      if (!piece) return undefined;
      const lists = Object.hasOwn(piece, key) ? new Map(Object.entries(piece[key]).map(([form, text]) => [form, unpack(text)])) : undefined;
      this.unpacked.set(key, lists);
      return lists;
    }

    list(folded) {
      if (!/^[#@§]/.test(folded) && !this.found.has(folded)) return undefined;
      return this.beside.get(folded) ?? this.own(folded);
    }

    // What is not here yet is taken to be there: the next round knows better.
    has(folded) { return /^[#@§]/.test(folded) ? Boolean(this.own(folded)) || this.missing.has(this.pieceOf(folded)) : this.found.has(folded); }
    hasExact([folded, exact]) {
      return this.has(folded) && (folded === exact || Boolean(this.list(folded)?.has(exact)) || this.missing.has(this.pieceOf(folded)));
    }
    rarity(folded) {
      if (!/^[#@§]/.test(folded)) return super.rarity(folded);
      return this.rarityOf([...(this.own(folded)?.values() ?? [])].reduce((sum, entries) => sum + entries.size, 0));
    }

    startingWith(prefix, most) {
      if (!/^[#@§]/.test(prefix)) {
        const all = super.startingWith(prefix, 25), here = new Set(all.slice(0, most).map((word) => this.pieceOf(word)));
        // What lies in the same pieces costs no further one.
        return all.filter((word, at) => at < most || here.has(this.pieceOf(word)));
      }
      const found = [];
      for (let at = this.pieceOf(prefix); at < this.starts.length && (this.starts[at] <= prefix || this.starts[at].startsWith(prefix)); at++) {
        for (const key of Object.keys(this.piece(at) ?? {})) if (key.startsWith(prefix)) found.push(key);
      }
      return found.slice(0, most);
    }

    phrasesOf(initials) {
      const piece = this.piece(this.pieceOf(`^${initials.replace(/đ/g, "d")}`)), phrases = piece?.[`^${initials.replace(/đ/g, "d")}`];
      const spelled = (phrase) => phrase.split(" ").map((word) => word[0]).filter((letter) => letter === "đ").length;
      const wanted = [...initials].filter((letter) => letter === "đ").length;
      return phrases ? Object.entries(phrases).filter(([phrase]) => spelled(phrase) >= wanted).slice(0, 3).map(([phrase, times]) => [phrase.split(" "), parseInt(times, 36)]) : [];
    }

    // A cut list leaves out entries; where two words of the query stand side by side, their own list has them all.
    prepare(sequence) {
      for (let at = 0; at + 1 < sequence.length; at++) {
        for (const one of sequence[at].slice(0, 8)) {
          for (const other of sequence[at + 1].slice(0, 8)) {
            if (!this.cut.has(one) && !this.cut.has(other)) continue;
            for (const [forms, entries] of this.own(`${one} ${other}`) ?? []) {
              const [first, second] = forms.split(" ");
              if (this.cut.has(one)) this.add(one, first, entries, 0);
              if (this.cut.has(other)) this.add(other, second, entries, 1);
            }
          }
        }
      }
    }

    add(word, form, entries, step) {
      const lists = this.own(word);
      if (!lists) return;
      if (!this.beside.has(word)) this.beside.set(word, new Map([...lists].map(([form, entries]) => [form, new Map(entries)])));
      const merged = this.beside.get(word);
      if (!merged.has(form)) merged.set(form, new Map());
      const list = merged.get(form);
      for (const [number, places] of entries) list.set(number, [...new Set([...(list.get(number) ?? []), ...places.map((place) => place + step)])]);
    }
  }

  const unpack = (text) => {
    const entries = new Map();
    let number = 0;
    for (const line of text.split(",")) {
      const [step, ...steps] = line.split(".").map((digits) => parseInt(digits, 36));
      let place = 0;
      number += step;
      entries.set(number, steps.map((far) => (place += far)));
    }
    return entries;
  };

  return class CutBook extends Book {
    constructor(language, data) {
      super(language, data);
      this.index = new CutIndex(language, data);
      this.count = data.count;
      this.entries = new Map();
    }

    async settled(work) {
      for (let round = 0; ; round++) {
        this.index.missing.clear();
        this.index.beside.clear();
        const result = work();
        if (!this.index.missing.size || round === 8) return result;
        await Promise.all([...this.index.missing].map(async (number) => this.index.pieces.set(number, await this.part(`w${number}`))));
      }
    }

    async part(name) {
      await load(`assets/search/${this.language}/${name}.js`);
      return planSearch.taken.get(`${this.language}/${name}`);
    }

    search(query) { return this.settled(() => search(this.index, query)); }

    async entry(number) {
      if (!this.entries.has(number)) {
        const at = Math.floor(number / this.data.size), part = await this.part(`e${at}`);
        part.forEach(({ entry, above, leads }, n) => this.entries.set(at * this.data.size + n, { ...this.reading(entry), heading: above, leads }));
      }
      return this.entries.get(number);
    }

    async above(entry) { return entry.heading ? { title: entry.heading } : undefined; }
    async name(body) { return body; }

    // Whether an entry is within what was chosen, told by lists alone.
    async fits(number, asked) {
      const keys = [asked.body && `=b:${asked.body}`, asked.section && `=s:${asked.section}`, asked.due && "=d", asked.inforce && "=f"].filter(Boolean);
      const lists = await this.settled(() => keys.map((key) => this.index.own(key)?.get("")));
      return (!asked.kind || this.index.ranks[number] === asked.kind || this.index.ranks[number].endsWith(`-${asked.kind}`) && /^(named|uncited)-/.test(this.index.ranks[number])) && lists.every((list) => list?.has(number));
    }
  };
};
