// Filters, orders and downloads the rows of a page's tables. It adds no row and changes none; without it the tables
// are whole.
(() => {
  "use strict";
  const { load, fold, save, keep, offer } = globalThis.reader;
  const form = document.querySelector("form.filters");
  if (!form) return;
  const rows = [...document.querySelectorAll("tr[data-row]")];
  const filters = [...form.querySelectorAll("[data-filter]")];
  const search = form.querySelector("[data-search]");
  const sort = form.querySelector("[data-sort]");
  const count = form.querySelector("[data-count]");
  const none = form.querySelector("[data-none]");
  const groups = [...document.querySelectorAll(".domain")];
  const subject = (link) => link.split("#indicator-")[1] || link.split("/").at(-2);
  const names = new Map();
  const texts = new Map();
  const textOf = (row) => {
    if (!texts.has(row)) {
      const name = names.get(subject(row.querySelector("th a").href)) || "";
      texts.set(row, fold(`${row.textContent} ${name}`));
    }
    return texts.get(row);
  };
  // What indicators are called in every language stands in what the search loads; it is loaded when someone types.
  const learn = async () => {
    try {
      await load(form.dataset.entries);
    } catch {
      return; // the page's own words are searched all the same
    }
    for (const [kind, , href, , said] of globalThis.searchEntries) {
      if (kind === "indicator") names.set(subject(href), said);
    }
    texts.clear();
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

  const shows = (row) => {
    const chosen = status()?.value ?? "all";
    return !row.hidden && (chosen === "all" || row.dataset.status === chosen);
  };

  const remember = () => {
    const state = new URLSearchParams();
    for (const one of filters) if (one.value) state.set(one.dataset.filter, one.value);
    if (search.value) state.set("q", search.value);
    if (sort && sort.value) state.set("sort", sort.value);
    if (status() && status().value !== "all") state.set("status", status().value);
    keep(state);
  };

  // What the rows left over are, where the page is: the links to the groups, or the heads of those that are folded,
  // say how many each has.
  const heads = new Map();
  for (const group of groups) {
    const link = document.querySelector(`.jump a[href="#${group.querySelector("[id]").id}"]`);
    const head = link ? link.closest("li") : group.querySelector(":scope > summary");
    if (head) heads.set(group, head);
  }
  const point = (group, left) => {
    const head = heads.get(group);
    if (!head) return;
    if (head.matches("li")) head.hidden = !left;
    head.querySelector(".count").textContent = left;
  };

  // What is left over is opened, and folded as it was when all is shown again.
  const folds = [...document.querySelectorAll("details.group")].filter((one) => one.querySelector("[data-row]"));
  let before = null;
  const unfold = () => {
    const narrowed = (status() && status().value !== "all") || search.value || filters.some((one) => one.value);
    if (narrowed && !before) before = new Map(folds.map((one) => [one, one.open]));
    for (const one of folds) {
      const left = [...one.querySelectorAll("tr[data-row]")].some(shows);
      if (narrowed) one.open = left;
      else if (before) one.open = before.get(one);
      if (!one.matches(".domain")) one.hidden = !left;
    }
    if (!narrowed) before = null;
  };

  // Each status says how many rows of it the other filters leave.
  const chips = [...document.querySelectorAll("input[name=status]")];
  const tally = () => {
    const left = rows.filter((row) => !row.hidden);
    for (const chip of chips) {
      const own = chip.value === "all" ? left : left.filter((row) => row.dataset.status === chip.value);
      const choice = chip.closest(".choice");
      choice.querySelector(".count").textContent = own.length;
      choice.hidden = !own.length && !chip.checked;
    }
  };

  let ordered = "";
  const apply = () => {
    const words = fold(search.value).split(/[ ,]+/).filter(Boolean);
    for (const row of rows) row.hidden = !matches(row, words);
    for (const group of groups) {
      const left = [...group.querySelectorAll("tr[data-row]")].filter(shows).length;
      group.hidden = !left;
      if (group.dataset.rows) group.dataset.rows = left; // the room it is given before it comes into view
      point(group, left);
      if (sort && sort.value !== ordered) {
        for (const body of group.querySelectorAll("tbody")) body.append(...[...body.children].sort(order(sort.value)));
      }
    }
    unfold();
    tally();
    ordered = sort ? sort.value : "";
    const left = rows.filter(shows).length;
    count.textContent = `${left} / ${rows.length}`;
    none.hidden = left > 0;
  };
  const change = async () => {
    remember();
    apply();
    if (names.size || !search.value || !form.dataset.entries) return;
    await learn();
    apply();
  };

  // As `guard_cell` of the downloads: what a spreadsheet would compute is marked as a text.
  const guard = (text) => (/^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text);
  const cell = (text) => (/[",\r\n]/.test(guard(text)) ? `"${guard(text).replaceAll('"', '""')}"` : guard(text));
  // A row may stand for the yearly rate of the same besides.
  const listIds = (row) => [row.id, ...[...row.querySelectorAll("[id]")].map((one) => one.id)];
  // The rows as the data have them, with keys, numbers and units of their own, and not as the page words them.
  const download = async () => {
    const address = form.dataset.table;
    await load(address);
    const name = address.split("/").pop().replace(/\.js$/, "");
    const [header, ...all] = globalThis.dataTables[name];
    const shown = new Set(rows.filter(shows).flatMap(listIds));
    const lines = [header, ...all.filter((one) => shown.has(one[0]))];
    const text = lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("");
    save(`${name}-selection.csv`, "text/csv", "\ufeff", text);
  };

  const state = new URLSearchParams(location.search);
  for (const one of filters) one.value = state.get(one.dataset.filter) || "";
  for (const one of filters) if (one.selectedIndex < 0) one.value = "";
  search.value = state.get("q") || "";
  if (sort) sort.value = state.get("sort") || "";
  if (sort && sort.selectedIndex < 0) sort.value = "";
  for (const one of chips) {
    if (one.value === (state.get("status") || "all")) one.checked = true;
    one.addEventListener("input", change);
  }
  offer(form, change);
  form.addEventListener("reset", () => {
    const all = document.querySelector("input[name=status][value=all]");
    if (all) all.checked = true;
    setTimeout(change);
  });
  form.querySelector("[data-download]")?.addEventListener("click", download);
  if (state.size) {
    form.closest("details")?.toggleAttribute("open", true);
    change();
  } else count.textContent = `${rows.length} / ${rows.length}`;
  document.querySelector(":target")?.scrollIntoView();
})();
