// The switch of language leads to the same place of the page, with the same choice of rows, and stays in reach
// when the head of the page is out of sight. Without it it stands there, and leads to the top of the page.
(() => {
  "use strict";
  const main = document.getElementById("content");
  if (!main) return;

  // Ids within charts serve their own page alone; all others stand on the page in every language.
  const findPlace = () => {
    if (scrollY < innerHeight / 3) return "";
    const line = 96; // below a heading that was jumped to
    let found = "";
    for (const one of main.querySelectorAll("[id]")) {
      if (one.closest("svg, nav") || !one.getClientRects().length) continue;
      const { top } = one.getBoundingClientRect();
      if (top <= line) found = one.id;
      // A heading at the top of the window is the place, not the first row of the table below it.
      if (top >= 0 && top <= line && one.matches("h2, h3")) break;
    }
    return found ? `#${encodeURIComponent(found)}` : "";
  };

  const aim = (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[hreflang]") : null;
    if (!link || link.origin !== location.origin) return;
    const address = new URL(link.href);
    address.search = location.search;
    address.hash = findPlace();
    link.href = address.href;
  };
  document.addEventListener("click", aim, true);
  document.addEventListener("auxclick", aim, true);

  // Afloat, it would cover the links at the end of the page, and the foot has a switch of its own.
  const languages = document.querySelector(".languages");
  const ends = document.querySelectorAll(".masthead, .neighbours, .colophon");
  if (!languages) return;
  const seen = new Set(ends);
  const watcher = new IntersectionObserver((changes) => {
    for (const one of changes) seen[one.isIntersecting ? "add" : "delete"](one.target);
    if (!languages.contains(document.activeElement)) languages.classList.toggle("afloat", !seen.size);
  });
  for (const one of ends) watcher.observe(one);
})();
