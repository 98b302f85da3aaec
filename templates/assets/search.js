// Finds pages, indicators, terms and figures. It loads the entries with the first search, and sends nothing that is
// typed anywhere; without it the page says where figures and terms are listed.
(() => {
  "use strict";
  const { make, load, fold, keep, offer } = globalThis.reader;
  const form = document.querySelector("form.finder");
  if (!form) return;
  const input = form.querySelector("input");
  const count = document.getElementById("finder-count");
  const results = document.getElementById("finder-results");
  const most = 40;

  const joined = (text) => fold(text).replace(/(\d)\s+(?=[万亿%])/g, "$1");
  // What is typed in one run, such as 高新区GDP or 生产总值2023年, is several words; a unit stays with its number.
  const parted = (text) =>
    text.replace(/(\p{sc=Han})(?=[a-z\d])/gu, "$1 ").replace(/([a-z])(?=\p{sc=Han})/gu, "$1 ");
  const idle = new Set("a an and are by for how in is many much of on the to was were what which".split(" "));
  const words = (text) => {
    const all = parted(joined(text)).split(/[\s,;?，、。；：？]+/).filter(Boolean);
    const telling = all.filter((word) => !idle.has(word));
    return telling.length ? telling : all;
  };
  const stems = new Map();
  const stem = (word) => {
    if (!stems.has(word)) stems.set(word, globalThis.stemmer(word));
    return stems.get(word);
  };
  // High-tech is also found as hightech.
  const prepare = (text) => {
    const whole = (text.match(/[a-z]+(?:-[a-z]+)+/g) || []).map((word) => word.replaceAll("-", ""));
    return { text, stems: new Set([...(text.match(/[a-z]{3,}/g) || []), ...whole].map(stem)) };
  };

  let entries;
  const learn = async () => {
    await load("entries.js");
    entries ??= globalThis.searchEntries.map(([kind, title, href, text]) => ({
      kind,
      title,
      href,
      head: prepare(joined(title)),
      body: prepare(joined(`${title} ${text}`)),
    }));
  };

  // A number must not begin or end inside another: 20 is not in 2023. Of a long one the decimals may be left out.
  const holdsNumber = (text, word) => {
    const long = /^\d{3,}$/.test(word);
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      const before = text[at - 1] || " ";
      const after = text[at + word.length] || " ";
      const fraction = after === "." && /\d/.test(text[at + word.length + 1] || "") && !long;
      const open = /\d$/.test(word) && (/\d/.test(after) || fraction);
      if (!/[\d.]/.test(before) && !open) return true;
    }
    return false;
  };

  // A Latin word is found where a word begins with it, or by its stem: invest and investment find one another.
  const holdsWord = (text, word) => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (!/[a-z]/.test(text[at - 1] || " ")) return true;
    }
    return false;
  };

  // A Chinese compound that stands nowhere as a whole is found by most of its pairs in a title: 三级医院目标.
  const holdsPairs = (text, word) => {
    if (word.length < 4 || !/^\p{sc=Han}+$/u.test(word)) return false;
    const pairs = Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2));
    return pairs.filter((pair) => text.includes(pair)).length >= pairs.length * 0.75;
  };

  const holds = (one, word) => {
    if (/^[\d.]/.test(word)) return holdsNumber(one.text, word);
    if (!/^[a-z]/.test(word)) return one.text.includes(word);
    return holdsWord(one.text, word) || (/^[a-z]{3,}$/.test(word) && one.stems.has(stem(word)));
  };

  const match = (wanted, loose) =>
    entries
      .filter((one) => wanted.every((word) => holds(one.body, word) || (loose && holdsPairs(one.head.text, word))))
      .map((one) => [one, wanted.filter((word) => holds(one.head, word)).length, one.head.text.length])
      .sort((one, two) => two[1] - one[1] || one[2] - two[2])
      .map(([one]) => one);
  const find = (wanted) => {
    const found = match(wanted, false);
    return found.length ? found : match(wanted, true);
  };

  const show = (found) => {
    const parts = [];
    const kinds = ["page", "indicator", "term", "fact"];
    if (/\d/.test(fold(input.value))) kinds.unshift(kinds.pop()); // who types a number looks for a figure
    for (const kind of kinds) {
      const own = found.filter((one) => one.kind === kind);
      if (!own.length) continue;
      const name = results.dataset[`name${kind[0].toUpperCase()}${kind.slice(1)}`];
      const items = own.slice(0, most).map(({ href, title }) => make("li", {}, make("a", { href }, title)));
      const section = make("section", {}, make("h2", {}, `${name} (${own.length})`), make("ul", {}, ...items));
      if (own.length > most) {
        section.append(make("p", { className: "detail" }, count.dataset.shown.replace("#", most)));
      }
      parts.push(section);
    }
    results.replaceChildren(...parts);
  };

  let latest = 0;
  const search = async () => {
    const turn = ++latest;
    const query = input.value;
    keep(query && new URLSearchParams({ q: query }));
    const wanted = words(query);
    if (!wanted.length) {
      count.textContent = "";
      return results.replaceChildren();
    }
    await learn();
    if (turn !== latest) return;
    const found = find(wanted);
    count.textContent = found.length ? count.dataset.some.replace("#", found.length) : count.dataset.none;
    show(found);
  };

  offer(form, search);
  input.value = new URLSearchParams(location.search).get("q") || "";
  if (input.value) search();
  else input.focus();
})();
