// What is measured of a page for tests/test_every_reader.py.
"use strict";

// What a page says: the words of each element, its links, its pictures, the cells of its tables. What scripts alone
// can do (days left, the filter, the office of the reader, the search) has places of its own, which are left out.
const ofScripts = ".left, .filter, .office, #office-duties, .search-facets, #search-status, .search-offers, [data-theme-switch]";
const plain = (text) => text.replace(/\s+/g, " ").trim();
const ownWords = (one) => plain([...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join(" "));
const isShown = (one) => one.checkVisibility({visibilityProperty: true});
const wordsOfThePage = () => {
  const all = [...document.body.querySelectorAll("*")].filter((one) => !one.closest(ofScripts));
  return {
    lines: all.filter(isShown).map(ownWords).filter(Boolean),
    links: all.filter((one) => one.matches("a[href]")).map((one) => one.getAttribute("href")),
    pictures: all.filter((one) => one.matches("svg") && isShown(one)).map((one) => one.querySelectorAll("a").length),
    cells: all.filter((one) => one.matches("td, th") && isShown(one)).length,
  };
};

const remembered = (of) => { const known = new Map(); return (one) => { if (!known.has(one)) known.set(one, of(one)); return known.get(one); }; };
const hiddenToTheEye = (box) => box.width <= 1 || box.height <= 1;
const scrolls = (style) => /auto|scroll/.test(style.overflowX + style.overflowY);
const above = function* (one) { for (let at = one; at && at !== document.documentElement; at = at.parentElement) yield at; };
const told = (one) => ownWords(one).slice(0, 60);
// The boxes of the words themselves, of every element that is to be seen.
const wordBoxes = () => {
  const found = [];
  const swallowed = remembered((one) => one !== null && one !== document.documentElement &&
    (swallowed(one.parentElement) || (getComputedStyle(one).overflow === "hidden" && hiddenToTheEye(one.getBoundingClientRect()))));
  for (const one of document.body.querySelectorAll("*")) {
    if (!isShown(one) || !ownWords(one) || one.matches("option, title, desc, textarea, script, style")) continue;
    if (swallowed(one)) continue;
    for (const node of one.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width > 0) found.push({one, box});
    }
  }
  return found;
};
const lost = (words) => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const found = new Set(wide > 0 ? [`wide: by ${wide} px`] : []);
  const style = remembered(getComputedStyle), edge = remembered((one) => one.getBoundingClientRect());
  // What cuts an element off: all that it stands in, up to what scrolls.
  const around = remembered((one) => {
    const all = [...above(one)], frame = all.findIndex((at) => scrolls(style(at))), within = frame < 0 ? all : all.slice(0, frame);
    return {free: frame < 0 && style(all.at(-2) ?? one).position !== "fixed" && !one.closest(".skip"), picture: one.closest("svg"),
      cutX: within.filter((at) => /hidden|clip/.test(style(at).overflowX)), cutY: within.filter((at) => /hidden|clip/.test(style(at).overflowY))};
  });
  for (const {one, box} of words) {
    const {free, picture, cutX, cutY} = around(one);
    if (free && (box.left < -1 || box.right > innerWidth + 1)) found.add(`outside: ${told(one)}`);
    const outside = (at) => box.left < edge(at).left - 1 || box.right > edge(at).right + 1;
    if ((picture && outside(picture)) || cutX.some(outside) ||
        cutY.some((at) => box.top < edge(at).top - box.height / 2 || box.bottom > edge(at).bottom + box.height / 2)) found.add(`cut: ${told(one)}`);
  }
  return [...found];
};
// Two words on one another: the middle half of the height of each, so that lines that stand close are no matter.
const overlapping = (words) => {
  const layer = remembered((one) => [...above(one)].find((at) => /fixed|sticky/.test(getComputedStyle(at).position)));
  const all = words.map(({one, box}) => ({one, layer: layer(one), left: box.left + 1, right: box.right - 1,
    top: box.top + box.height / 4, bottom: box.bottom - box.height / 4})).sort((a, b) => a.top - b.top);
  const found = new Set();
  for (let i = 0; i < all.length; i++)
    for (let j = i + 1; j < all.length && all[j].top < all[i].bottom; j++) {
      const a = all[i], b = all[j];
      if (a.layer === b.layer && a.left < b.right && b.left < a.right) found.add(`over: ${told(a.one)} / ${told(b.one)}`);
    }
  return [...found];
};
// WCAG 2.5.8: 24 px, or that much room around; a link within a sentence is as high as its line. A mark of the year's
// picture has its equal in the table beside it.
const small = () => {
  const targets = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, label[for]")]
    .filter((one) => isShown(one) && getComputedStyle(one).pointerEvents !== "none" && !one.closest(".year__picture, svg"))
    .map((one) => ({one, box: one.getBoundingClientRect()})).filter(({box}) => box.width > 1 && box.height > 1);
  const inSentence = (one) => {
    if (getComputedStyle(one).display !== "inline") return false;
    let block = one.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const mine = plain(one.textContent), others = [...block.querySelectorAll("a")].map((a) => plain(a.textContent)).join("");
    return plain(block.textContent).length > Math.max(mine.length, others.length);
  };
  const tiny = ({box}) => box.width < 23.5 || box.height < 23.5;
  const middle = ({box}) => [box.left + box.width / 2, box.top + box.height / 2];
  const reach = ([x, y], {box}) => Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
  return targets.filter((target) => tiny(target) && !inSentence(target.one) && targets.some((other) =>
    other !== target && !other.one.contains(target.one) && !target.one.contains(other.one) &&
    (reach(middle(target), other) < 12 || (tiny(other) && Math.hypot(middle(target)[0] - middle(other)[0], middle(target)[1] - middle(other)[1]) < 24))
  )).map(({one, box}) => `small: ${plain(one.textContent).slice(0, 60)} ${Math.round(box.width)}x${Math.round(box.height)}`);
};
// A change of colour moves nothing.
const moving = () => [...document.querySelectorAll("*")].filter((one) => {
  const style = getComputedStyle(one), lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0);
  return (lasts(style.animationDuration) && style.animationName !== "none") || style.scrollBehavior === "smooth" ||
    (lasts(style.transitionDuration) && /all|transform|translate|left|top|right|bottom|margin|width|height|scroll/.test(style.transitionProperty));
}).map((one) => `moving: ${one.className}`);
// Pairs that a reader must tell apart, by what remains where colours are the system's: lines, edges, weights, words.
const unmarked = () => {
  const found = [];
  const marks = (one, pseudo) => {
    const style = getComputedStyle(one, pseudo);
    const edges = ["Top", "Right", "Bottom", "Left"].map((side) => {
      const [width, line, colour] = ["Width", "Style", "Color"].map((part) => style[`border${side}${part}`]);
      return parseFloat(width) && line !== "none" && colour !== canvas ? `${width} ${line}` : "";
    });
    return [...edges, style.fontWeight, style.textDecorationLine, style.textDecorationStyle, style.fontStyle].join();
  };
  const probe = document.body.appendChild(document.createElement("span"));
  probe.style.color = "Canvas";
  const canvas = getComputedStyle(probe).color;
  probe.remove();
  for (const current of document.querySelectorAll(".side [aria-current], .bar__languages [aria-current]")) {
    const other = [...current.closest("ul, nav, div").querySelectorAll("a:not([aria-current])")].find(isShown);
    if (isShown(current) && other && marks(current) === marks(other)) found.push(`unmarked: ${plain(current.textContent)}`);
  }
  for (const one of document.querySelectorAll("ins, del")) {
    if (marks(one) === marks(one.parentElement)) found.push(`unmarked: ${one.tagName} ${told(one)}`);
  }
  for (const one of document.querySelectorAll("article a[href], .crumbs a")) {
    const style = getComputedStyle(one);
    if (isShown(one) && style.color === getComputedStyle(document.body).color && style.textDecorationLine === "none" && marks(one) === marks(one.parentElement)) found.push(`unmarked: ${plain(one.textContent)}`);
  }
  const looks = (rect) => { const style = getComputedStyle(rect); return [style.fill === canvas, style.stroke === canvas || style.stroke === "none", style.strokeDasharray].join(); };
  const kinds = new Map();
  for (const mark of document.querySelectorAll(".year__mark")) kinds.set(mark.getAttribute("class"), looks(mark.querySelector("rect")));
  if (new Set(kinds.values()).size !== kinds.size || [...kinds.values()].some((look) => look.startsWith("true,true"))) found.push(`unmarked: year ${JSON.stringify([...kinds])}`);
  const key = (name) => { const one = document.querySelector(`.year__key--${name}`); const style = one && getComputedStyle(one, "::before"); return style && [style.backgroundColor === canvas, style.borderTopStyle].join(); };
  const keys = ["day", "span", "open"].map(key).filter(Boolean);
  if (new Set(keys).size !== keys.length) found.push(`unmarked: keys of the year ${keys}`);
  for (const line of document.querySelectorAll(".graph__lines path")) if (getComputedStyle(line).stroke === canvas) { found.push("unmarked: lines of the graph"); break; }
  for (const one of document.querySelectorAll(".left")) if (isShown(one) && getComputedStyle(one).borderTopStyle === "none") { found.push(`unmarked: ${told(one)}`); break; }
  return found;
};

// The boxes of words are measured once for both.
const crowded = () => { const words = wordBoxes(); return [...lost(words), ...overlapping(words), ...small()]; };

Object.assign(globalThis, { wordsOfThePage, crowded, small, moving, unmarked });
