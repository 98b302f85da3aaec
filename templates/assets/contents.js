// Where the reader is, on the page and in what is folded: marks the section in the contents, opens what a place is
// folded in, and marks a number together with its note beside the text. Without it the contents stay in view, folds
// open by hand, and numbers stand in their notes unmarked.
(() => {
  "use strict";

  // The section is the last one whose heading has come to the upper quarter of the window.
  const contents = document.querySelector(".contents");
  const sections = new Map();
  for (const link of contents ? contents.querySelectorAll("a[href^='#']") : []) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) sections.set(heading, link);
  }
  const mark = () => {
    let current = null;
    for (const [heading, link] of sections) {
      if (heading.getBoundingClientRect().top <= innerHeight / 4) current = link;
      else link.removeAttribute("aria-current");
    }
    for (const link of sections.values()) if (link !== current) link.removeAttribute("aria-current");
    if (!current || current.hasAttribute("aria-current")) return;
    current.setAttribute("aria-current", "location");
    const above = current.offsetTop - contents.clientHeight / 2; // long contents scroll along
    if (contents.scrollHeight > contents.clientHeight) contents.scrollTop = above;
  };
  const watcher = new IntersectionObserver(mark, { rootMargin: "1000000px 0px -75% 0px" });
  for (const heading of sections.keys()) watcher.observe(heading);

  // What is folded is opened for whoever is led into it.
  const unfold = (hash) => {
    const place = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    let fold = place?.closest("details:not([open])");
    if (!fold) return;
    for (; fold; fold = fold.parentElement.closest("details:not([open])")) fold.open = true;
    place.scrollIntoView();
  };
  addEventListener("hashchange", () => unfold(location.hash));
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href^='#']") : null;
    if (link) unfold(link.hash);
  });
  unfold(location.hash);

  // Paper shows all; what was opened for it is folded again.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(":is(details.group, details.once):not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });

  // A number and its note, whichever is pointed at.
  const keyOf = (element) => {
    const own = element.closest("[data-of]");
    if (own) return own.dataset.of;
    const number = element.closest(".noted data");
    return number && (number.dataset.fact || number.querySelector("a").hash.slice(1));
  };
  const light = (event) => {
    const element = event.target instanceof Element ? event.target : null;
    const noted = element?.closest(".noted");
    const key = noted && keyOf(element);
    for (const one of document.querySelectorAll(".lit")) one.classList.remove("lit");
    if (!key) return;
    for (const one of noted.querySelectorAll("[data-of], data")) {
      if (keyOf(one) === key) one.classList.add("lit");
    }
  };
  if (document.querySelector(".beside")) {
    document.addEventListener("pointerover", light);
    document.addEventListener("focusin", light);
  }
})();
