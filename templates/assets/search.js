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
    text.normalize("NFKC").toLowerCase().replace(/(\d),(?=\d{3})/g, "$1").replace(/\s+/g, " ").trim();
  const joined = (text) => plain(text).replace(/(\d)\s+(?=[万亿%])/g, "$1");
  const words = (text) => joined(text).split(/[\s,;，、。；：]+/).filter(Boolean);
  const stems = new Map();
  const stem = (word) => {
    if (!stems.has(word)) stems.set(word, globalThis.stemmer(word));
    return stems.get(word);
  };
  const prepare = (text) => ({ text, stems: new Set((text.match(/[a-z]{3,}/g) || []).map(stem)) });

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

  // A number must not begin or end inside another: 20 is not in 2023.
  const holdsNumber = (text, word) => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      const before = text[at - 1] || " ";
      const after = text[at + word.length] || " ";
      const open = /\d$/.test(word) && /[\d.]/.test(after) && !(after === "." && !/\d/.test(text[at + word.length + 1] || ""));
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

  const holds = (one, word) => {
    if (/^[\d.]/.test(word)) return holdsNumber(one.text, word);
    if (!/^[a-z]/.test(word)) return one.text.includes(word);
    return holdsWord(one.text, word) || (/^[a-z]{3,}$/.test(word) && one.stems.has(stem(word)));
  };

  const find = (wanted) =>
    entries
      .filter((one) => wanted.every((word) => holds(one.body, word)))
      .map((one) => [one, wanted.filter((word) => holds(one.head, word)).length, one.head.text.length])
      .sort((one, two) => two[1] - one[1] || one[2] - two[2])
      .map(([one]) => one);

  const show = (found) => {
    const parts = [];
    const kinds = ["page", "indicator", "term", "fact"];
    if (/\d/.test(input.value)) kinds.unshift(kinds.pop()); // who types a number looks for a figure
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
