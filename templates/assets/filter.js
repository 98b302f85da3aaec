// Filters, orders and downloads the rows of a page's tables. Without it the tables are whole.
(() => {
  "use strict";
  const form = document.querySelector("form.filters");
  if (!form) return;
  const rows = [...document.querySelectorAll("tr[data-row]")];
  const filters = [...form.querySelectorAll("[data-filter]")];
  const search = form.querySelector("[data-search]");
  const sort = form.querySelector("[data-sort]");
  const count = form.querySelector("[data-count]");
  const groups = [...document.querySelectorAll("section.domain")];
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s,]+/g, " ").trim();
  const texts = new Map();
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, plain(row.textContent));
    return texts.get(row);
  };
  const places = new Map(rows.map((row, place) => [row, place]));
  const name = (row) => row.querySelector("th").textContent;

  const matches = (row, words) =>
    filters.every((one) => !one.value || row.dataset[one.dataset.filter] === one.value) &&
    words.every((word) => textOf(row).includes(word));

  const order = (key) => (one, two) => {
    if (key === "name") return name(one).localeCompare(name(two), document.documentElement.lang);
    const by = key ? (one.dataset[key] || "").localeCompare(two.dataset[key] || "") : 0;
    return by || places.get(one) - places.get(two);
  };

  const status = () => document.querySelector("input[name=status]:checked");

  const keep = () => {
    const state = new URLSearchParams();
    for (const one of filters) if (one.value) state.set(one.dataset.filter, one.value);
    if (search.value) state.set("q", search.value);
    if (sort && sort.value) state.set("sort", sort.value);
    if (status() && status().value !== "all") state.set("status", status().value);
    const query = state.toString();
    try {
      history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
    } catch {
      // Opened from a folder, some browsers keep the address as it is.
    }
  };

  let ordered = "";
  const apply = () => {
    const words = plain(search.value).split(" ").filter(Boolean);
    const chosen = status() ? status().value : "all";
    const shows = (row) => !row.hidden && (chosen === "all" || row.dataset.status === chosen);
    for (const row of rows) row.hidden = !matches(row, words);
    for (const group of groups) {
      const left = [...group.querySelectorAll("tr[data-row]:not([hidden])")];
      group.hidden = !left.length;
      group.dataset.rows = left.filter(shows).length; // the room it is given before it comes into view
      if (sort && sort.value !== ordered) {
        const body = group.querySelector("tbody");
        body.append(...[...body.children].sort(order(sort.value)));
      }
    }
    ordered = sort ? sort.value : "";
    count.textContent = `${rows.filter(shows).length} / ${rows.length}`;
  };
  const change = () => {
    apply();
    keep();
  };

  const cell = (text) => `"${text.replace(/\s+/g, " ").trim().replaceAll('"', '""')}"`;
  const download = () => {
    const lines = rows
      .filter((row) => row.checkVisibility())
      .map((row) => {
        const fact = row.querySelector("data.fact");
        const key = row.id || (fact && fact.dataset.fact) || "";
        return [key, fact ? fact.value : "", ...[...row.children].map((one) => one.innerText)];
      });
    const head = [...document.querySelector("table:has(tr[data-row]) thead tr").children];
    const titles = ["fact", "value_base", ...head.map((one) => one.innerText)];
    const text = [titles, ...lines].map((line) => line.map(cell).join(",")).join("\r\n");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" }));
    link.download = "selection.csv";
    link.click();
    URL.revokeObjectURL(link.href);
  };

  const state = new URLSearchParams(location.search);
  for (const one of filters) one.value = state.get(one.dataset.filter) || "";
  for (const one of filters) if (one.selectedIndex < 0) one.value = "";
  search.value = state.get("q") || "";
  if (sort) sort.value = state.get("sort") || "";
  if (sort && sort.selectedIndex < 0) sort.value = "";
  for (const one of document.querySelectorAll("input[name=status]")) {
    if (one.value === (state.get("status") || "all")) one.checked = true;
    one.addEventListener("input", change);
  }
  form.hidden = false;
  form.addEventListener("input", change);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    const all = document.querySelector("input[name=status][value=all]");
    if (all) all.checked = true;
    setTimeout(change);
  });
  form.querySelector("[data-download]").addEventListener("click", download);
  if (state.size) apply();
  else count.textContent = `${rows.length} / ${rows.length}`;
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
})();
