// Finds pages, indicators, terms and figures. The entries are loaded with the first search.
(() => {
  "use strict";
  const form = document.querySelector("form.finder");
  if (!form) return;
  const input = form.querySelector("input");
  const count = document.getElementById("finder-count");
  const results = document.getElementById("finder-results");
  const most = 40;

  // Full-width forms become plain, digits lose their commas; English words are also found by their stems.
  const plain = (text) =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/(\d),(?=\d{3})/g, "$1")
      .replace(/[’']s(?![a-z])/g, "")
      .replace(/\s+/g, " ")
      .trim();
  const joined = (text) => plain(text).replace(/(\d)\s+(?=[万亿%])/g, "$1");
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
  const load = () =>
    new Promise((resolve, reject) => {
      if (entries) return resolve();
      const script = document.createElement("script");
      script.src = "entries.js";
      script.onload = () => {
        entries = globalThis.searchEntries.map(([kind, title, href, text]) => ({
          kind,
          title,
          href,
          head: prepare(joined(title)),
          body: prepare(joined(`${title} ${text}`)),
        }));
        resolve();
      };
      script.onerror = reject;
      document.head.append(script);
    });

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
    if (/\d/.test(plain(input.value))) kinds.unshift(kinds.pop()); // who types a number looks for a figure
    for (const kind of kinds) {
      const own = found.filter((one) => one.kind === kind);
      if (!own.length) continue;
      const section = document.createElement("section");
      const heading = document.createElement("h2");
      heading.textContent = `${results.dataset[`name${kind[0].toUpperCase()}${kind.slice(1)}`]} (${own.length})`;
      const list = document.createElement("ul");
      for (const one of own.slice(0, most)) {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = one.href;
        link.textContent = one.title;
        item.append(link);
        list.append(item);
      }
      section.append(heading, list);
      if (own.length > most) {
        const more = document.createElement("p");
        more.className = "detail";
        more.textContent = count.dataset.shown.replace("#", most);
        section.append(more);
      }
      parts.push(section);
    }
    results.replaceChildren(...parts);
  };

  let latest = 0;
  const search = async () => {
    const turn = ++latest;
    const query = input.value;
    try {
      history.replaceState(null, "", query ? `?${new URLSearchParams({ q: query })}` : location.pathname);
    } catch {
      // Opened from a folder, some browsers keep the address as it is.
    }
    const wanted = words(query);
    if (!wanted.length) {
      count.textContent = "";
      return results.replaceChildren();
    }
    await load();
    if (turn !== latest) return;
    const found = find(wanted);
    count.textContent = found.length ? count.dataset.some.replace("#", found.length) : count.dataset.none;
    show(found);
  };

  form.hidden = false;
  form.addEventListener("input", search);
  form.addEventListener("submit", (event) => event.preventDefault());
  input.value = new URLSearchParams(location.search).get("q") || "";
  if (input.value) search();
  else input.focus();
})();
