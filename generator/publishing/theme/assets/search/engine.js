// Which entries answer a query, best first. The twin of generator/linking/search/{index,query,ranking}.py.
"use strict";

planSearch.engine = (words, weights) => {
  const W = weights, TEXT = W.text, AROUND = W.around;

  const entryOf = (map, key, make) => {
    let value = map.get(key);
    if (value === undefined) map.set(key, value = make());
    return value;
  };

  // A task longer than 50 ms keeps a reader waiting; a phone takes four times as long as a desk, or more.
  const SLICE = 6;
  // Unlike a timer, a message to oneself comes at once.
  const pause = () => new Promise((go) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); go(); };
    port2.postMessage(null);
  });

  // The words of entries with their places: a title and other names below TEXT, the text from there, the heading
  // above from AROUND. A hole in the places keeps two names from reading as one.
  class Index {
    constructor(language) {
      this.language = language;
      this.lists = new Map();
      this.lengths = [];
      this.ranks = [];
      this.clauses = [];
      this.mostReadings = Infinity;
      this.mostBegun = Infinity;
    }

    // Lets the page go on in between: the words of a whole plan are long work for a cheap phone.
    static async of(language, entries, synonyms) {
      const index = new Index(language);
      let begun = performance.now();
      for (const [number, entry] of entries.entries()) {
        if (performance.now() - begun > SLICE) {
          await pause();
          begun = performance.now();
        }
        index.add(entry, number);
      }
      await pause();
      index.finish(synonyms);
      return index;
    }

    add({ kind, rank, title, names, text, around, marker }, number) {
      this.ranks[number] = rank;
      const put = (folded, exact, place) => entryOf(entryOf(entryOf(this.lists, folded, () => new Map()), exact, () => new Map()), number, () => []).push(place);
      const write = (said, start, end) => {
        let place = start;
        for (const [folded, exact] of words.split(said, this.language)) if (place < end) put(folded, exact, place++);
        for (const token of words.structured(said)) put(token, token, start);
        return place;
      };
      let place = 0;
      for (const name of [title, ...names]) {
        if (!name) continue;
        place = write(name, place, TEXT - 1) + 1;
        if (W.named.includes(kind)) {
          const token = words.nameToken(words.split(name, this.language));
          put(token, token, 0);
        }
      }
      const end = write(text, TEXT, AROUND);
      let above = AROUND;
      for (const [folded, exact] of words.split(around, this.language)) put(folded, exact, above++);
      if (marker) put(words.markerToken(marker), words.markerToken(marker), 0);
      this.lengths[number] = [place, end - TEXT];
      if (this.language === "vi" && W.acronymKinds.includes(kind)) {
        for (const said of [title, ...names]) this.clauses.push(...clausesOf(said, 3));
        this.clauses.push(...clausesOf(text, 1));
      }
    }

    finish(synonyms) {
      this.count = this.lengths.length;
      this.averages = [0, 1].map((field) => {
        const written = this.lengths.map((length) => length[field]).filter(Boolean);
        return written.length ? written.reduce((sum, length) => sum + length, 0) / written.length : 1;
      });
      this.vocabulary = [...this.lists.keys()].sort();
      this.found = new Map();
      for (const [folded, exacts] of this.lists) {
        const all = new Set();
        for (const places of exacts.values()) for (const number of places.keys()) all.add(number);
        this.found.set(folded, all.size);
      }
      this.name(synonyms);
      this.acronyms = new Map();
      this.initials = this.clauses.map(({ initials }) => initials + "|").join("");
      this.letters = this.clauses.flatMap(({ initials }, clause) => [...initials + "|"].map((_, letter) => ({ clause, letter })));
    }

    // Groups of names for one thing.
    name(groups) {
      this.synonyms = groups.map((group) => group.map((name) => words.split(name, this.language).map((both) => both[0])));
    }

    // A whole index needs nothing more for words that stand side by side.
    prepare() {}

    has(folded) { return this.found.has(folded); }
    hasExact([folded, exact]) { return this.has(folded) && (folded === exact || this.lists.get(folded).has(exact)); }
    list(folded) { return this.lists.get(folded); }
    rarity(folded) { return this.rarityOf(this.found.get(folded) ?? 0); }
    rarityOf(number) { return Math.log(1 + (this.count - number + 0.5) / (number + 0.5)); }
    get rarest() { return this.rarityOf(1); }

    startingWith(prefix, most) {
      let low = 0, high = this.vocabulary.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.vocabulary[middle] < prefix) low = middle + 1; else high = middle;
      }
      const found = [];
      for (; low < this.vocabulary.length && this.vocabulary[low].startsWith(prefix); low++) found.push(this.vocabulary[low]);
      return found.sort((one, other) => this.found.get(other) - this.found.get(one) || (one < other ? -1 : 1)).slice(0, most);
    }

    // The phrases whose initials spell a short word, the most printed first, each with how often it is.
    phrasesOf(initials) {
      return entryOf(this.acronyms, initials, () => {
        const pattern = new RegExp(`(?=${[...initials].map((letter) => (letter === "d" ? "[dđ]" : letter)).join("")})`, "g");
        const counted = new Map();
        for (const match of this.initials.matchAll(pattern)) {
          const { clause, letter } = this.letters[match.index], { at, all, weight } = this.clauses[clause];
          const first = at[letter], last = at[letter + initials.length - 1];
          if (words.stops.inNames.has(all[first]) || words.stops.inNames.has(all[last])) continue;
          const phrase = all.slice(first, last + 1).join(" ");
          counted.set(phrase, (counted.get(phrase) ?? 0) + weight);
        }
        let listed = [...counted].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
        // Two letters fit too much: only what is printed again and again.
        if (initials.length === 2) listed = listed.filter(([, times]) => times >= 6);
        return listed.slice(0, initials.length === 2 ? 3 : 12).map(([phrase, times]) => [phrase.split(" "), times]);
      });
    }

    // Where words stand next to each other: entry → the places of the last.
    phrase(sequence, exactly) {
      this.prepare(sequence.map((word) => [exactly ? word[0] : word]));
      let current = null;
      for (const word of sequence) {
        const [folded, exact] = exactly ? word : [word, null];
        const lists = this.list(folded), next = new Map();
        if (!lists) return next;
        for (const [form, entries] of lists) {
          if (exactly && form !== exact) continue;
          for (const [number, places] of entries) {
            const before = current?.get(number);
            if (current && !before) continue;
            for (const place of places) if (!current || before.has(place - 1)) entryOf(next, number, () => new Set()).add(place);
          }
        }
        current = next;
      }
      return current ?? new Map();
    }
  }

  // A clause as the initials of its words, without “và” and numbers: “Lao động - Thương binh và Xã hội” is lđtbxh.
  const clausesOf = (text, weight) => text.split(/[.;:()]/).map((clause) => {
    const all = [], at = [];
    let initials = "";
    for (const atom of words.atoms(clause)) {
      const [folded, exact] = words.key(atom.text);
      if (!atom.digits && exact !== "va2") {
        initials += exact[0] === "đ" ? "đ" : folded[0];
        at.push(all.length);
      }
      all.push(exact);
    }
    return { initials, at, all, weight };
  });

  // How well a typed form fits a printed one: the same marks best, missing marks well, wrong marks badly.
  const fit = (typed, folded, printed, marked) => {
    if (typed === printed) return 1;
    if (typed === folded) return marked ? W.unmarkedInMarked : W.unmarked;
    if (printed === folded) return 0.8;
    const tone = (form) => (/[0-9]$/.test(form) && form.length > 1 ? form.slice(-1) : "");
    const bare = (form) => (tone(form) ? form.slice(0, -1) : form), plain = (form) => form.replace(/đ/g, "d");
    const same = tone(typed) === tone(printed), both = tone(typed) && tone(printed);
    if (bare(typed) === bare(printed)) return both ? 0.45 : 0.82;
    if (plain(bare(typed)) === folded) return same ? 0.75 : tone(typed) ? 0.4 : 0.7;
    if (plain(bare(typed)) === plain(bare(printed))) return same ? 0.8 : 0.45;
    return 0.33;
  };

  const parse = (index, query) => {
    const atoms = words.atoms(query), read = words.dates(atoms);
    const whole = [...read.tokens].filter((token) => token.split("/").length === 3);
    const days = read.tokens.filter((token) => /^@[0-9]+\/[0-9]+$|^@[0-9]{4}-/.test(token));
    const months = read.tokens.filter((token) => token.startsWith("@m") && token.includes("/"));
    const date = whole.length ? whole.map((token) => [token, 1]) : days.length ? days.map((token) => [token, 1])
      : [...months.map((token) => [token, 1]), ...read.tokens.filter((token) => !months.includes(token)).map((token) => [token, 0.8])];
    const tokens = [];
    const known = (folded) => index.has(folded) || index.has(words.singular(folded));
    const shouted = query === query.toUpperCase();
    const written = query.normalize("NFC").match(/[\p{L}\p{M}]+|[0-9]+/gu) ?? [];
    for (let at = 0; at < atoms.length; at++) {
      if (read.used.has(at) && days.length) continue;
      let end = at + 1, typed = atoms[at].text;
      while (atoms[end]?.glued) typed += atoms[end++].text;
      let both = null;
      if (end > at + 1) {
        const raw = words.decoded(typed);
        if (raw && index.hasExact(raw)) { both = raw; at = end - 1; }
      } else if (!atoms[at].digits && !known(words.key(typed)[0])) {
        const raw = words.decoded(typed);
        if (raw && index.hasExact(raw)) both = raw;
      }
      const text = both ? typed : atoms[at].text, [folded, exact] = both ?? words.key(text), print = written[at] ?? "";
      const capitals = print.length > 1 && print === print.toUpperCase() && print !== print.toLowerCase();
      tokens.push({ text, folded, exact, decoded: Boolean(both), atom: at, capitals, digits: atoms[at].digits });
    }
    const marked = tokens.some((token) => token.folded !== token.exact);
    for (const token of tokens) token.weight = words.telling(token.exact, marked);
    for (const token of tokens) token.capitals &&= !shouted || tokens.length === 1;
    if (tokens.every((token) => token.weight < 1)) for (const token of tokens) token.weight = 1;
    const numbers = numbersIn(index, query, atoms, tokens);
    const phrases = [...query.matchAll(/["“”]([^"“”]+)["“”]/g)].map((match) => words.split(match[1], index.language));
    const markers = words.markersIn(query).filter((token) => index.has(token));
    return { tokens, date, numbers, markers, phrases: phrases.filter((phrase) => phrase.length), marked, open: !/\s$/.test(query) };
  };

  // Numbers of documents however they are typed: “93/2021”, “nd 93”, “NĐ93”, “nghi dinh so 93”, “03 CT TW”.
  const numbersIn = (index, query, atoms, tokens) => {
    const found = [], folded = tokens.map((token) => token.folded);
    const taken = new Set();
    tokens.forEach((token, at) => {
      if (!/^[0-9]{1,4}$/.test(token.text) || taken.has(at)) return;
      const number = Number(token.text), named = words.typeBefore(folded, at);
      let type = named?.type ?? "", from = named ? named.from : at, next = at + 1, year = "";
      if (tokens[next] && words.isYear(atoms[tokens[next].atom]) && (/^[\/-]$/.test(atoms[tokens[next].atom].gap) || /^[a-z]/.test(folded[next + 1] ?? ""))) {
        year = tokens[next].text;
        taken.add(next);
        tokens[next].weight *= 0.3;
        next++;
      }
      const codes = [];
      for (; next < tokens.length && /^[a-z]+$/.test(folded[next]) && codes.length < 4; next++) {
        if (words.typeCodes.has(folded[next]) && !codes.length) {
          type ||= folded[next];
          codes.push(folded[next]);
          tokens[next].weight *= 0.4;
        } else if (index.has(`#${number}:${folded[next]}`)) {
          codes.push(folded[next]);
          tokens[next].weight *= 0.6;
        } else break;
        tokens[next].coded = true;
      }
      const any = [];
      if (type) words.ofType(type, number).forEach((same, n) => any.push([same, n ? 0.8 : 1]));
      if (year) any.push([`#${number}/${year}`, 1]);
      any.push([`#${number}`, type || year ? 0.45 : 0.7]);
      // The last number may still be typed: “chi thi 2” is on its way to 28, “93/20” to 93/2021.
      if (at === tokens.length - 1 && !/\s$/.test(query)) {
        if (type) for (const longer of index.startingWith(`#${type}${number}`, 8)) if (longer !== `#${type}${number}` && !/[:\/]/.test(longer)) any.push([longer, 0.5]);
        const before = tokens[at - 1];
        if (atoms[token.atom].gap === "/" && before && /^[0-9]{1,4}$/.test(before.text) && token.text.length < 4) {
          for (const longer of index.startingWith(`#${Number(before.text)}/${token.text}`, 8)) any.push([longer, 0.9]);
        }
      }
      if (!any.some(([token]) => index.has(token))) return;
      for (const before of tokens.slice(from, at)) {
        before.weight *= 0.35;
        before.coded = true;
      }
      token.weight *= 0.3;
      found.push({ any, codes: codes.map((code) => `#${number}:${code}`) });
    });
    return found;
  };

  // What a typed word may stand for: [folded, weight, typed form or null, how much of it is typed].
  const readings = (index, parsed, at, mistyped) => {
    const { folded, exact, text, coded, weight } = parsed.tokens[at], singular = words.singular(folded), found = [];
    // Where every word is fetched, those that only ask are not worth it.
    if (weight < 0.1 && index.mostReadings < Infinity) return found;
    const known = index.has(folded);
    if (known) found.push([folded, 1, exact, 1]);
    if (singular !== folded && index.has(singular)) found.push([singular, 0.95, null, 1]);
    // A code of a symbol is neither begun nor mistyped.
    if (coded) return found;
    if (at === parsed.tokens.length - 1 && parsed.open && /^[\p{L}\p{M}]+$/u.test(text)) {
      // Where every word is fetched, the words before the last narrow it enough for few beginnings.
      const most = at ? index.mostBegun : index.mostReadings;
      for (const longer of index.startingWith(folded, Math.min(most, folded.length === 1 ? 13 : 25))) {
        if (longer === folded || longer === singular) continue;
        found.push([longer, known ? W.begunKnown : W.begun, exact, 0.45 + (folded.length / longer.length) * 0.55]);
      }
    }
    if (/^[a-z]{3,}$/.test(folded) && (mistyped || (!known && !index.has(singular)))) {
      let near = index.vocabulary.filter((other) => other !== folded && /^[a-z]/.test(other) && words.nearly(folded, other));
      if (near.length > index.mostReadings) near = near.sort((one, other) => index.found.get(other) - index.found.get(one)).slice(0, index.mostReadings);
      for (const other of near) found.push([other, (known ? 0.3 : 0.55) * (other[0] === folded[0] ? 1 : 0.75), null, 1]);
    }
    return found;
  };

  // entry → { score, best, places } for whatever a word may stand for; `only` keeps to entries already found.
  const gather = (index, list, marked, only) => {
    const found = new Map();
    for (const [folded, weight, typed, begun] of list) {
      const lists = index.list(folded);
      if (!lists) continue;
      const rarity = Math.min(index.rarity(folded), index.rarest);
      for (const [printed, entries] of lists) {
        let quality = weight;
        if (typed !== null && begun < 1) {
          const bare = (form) => form.replace(/[0-9]$/, "");
          quality *= typed === words.key(typed)[0] || bare(printed).startsWith(bare(typed)) ? 1 : 0.5;
        } else if (typed !== null) quality *= fit(typed, folded, printed, marked);
        for (const [number, places] of entries) {
          if (only && !only.has(number)) continue;
          const match = entryOf(found, number, () => ({ score: 0, best: 0, places: [] }));
          let title = 0, text = 0, around = 0;
          for (const place of places) {
            if (place < TEXT) title++; else if (place < AROUND) text++; else around++;
            match.places.push([place, quality]);
          }
          match.score = Math.max(match.score, quality * begun * rarity * saturated(index, number, title, text, around));
          match.best = match.said = Math.max(match.best, (title || text ? quality : quality * W.aroundFit) * begun);
        }
      }
    }
    return found;
  };
  const saturated = (index, number, title, text, around) => {
    const [ofTitle, ofText] = index.lengths[number], [title0, text0] = index.averages;
    const times = (W.title * title) / (1 - W.titleLength + (W.titleLength * ofTitle) / title0)
      + text / (1 - W.textLength + (W.textLength * ofText) / text0) + W.aroundTimes * around;
    return (times * (W.saturation + 1)) / (W.saturation + times);
  };

  const spelled = (index, initials) => {
    const phrases = index.phrasesOf(initials);
    if (!phrases.length) return null;
    const most = phrases[0][1], found = new Map(), all = new Set();
    phrases.forEach(([phrase, times], rank) => {
      const weight = Math.sqrt(times / most);
      const sequence = phrase.map((exact) => [words.foldedOf(exact), exact]);
      for (const [number, ends] of index.phrase(sequence, true)) {
        if (rank < 3) all.add(number);
        let title = 0, text = 0;
        const places = [];
        for (const end of ends) {
          if (end < TEXT) title++; else if (end < AROUND) text++; else continue;
          places.push([end - phrase.length + 1, 1], [end, 1]);
        }
        if (!places.length) continue;
        const match = entryOf(found, number, () => ({ score: 0, best: 0, places: [] }));
        match.places.push(...places);
        match.score = Math.max(match.score, weight * Math.sqrt(initials.length) * saturated(index, number, title, text, 0));
        match.best = Math.max(match.best, weight);
      }
    });
    const rarity = index.rarityOf(all.size);
    for (const match of found.values()) match.score *= rarity;
    return { found, rarity: rarity * Math.sqrt(initials.length) };
  };

  const conceptOf = (index, parsed, at, mistyped, only) => {
    const token = parsed.tokens[at];
    const found = gather(index, readings(index, parsed, at, mistyped), parsed.marked, only);
    const known = index.has(token.folded);
    let rarity = known ? index.rarity(token.folded) : found.size ? index.rarityOf(found.size) : index.rarest;
    const voiced = /[aeiouy]/.test(token.folded);
    if (/^[\p{L}\p{M}]{2,8}$/u.test(token.text) && !token.decoded && !token.coded && (!voiced || token.capitals || !(known || index.has(words.singular(token.folded))))) {
      const acronym = /^[a-zđ]+$/.test(words.clean(token.text)) ? spelled(index, words.clean(token.text)) : null;
      if (acronym) {
        if (!voiced || token.capitals || !found.size) rarity = Math.max(acronym.rarity, 0.5);
        for (const [number, match] of acronym.found) {
          const own = entryOf(found, number, () => ({ score: 0, best: 0, places: [] }));
          own.places.push(...match.places);
          if (match.score > own.score) { own.score = match.score; own.best = match.best; }
        }
        if (!known) for (const [number, match] of found) if (!acronym.found.has(number)) { match.score *= 0.5; match.best *= 0.5; }
      }
    }
    let best = 0;
    for (const match of found.values()) for (const [, quality] of match.places) best = Math.max(best, quality);
    return { found, rarity, weight: token.weight, token: at, best };
  };

  const rank = (index, parsed, mistyped) => {
    const { tokens } = parsed, concepts = [], seen = new Set();
    index.prepare(tokens.map((_, at) => readings(index, parsed, at, mistyped?.has(at)).map(([folded]) => folded)));
    let firm = false;
    // The telling words first; the others only among what those found.
    const order = tokens.map((_, at) => at).sort((one, other) => tokens[other].weight - tokens[one].weight || one - other);
    for (const at of order) {
      const concept = conceptOf(index, parsed, at, mistyped?.has(at), firm && tokens[at].weight < 0.2 ? seen : null);
      if (tokens[at].weight >= 0.2 && concept.found.size) {
        firm = true;
        for (const number of concept.found.keys()) seen.add(number);
      }
      concepts[at] = concept;
    }
    for (const { any, codes } of parsed.numbers) {
      const found = gather(index, any.map(([token, weight]) => [token, weight, null, 1]), false);
      for (const [number, match] of gather(index, codes.map((code) => [code, 1, null, 1]), false)) {
        const own = found.get(number);
        if (own) own.score += 0.35 * match.score;
      }
      for (const match of found.values()) if (match.places.some(([place]) => place < TEXT)) match.score *= W.numberInTitle;
      concepts.push({ found, rarity: index.rarest, weight: 1.6 });
    }
    const special = [...parsed.date, ...parsed.markers.map((marker) => [marker, 1])];
    if (special.length) {
      concepts.push({ found: gather(index, special.map(([token, weight]) => [token, weight, null, 1]), false), rarity: index.rarest, weight: 1.5 });
    }

    const sums = new Map();
    const sumOf = (number) => entryOf(sums, number, () => ({ score: 0, covered: 0, close: 0, title: 0, runs: 0 }));
    let total = 0;
    for (const { found, rarity, weight } of concepts) {
      total += weight * rarity;
      for (const [number, match] of found) {
        const sum = sumOf(number);
        sum.score += weight * match.score;
        sum.covered += weight * rarity * Math.min(1, match.best * 1.05);
        if (match.places.some(([place]) => place < TEXT)) sum.title += weight * rarity;
      }
    }
    for (let at = 0; at + 1 < tokens.length; at++) closeness(concepts[at], concepts[at + 1], sumOf);
    for (const phrase of parsed.phrases) {
      const exact = index.phrase(phrase, true), near = index.phrase(phrase.map(([folded]) => folded), false);
      for (const [number, sum] of sums) sum.score *= exact.has(number) ? 3 : near.has(number) ? 2 : 0.2;
    }
    byOtherNames(index, parsed, concepts, sumOf);

    let ranked = [];
    const numbered = concepts.slice(tokens.length, tokens.length + parsed.numbers.length);
    const calledSo = new Set([...(index.list(words.nameToken(tokens.map(({ folded }) => [folded])))?.values() ?? [])].flatMap((entries) => [...entries.keys()]));
    const ownNumber = (match) => match && match.best >= W.sureNumber && match.places.some(([place]) => place < TEXT);
    for (const [number, sum] of sums) {
      const covered = Math.min(1, sum.covered / (total || 1));
      let score = (sum.score + sum.close) * (1 - W.covered + W.covered * covered * covered * covered);
      if (total && sum.title / total > 0.95) score *= 1 + W.allInTitle;
      const wordForWord = tokens.length > 1 && sum.runs === tokens.length - 1 && verbatim(concepts, tokens.length, number);
      if (wordForWord) score *= W.verbatim;
      if (W.headings.includes(index.ranks[number]) && total && sum.title / total > 0.95 && index.lengths[number][0] - 1 <= tokens.length) score *= W.wholeName;
      // How well the words are met; that the number is the document's own is no ground to drop who cites it.
      const strength = score;
      // A number typed is first of all the document's own.
      if (W.numbered.includes(index.ranks[number]) && numbered.some(({ found }) => ownNumber(found.get(number)))) score *= W.ownNumber;
      // So is a whole name that of the body.
      if (calledSo.has(number)) score *= W.ownName;
      ranked.push({ number, score: Math.floor(score * (W.kinds[index.ranks[number]] ?? 1) * 1e6 + 0.5) / 1e6, covered, strength, whole: Math.max(wordForWord ? covered : 0, tokens.length === 1 ? concepts[0].found.get(number)?.said ?? 0 : 0) >= W.whole });
    }
    // What holds the words scattered is no answer where something holds them together.
    const strongest = ranked.reduce((most, { strength }) => Math.max(most, strength), 0);
    ranked = ranked.filter(({ strength, whole }) => whole || strength >= W.least * strongest);
    ranked.sort((one, other) => other.score - one.score || one.number - other.number);
    return { ranked, concepts };
  };

  // Vietnamese words are several syllables: neighbours in the query that are neighbours in the text count for more.
  const closeness = (one, other, sumOf) => {
    if (!one.found.size || !other.found.size) return;
    const gain = 1.4 * Math.min(Math.max(one.rarity, 0.8), Math.max(other.rarity, 0.8)) * Math.sqrt(Math.max(one.weight, 0.4) * Math.max(other.weight, 0.4));
    for (const [number, match] of one.found) {
      const next = other.found.get(number);
      if (!next) continue;
      const first = new Map();
      for (const [place, quality] of match.places) first.set(place, Math.max(quality, first.get(place) ?? 0));
      let best = 0, run = false;
      for (const [place, quality] of next.places) {
        const worth = place < TEXT ? W.closeTitle : place < AROUND ? W.closeText : W.closeAround;
        const before = first.get(place - 1);
        if (before) {
          best = Math.max(best, before * quality * worth);
          if (before * quality > 0.8 * one.best * other.best && place < AROUND) run = true;
        } else best = Math.max(best, (first.get(place - 2) ?? first.get(place + 1) ?? 0) * quality * W.near * worth);
      }
      const sum = sumOf(number);
      sum.close += best * gain;
      if (run) sum.runs++;
    }
  };

  // Whether an entry holds the whole query, word after word.
  const verbatim = (concepts, length, number) => {
    let ends = null;
    for (const { found, best } of concepts.slice(0, length)) {
      const next = new Set();
      for (const [place, quality] of found.get(number).places) {
        if (quality > W.runs * best && (!ends || ends.has(place - 1))) next.add(place);
      }
      ends = next;
    }
    return ends.size > 0;
  };

  // Where the query holds one name of a thing, its other names count as well.
  const byOtherNames = (index, parsed, concepts, sumOf) => {
    const typed = parsed.tokens.map((token) => token.folded);
    const standsAt = (name) => typed.findIndex((_, at) => name.every((word, n) => typed[at + n] === word));
    for (const group of index.synonyms) {
      const named = group.find((name) => name.length && standsAt(name) >= 0);
      if (!named) continue;
      const from = standsAt(named), own = concepts.slice(from, from + named.length);
      if (parsed.tokens.slice(from, from + named.length).every((token) => token.coded)) continue;
      const worth = own.reduce((sum, { weight, rarity }) => sum + weight * rarity, 0);
      for (const name of group) {
        if (name.join(" ") === named.join(" ") || !name.length || standsAt(name) >= 0) continue;
        const found = index.phrase(name, false), rarity = index.rarityOf(found.size);
        for (const [number, ends] of found) {
          const had = own.reduce((sum, { found, weight, rarity }) => sum + (found.has(number) ? weight * rarity : 0), 0);
          const inTitle = [...ends].some((end) => end < TEXT), sum = sumOf(number);
          sum.score += rarity * (inTitle ? 1.3 : 0.6) * Math.sqrt(name.length);
          sum.covered += Math.max(0, worth - had) * 0.8;
          if (inTitle) sum.title += Math.max(0, worth - had);
        }
      }
    }
  };

  // Best first; where the best lacks a word, that word may be mistyped.
  const search = (index, query) => {
    const parsed = parse(index, query);
    if (index.missing?.size || (!parsed.tokens.length && !parsed.date.length)) return { ranked: [], concepts: [], parsed };
    let { ranked, concepts } = rank(index, parsed, null);
    if (!index.missing?.size && (!ranked.length || ranked[0].covered < 0.93)) {
      const doubtful = new Set();
      concepts.forEach(({ found, token, weight }) => {
        if (token === undefined || weight < 0.2) return;
        const match = ranked.length ? found.get(ranked[0].number) : undefined;
        if (!match || match.best < 0.7) doubtful.add(token);
      });
      if (doubtful.size) {
        const again = rank(index, parsed, doubtful);
        if (again.ranked.length) ({ ranked, concepts } = again);
      }
    }
    return { ranked, concepts, parsed };
  };

  // Words of the portal that are close to what was typed in vain, as the queries they would make.
  const nearest = (index, query) => {
    const { tokens } = parse(index, query), offers = [];
    const far = (one, other) => {
      let row = [...Array(other.length + 1).keys()];
      for (let i = 1; i <= one.length; i++) {
        const next = [i];
        for (let j = 1; j <= other.length; j++) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== other[j - 1]));
        row = next;
      }
      return row[other.length];
    };
    tokens.forEach((token, at) => {
      if (index.has(token.folded) && tokens.length > 1) return;
      const close = index.vocabulary.filter((word) => /^[\p{L}]/u.test(word) && word !== token.folded && Math.abs(word.length - token.folded.length) <= 2)
        .map((word) => [word, far(word, token.folded)]).filter(([word, steps]) => steps <= 2 && steps < word.length - 1);
      close.sort((one, other) => one[1] - other[1] || index.found.get(other[0]) - index.found.get(one[0]));
      for (const [word] of close.slice(0, 3)) offers.push(tokens.map(({ text }, n) => (n === at ? word : text)).join(" "));
    });
    return [...new Set(offers)].slice(0, 5);
  };

  return { Index, search, parse, nearest, TEXT, AROUND };
};
