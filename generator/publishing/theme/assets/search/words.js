// What a reader's typing and the portal's texts have in common: letters, syllables, numbers and dates.
// The twin of generator/linking/search/words.py; a test holds the two equal on a table of cases.
"use strict";
globalThis.planSearch ??= {};
// Scripts of data hand in what they bring under a name.
planSearch.taken = new Map();
planSearch.take = (name, value) => planSearch.taken.set(name, value);

planSearch.wordsOf = (rules) => {
  const list = (text) => text.split(" ");
  const sameAsI = new Set(rules.sameAsI);
  const typeCodes = new Set(list(rules.typeCodes));
  const months = new Map(list(rules.months).map((name, at) => [name, at + 1]));

  // One spelling for what looks the same: composed letters, small, and the Icelandic Ð that many keyboards give for Đ.
  const clean = (text) => text.normalize("NFC").replace(/\u00d0/g, "Đ").replace(/\u00f0/g, "đ").toLowerCase();

  // A run of letters or a run of digits, with what stands before it.
  const atoms = (text) => {
    const found = [], cleaned = clean(text);
    let end = 0;
    for (const match of cleaned.matchAll(/[\p{L}\p{M}]+|[0-9]+/gu)) {
      found.push({ text: match[0], gap: cleaned.slice(end, match.index).replace(/^[ \t\n\r\u00a0]+|[ \t\n\r\u00a0]+$/g, ""), digits: /^[0-9]/.test(match[0]), glued: match.index === end && end > 0 });
      end = match.index + match[0].length;
    }
    return found;
  };

  // A word as [folded, exact]: without any mark; and with its letters, the tone as a digit at the end wherever it was
  // put (hoà, hòa), and i for the y that is written both ways (kỹ, kĩ).
  const keys = new Map();
  const key = (word) => {
    let known = keys.get(word);
    if (known) return known;
    let tone = "", base = "";
    for (const letter of word.normalize("NFD")) {
      if (letter in rules.tones) tone = rules.tones[letter];
      else base += letter;
    }
    base = base.normalize("NFC");
    if (sameAsI.has(base)) base = base.slice(0, -1) + "i";
    const folded = base.replace(/đ/g, "d").normalize("NFD").replace(/\p{M}/gu, "");
    known = [folded || word, base + tone || word];
    if (keys.size > 50000) keys.clear();
    keys.set(word, known);
    return known;
  };

  // English words by their singular.
  const singular = (word) => {
    if (word.length > 4 && word.endsWith("ies")) return word.slice(0, -3) + "y";
    return word.length > 3 && word.endsWith("s") && !/(ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
  };

  const split = (text, language) => atoms(text).map((atom) => {
    const both = key(atom.text);
    return language === "en" ? [singular(both[0]), singular(both[0])] : both;
  });

  // Keystrokes of Telex that no input method has turned into letters: “hoacj”, “dda5i” is VNI below.
  const telex = (word) => {
    if (!/^[a-z]+$/.test(word)) return null;
    let base = "", tone = "", changed = false;
    for (const letter of word) {
      const voiced = /[aeiouyăâêôơư]/.test(base);
      const rest = base.match(/[^aeiouyăâêôơư]*$/)[0];
      const last = base.slice(0, base.length - rest.length).slice(-1);
      if (voiced && letter in rules.telexTones) { tone = rules.telexTones[letter]; changed = true; }
      else if (letter === "w") { base = voiced ? horned(base) : base + "ư"; changed = true; }
      else if (letter in rules.hats && last === letter && voiced) { base = base.slice(0, base.length - rest.length - 1) + rules.hats[letter] + rest; changed = true; }
      else if (letter === "d" && base.startsWith("d")) { base = "đ" + base.slice(1); changed = true; }
      else base += letter;
    }
    return changed ? base + tone : null;
  };
  // The horn or the breve goes to the last vowel that takes one; “uo” takes two horns.
  const horned = (base) => {
    if (/[uư]o/.test(base)) return base.replace(/[uư]o/, "ươ");
    if (/ươ|uơ/.test(base)) return base.replace(/uơ/, "ươ");
    for (let at = base.length - 1; at >= 0; at--) {
      if (base[at] in rules.horns) return base.slice(0, at) + rules.horns[base[at]] + base.slice(at + 1);
    }
    return base;
  };

  // Keystrokes of VNI: digits for marks, “d9oan2”.
  const vni = (word) => {
    if (!/^[a-z]+[0-9][a-z0-9]*$/.test(word) || !/[aeiouy]/.test(word)) return null;
    let base = "", tone = "";
    for (const letter of word) {
      const before = base;
      if (letter >= "1" && letter <= "5") {
        if (tone) return null;
        tone = letter;
        continue;
      }
      if (letter === "9") base = base.startsWith("d") ? "đ" + base.slice(1) : base;
      else if (letter === "8") base = marked(base, { a: "ă" });
      else if (letter === "7") base = /uo/.test(base) ? base.replace("uo", "ươ") : marked(base, { o: "ơ", u: "ư" });
      else if (letter === "6") base = marked(base, rules.hats);
      else if (letter !== "0") base += letter;
      if (base === before && letter !== "0") return null;
    }
    return base.replace("ưo", "ươ").replace("uơ", "ươ") + tone;
  };
  const marked = (base, marks) => {
    for (let at = base.length - 1; at >= 0; at--) {
      if (base[at] in marks) return base.slice(0, at) + marks[base[at]] + base.slice(at + 1);
    }
    return base;
  };
  // What was typed raw, read as [folded, exact].
  const decoded = (word) => {
    const typed = telex(word) ?? vni(word);
    if (!typed) return null;
    const tone = /[0-9]$/.test(typed) ? typed.slice(-1) : "";
    const [folded, exact] = key(tone ? typed.slice(0, -1) : typed);
    return [folded, exact + tone];
  };

  // Dates in any printed form, as tokens “@27/10/2021”, “@27/10”, “@m10/2021”, “@m10”, “@2021-2025”.
  const dates = (found) => {
    const tokens = new Set(), used = new Set();
    const digits = (at, long) => found[at]?.digits && (long ? found[at].text.length === 4 : found[at].text.length <= 2);
    const word = (at) => (found[at] && !found[at].digits ? key(found[at].text)[0] : "");
    const put = (from, to, day, month, year) => {
      day = Number(day); month = Number(month);
      if (month < 1 || month > 12 || (day !== 0 && (day < 1 || day > 31))) return false;
      if (day) tokens.add(`@${day}/${month}`);
      if (day && year) tokens.add(`@${day}/${month}/${year}`);
      tokens.add(`@m${month}`);
      if (year) tokens.add(`@m${month}/${year}`);
      for (let at = from; at < to; at++) used.add(at);
      return true;
    };
    const between = (at, marks) => found[at] && marks.includes(found[at].gap) && found[at].gap !== "";
    for (let at = 0; at < found.length; at++) {
      if (used.has(at)) continue;
      const text = (n) => found[at + n].text;
      if (digits(at) && digits(at + 1) && digits(at + 2, true) && between(at + 1, ["/", ".", "-"]) && between(at + 2, ["/", ".", "-"])) {
        put(at, at + 3, text(0), text(1), text(2));
      } else if (digits(at, true) && digits(at + 1) && digits(at + 2) && between(at + 1, ["-"]) && between(at + 2, ["-"])) {
        put(at, at + 3, text(2), text(1), text(0));
      } else if (digits(at) && word(at + 1) === "thang" && digits(at + 2)) {
        const year = word(at + 3) === "nam" && digits(at + 4, true) ? 5 : digits(at + 3, true) && between(at + 3, ["/", "-"]) ? 4 : 0;
        put(at, at + (year || 3), text(0), text(2), year ? text(year - 1) : "");
      } else if (word(at) === "thang" && digits(at + 1)) {
        const year = word(at + 2) === "nam" && digits(at + 3, true) ? 4 : digits(at + 2, true) && between(at + 2, ["/", "-"]) ? 3 : 0;
        put(at, at + (year || 2), 0, text(1), year ? text(year - 1) : "");
      } else if (digits(at) && months.has(word(at + 1))) {
        const year = digits(at + 2, true);
        put(at, at + (year ? 3 : 2), text(0), months.get(word(at + 1)), year ? text(2) : "");
      } else if (months.has(word(at)) && digits(at + 1)) {
        const year = digits(at + 2, true);
        put(at, at + (year ? 3 : 2), text(1), months.get(word(at)), year ? text(2) : "");
      } else if (months.has(word(at)) && digits(at + 1, true)) {
        put(at, at + 2, 0, months.get(word(at)), text(1));
      } else if (digits(at, true) && digits(at + 1, true) && between(at + 1, ["-", "–", "—"])) {
        tokens.add(`@${text(0)}-${text(1)}`);
        used.add(at); used.add(at + 1);
      } else if (digits(at) && digits(at + 1) && found[at + 1].gap === "/" && !between(at, ["/", "-", "."]) && !between(at + 2, ["/"])) {
        put(at, at + 2, text(0), text(1), "");
      }
    }
    return { tokens: [...tokens], used };
  };

  const isYear = (atom) => atom?.digits && /^(19|20)[0-9][0-9]$/.test(atom.text);
  const ofType = (type, number) => [`#${type}${number}`, ...(rules.sameType[type] ?? []).map((same) => `#${same}${number}`)];
  // The type a text names right before a place, “Nghị định số | 93”: its code and where it begins.
  const typeBefore = (words, at) => {
    let end = at - 1;
    if (words[end] === "so" || words[end] === "no") end--;
    for (let length = Math.min(4, end + 1); length; length--) {
      const type = rules.typeWords[words.slice(end - length + 1, end + 1).join(" ")];
      if (type) return { type, from: end - length + 1 };
    }
    return typeCodes.has(words[end]) ? { type: words[end], from: end } : null;
  };

  // The tokens of a text's document numbers and dates: “93/2021/NĐ-CP” is #93, #nd93, #93/2021 and #93:cp.
  const structured = (text) => {
    const found = atoms(text), read = dates(found), tokens = new Set(read.tokens);
    const words = found.map((atom) => key(atom.text)[0]);
    const joins = (at) => found[at] && (found[at].gap === "/" || found[at].gap === "-");
    for (let at = 0; at < found.length; at++) {
      if (!found[at].digits || found[at].text.length > 4 || read.used.has(at) || found[at].glued) continue;
      const number = Number(found[at].text);
      let next = at + 1;
      const year = found[next]?.gap === "/" && isYear(found[next]) ? found[next++].text : "";
      const codes = [];
      while (joins(next) && !found[next].digits && (codes.length || words[next].length > 1)) codes.push(words[next++]);
      if (codes.length) {
        tokens.add(`#${number}`);
        for (const token of ofType(codes[0], number)) tokens.add(token);
        if (year) tokens.add(`#${number}/${year}`);
        for (const code of codes.slice(1)) tokens.add(`#${number}:${code}`);
      } else {
        const named = typeBefore(words, at);
        if (named && !typeCodes.has(words[at - 1])) {
          tokens.add(`#${number}`);
          for (const token of ofType(named.type, number)) tokens.add(token);
        }
      }
    }
    return [...tokens];
  };

  // The exact form of a word folded, “hoa2” to “hoa”.
  const foldedOf = (exact) => key(/[^0-9][0-9]$/.test(exact) ? exact.slice(0, -1) : exact)[0];

  // The place of a unit by its printed markers: “II. 4. (1)” and “mục II.4” are “§ii.4”.
  const markerToken = (marker) => `§${atoms(marker).map((atom) => atom.text).join(".")}`;
  // A whole name by its words: “Công an tỉnh” is “§=cong an tinh”.
  const nameToken = (split) => `§=${split.map(([folded]) => singular(folded)).join(" ")}`;
  const markersIn = (query) => {
    const found = atoms(query), tokens = [], named = new Set(list(rules.placeWords));
    for (let at = 0; at < found.length; at++) {
      if (!/^[ivx]+$/.test(found[at].text) || found[at].glued) continue;
      let end = at + 1;
      while (found[end]?.digits && found[end].text.length < 3 && /^[.,(]*$/.test(found[end].gap) && !found[end].glued) end++;
      // A letter alone is a place only where it is called one, or is all there is.
      if (end > at + 1 || found.length === 1 || (at && named.has(key(found[at - 1].text)[0]))) {
        tokens.push(`§${found.slice(at, end).map((atom) => atom.text).join(".")}`);
      }
      at = end - 1;
    }
    return tokens;
  };

  const folded = (words) => new Set(list(words).map((word) => key(word)[1]));
  const stops = {
    joining: folded(`${rules.stopWords.vi} ${rules.stopWords.en}`),
    asking: folded(`${rules.questionWords.vi} ${rules.questionWords.en}`),
    unmarkedJoining: new Set(list(rules.stopWords.vi).map((word) => key(word)[0])),
    unmarkedAsking: new Set(list(rules.unmarkedQuestionWords)),
    inNames: folded(rules.stopWords.vi),
  };
  // Words that join say little of what is looked for, words that ask next to nothing. A reader who types no mark at all
  // writes them without marks too.
  const telling = (exact, marked) => {
    if (stops.asking.has(exact) || (!marked && stops.unmarkedAsking.has(exact))) return rules.weights.asking;
    return stops.joining.has(exact) || (!marked && stops.unmarkedJoining.has(exact)) ? rules.weights.joining : 1;
  };

  // One letter wrong, missing, too many, or two swapped.
  const nearly = (one, other) => {
    const longer = one.length - other.length;
    if (longer > 1 || longer < -1) return false;
    let at = 0;
    while (at < one.length && at < other.length && one[at] === other[at]) at++;
    if (longer === 1) return one.slice(at + 1) === other.slice(at);
    if (longer === -1) return one.slice(at) === other.slice(at + 1);
    if (at === one.length) return false;
    return one.slice(at + 1) === other.slice(at + 1)
      || (one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2));
  };

  return { clean, atoms, key, singular, split, decoded, dates, structured, typeBefore, typeCodes, ofType, isYear, stops, telling, nearly, foldedOf, markerToken, markersIn, nameToken };
};
