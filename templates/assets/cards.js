// What is behind a number or a term, on hover, on focus, and on the first tap: source, place, period, kind and note
// of a fact, the working of a computed number, the explanation of a term. It says nothing that the page does not;
// without it each is a link.
(() => {
  "use strict";
  const { copy, make, makePopover } = globalThis.reader;
  const template = document.getElementById("fact-card");
  if (!template || !("showPopover" in HTMLElement.prototype)) return;
  const card = template.content.firstElementChild.cloneNode(true);
  const text = card.querySelector(".card-text");
  const links = [...card.querySelectorAll("a")];
  const citing = card.querySelector("button");
  const cited = card.querySelector(".card-cited");
  const label = citing.textContent;
  const popover = makePopover(card);
  const hints = new WeakMap();
  let owner = null;
  let timer = 0;
  let touched = false;
  card.id = "fact-card-shown";
  text.id = "fact-card-text";

  const linkOf = (target) => {
    const link = target instanceof Element ? target.closest("data > a[href], .claim > a[href], a.term[href]") : null;
    return link && (link.title || hints.has(link)) && !link.closest("table.statements") ? link : null;
  };

  const kindOf = (link) => {
    if (link.matches(".term")) return "term";
    return link.parentElement.matches(".derived, .claim") ? "derived" : "fact";
  };

  const close = () => {
    clearTimeout(timer);
    if (!owner) return;
    owner.removeAttribute("aria-describedby");
    owner = null;
    popover.hide();
  };

  const open = (link) => {
    clearTimeout(timer);
    if (owner === link) return;
    close();
    if (!hints.has(link)) hints.set(link, link.title);
    link.removeAttribute("title"); // no second note beside the card
    owner = link;
    text.replaceChildren(...hints.get(link).split("\n").map((line) => make("span", {}, line)));
    const kind = kindOf(link);
    for (const one of links) {
      one.hidden = ![kind, kind === "fact" ? "indicator" : ""].includes(one.dataset.for);
      one.href = link.href;
      if (one.dataset.for !== "indicator" || one.hidden) continue;
      const key = link.parentElement.dataset.fact.split("/")[0];
      one.href = `${document.body.dataset.root}indicators/${key}/index.html`;
    }
    citing.hidden = kind !== "fact";
    citing.textContent = label;
    cited.hidden = true;
    link.setAttribute("aria-describedby", text.id);
    (link.closest("data, .claim") || link).after(card); // the next stop of the tabulator
    popover.show(link);
  };

  // A number as its row on the page of its source cites it. The document is named as the list of sources names it.
  const cite = (link) => {
    const [what, source] = hints.get(link).split("\n");
    const page = link.pathname;
    const listed = [...document.querySelectorAll("li[data-document] > a")].find((one) => one.pathname === page);
    const said = citing.dataset.source.replace("{where}", "");
    let where = source.replace(said, "");
    if (listed) {
      // What is left of it beside the title, in whatever marks, is the place in the document.
      const title = listed.textContent;
      const locator = where.replace(`《${title}》`, "").replace(title, "").replace(/^[\s,，]+/, "");
      const values = { document: listed.parentElement.dataset.document, locator };
      where = citing.dataset.place.replace(/\{(\w+)\}/g, (_, name) => values[name]);
    }
    const root = document.querySelector('link[rel="canonical"]').href;
    const address = new URL(link.getAttribute("href").replace(/index\.html(?=#|$)/, ""), root).href;
    const values = { what, value: link.textContent, where, address };
    return citing.dataset.cite.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  };
  citing.addEventListener("click", async () => {
    cited.textContent = cite(owner);
    cited.hidden = false;
    if (await copy(cited)) citing.textContent = citing.dataset.done;
  });

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    clearTimeout(timer);
    const link = linkOf(event.target);
    if (link) timer = setTimeout(open, 200, link);
    else if (owner && !card.contains(event.target)) timer = setTimeout(close, 300);
  });
  document.addEventListener("focusin", (event) => {
    if (card.contains(event.target)) return;
    const link = linkOf(event.target);
    if (link && link.matches(":focus-visible") && !touched) open(link);
    else if (!touched) close();
  });
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    if (owner && !card.contains(event.target) && linkOf(event.target) !== owner) close();
  });
  document.addEventListener("click", (event) => {
    const link = linkOf(event.target);
    if (!touched || !link || owner === link) return;
    event.preventDefault();
    open(link);
  });
  document.addEventListener("keydown", (event) => {
    touched = false;
    if (event.key !== "Escape" || !owner) return;
    const back = card.contains(document.activeElement) ? owner : null;
    close();
    if (back) {
      touched = true; // do not open again for the focus that comes back
      back.focus();
      touched = false;
    }
  });
})();
