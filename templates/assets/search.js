// Shows what answers a query. It loads the entries with the first search, and sends nothing that is typed anywhere;
// without it the page leads to the lists.
(() => {
  "use strict";
  const { make, load, keep, offer } = globalThis.reader;
  const { learn, find } = globalThis.finder;
  const form = document.querySelector("form.finder");
  if (!form) return;
  const input = form.querySelector("input");
  const count = document.getElementById("finder-count");
  const results = document.getElementById("finder-results");
  const most = 40;

  const item = ({ kind, href, title, more }) => {
    const figure = kind === "indicator" && more[2] ? [make("span", { className: "detail" }, more[2])] : [];
    return make("li", {}, make("a", { href }, title), ...figure);
  };

  // What no document states, and what comes nearest.
  const missing = ({ title, more }) => {
    const near = more[0].map(([name, href]) => make("li", {}, make("a", { href }, name)));
    const said = make("p", { className: "missing" }, results.dataset.missing.replace("#", title));
    return make("section", {}, said, make("p", { className: "detail" }, results.dataset.nearest), make("ul", {}, ...near));
  };

  // Groups by kind, that of the best answer first; what no document states stands before all others that follow it.
  const show = (found) => {
    const parts = [];
    for (const kind of new Set(found.map((one) => one.kind))) {
      const own = found.filter((one) => one.kind === kind);
      if (kind === "absence") {
        parts.push(...own.slice(0, 1).map(missing));
        continue;
      }
      const name = results.dataset[`name${kind[0].toUpperCase()}${kind.slice(1)}`];
      const list = make("ul", {}, ...own.slice(0, most).map(item));
      const section = make("section", {}, make("h2", {}, `${name} (${own.length})`), list);
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
    if (!query.trim()) {
      count.textContent = "";
      return results.replaceChildren();
    }
    await load("entries.js");
    if (turn !== latest) return;
    learn(globalThis.searchEntries, globalThis.searchAreas);
    const found = find(query);
    const listed = found.filter((one) => one.kind !== "absence").length;
    count.textContent = listed ? count.dataset.some.replace("#", listed) : found.length ? "" : count.dataset.none;
    show(found);
  };

  offer(form, search);
  input.value = new URLSearchParams(location.search).get("q") || "";
  if (input.value) search();
  else input.focus();
})();
