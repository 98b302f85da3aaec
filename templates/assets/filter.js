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
    for (const [kind, , href, text] of globalThis.searchEntries) {
      if (kind === "indicator") names.set(subject(href), text.split("\n")[0]);
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
  const unfold = (chosen) => {
    const narrowed = chosen !== "all" || search.value || filters.some((one) => one.value);
    if (narrowed && !before) before = new Map(folds.map((one) => [one, one.open]));
    for (const one of folds) {
      const left = [...one.querySelectorAll("tr[data-row]")].some((row) => shows(row, chosen));
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

  const shows = (row, chosen) => !row.hidden && (chosen === "all" || row.dataset.status === chosen);

  let ordered = "";
  const apply = () => {
    const words = fold(search.value).split(/[ ,]+/).filter(Boolean);
    const chosen = status() ? status().value : "all";
    for (const row of rows) row.hidden = !matches(row, words);
    for (const group of groups) {
      const left = [...group.querySelectorAll("tr[data-row]")].filter((row) => shows(row, chosen)).length;
      group.hidden = !left;
      if (group.dataset.rows) group.dataset.rows = left; // the room it is given before it comes into view
      point(group, left);
      if (sort && sort.value !== ordered) {
        for (const body of group.querySelectorAll("tbody")) body.append(...[...body.children].sort(order(sort.value)));
      }
    }
    unfold(chosen);
    tally();
    ordered = sort ? sort.value : "";
    const left = rows.filter((row) => shows(row, chosen)).length;
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

  const cell = (text) => `"${text.replace(/\s+/g, " ").trim().replaceAll('"', '""')}"`;
  // Read from the document and not from the screen: a row far below has not been laid out.
  const say = (part) => {
    const copy = part.cloneNode(true);
    for (const one of copy.querySelectorAll("details")) one.remove();
    for (const one of copy.querySelectorAll("sup")) one.prepend("^");
    for (const one of copy.querySelectorAll(".detail, .progress")) one.prepend("; ");
    return copy.textContent;
  };
  const download = () => {
    const lines = rows
      .filter((row) => shows(row, status() ? status().value : "all"))
      .map((row) => {
        const facts = [...row.querySelectorAll("data.fact")];
        const fact = facts.find((one) => one.dataset.fact === row.id) || facts[0];
        const own = [row.id, fact.value, ...[...row.children].map(say)];
        return [...own, fact.querySelector("a").href];
      });
    const head = [...document.querySelector("table:has(tr[data-row]) thead tr").children];
    const titles = ["fact", "value_base", ...head.map(say), "address"];
    const text = [titles, ...lines].map((line) => line.map(cell).join(",")).join("\r\n");
    save("selection.csv", "text/csv", "\ufeff", text);
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
  form.querySelector("[data-download]").addEventListener("click", download);
  if (state.size) {
    form.closest("details")?.toggleAttribute("open", true);
    change();
  } else count.textContent = `${rows.length} / ${rows.length}`;
  document.querySelector(":target")?.scrollIntoView();
})();
