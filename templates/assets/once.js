// What leads on from an indicator that is stated once: to its number as it is cited, its file, and what embeds it.
// It is written when the indicator is opened. Without it the row leads to its source, and the data page to the files.
(() => {
  "use strict";
  const links = document.getElementById("once-links");
  if (!links) return;

  const add = (row) => {
    const number = row.querySelector("data.fact");
    const place = row.querySelector("div");
    if (!number || place.querySelector("a.cite")) return;
    const more = links.content.cloneNode(true);
    const [key] = number.dataset.fact.split("/");
    more.querySelector(".cite").href = row.querySelector("q + a").href;
    for (const one of more.querySelectorAll("a[data-to]")) one.href = one.dataset.to.replace("{key}", key);
    place.append(more);
  };

  // `toggle` does not bubble; what an address opens before this runs is found open.
  document.addEventListener("toggle", ({ target }) => target.matches("details.once[open]") && add(target), true);
  for (const row of document.querySelectorAll("details.once[open]")) add(row);
})();
