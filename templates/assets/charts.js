// Lets a reader explore a chart and take it away as a PNG. It loads what that needs when it is asked for, and never
// puts another picture in the place of the drawn one unasked; without it picture, table and files are there.
(() => {
  "use strict";
  const { make, load, save, makePopover } = globalThis.reader;
  const bundle = new URL(document.currentScript.dataset.bundle, document.baseURI).href;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  const find = async (address) => {
    await load(address);
    return globalThis.chartSpecs[decodeURIComponent(address).split("/").pop().replace(/\.js$/, "")];
  };

  // Which picture the width is for: read while the style sheet still chooses between them.
  const shownForm = (figure, drawing) => {
    const kept = figure.dataset.explored;
    delete figure.dataset.explored;
    const wide = getComputedStyle(drawing.querySelector(":scope > .chart-wide")).display;
    if (kept !== undefined) figure.dataset.explored = kept;
    return wide === "none" ? "narrow" : "wide";
  };

  // What is told of a point; the area says the same to those who cannot see.
  const note = make("div", { className: "told" });
  note.setAttribute("aria-hidden", "true");
  const popover = makePopover(note);

  const tell = (element, { title, ...rest }, x) => {
    const said = Object.entries(rest).flatMap(([name, text]) => [make("dt", {}, name), make("dd", {}, text)]);
    note.replaceChildren(make("p", {}, title ?? ""), make("dl", {}, ...said));
    popover.show(element, x);
  };

  const prepare = (figure, drawing, button) => {
    const state = figure.querySelector(".explore-state");
    const label = button.textContent;
    let box = null;
    let view = null;
    let form = "";
    let specs = null;
    let turn = 0;

    const close = () => {
      turn += 1;
      view?.finalize();
      popover.hide();
      box?.remove();
      box = view = null;
      form = "";
      delete figure.dataset.explored;
      button.textContent = label;
      button.setAttribute("aria-expanded", "false");
      state.textContent = "";
    };

    const reach = (element) => {
      const item = element.__data__;
      const told = item && item.tooltip;
      if (!told || typeof told !== "object") return;
      element.classList.add("hit");
      element.setAttribute("tabindex", "0");
      element.setAttribute("role", "img");
      const { title, ...rest } = told;
      const parts = Object.entries(rest).map(([name, text]) => `${name}: ${text}`);
      element.setAttribute("aria-label", [title, ...parts].filter(Boolean).join("; "));
      const show = () => tell(element, told);
      element.addEventListener("focus", () => element.matches(":focus-visible") && show());
      element.addEventListener("blur", popover.hide);
      element.addEventListener("click", show);
    };

    const draw = async () => {
      const wanted = shownForm(figure, drawing);
      if (wanted === form) return;
      const own = ++turn;
      form = wanted;
      const fresh = make("div", { className: `explored explored-${wanted}` });
      fresh.setAttribute("role", "group");
      fresh.setAttribute("aria-labelledby", `${figure.id}-title`);
      const made = await globalThis.vegaEmbed(fresh, structuredClone(specs[wanted]), {
        mode: "vega-lite",
        ast: true, // no code is made of texts: the page's policy forbids it
        renderer: "svg",
        actions: false,
        defaultStyle: false,
        tooltip: (_handler, event, _item, told) =>
          told ? tell(event.target, told, event.clientX) : popover.hide(),
      });
      if (own !== turn) return made.finalize();
      view?.finalize();
      view = made;
      const svg = fresh.querySelector("svg");
      for (const one of [svg, ...svg.querySelectorAll("[role]")]) {
        one.removeAttribute("role"); // the library's names for marks, in English
        one.removeAttribute("aria-roledescription");
      }
      svg.setAttribute("class", `chart-${wanted}`);
      box?.remove();
      box = fresh;
      drawing.append(fresh);
      figure.dataset.explored = "";
      for (const one of svg.querySelectorAll(".mark-rect path")) reach(one);
    };

    const start = async () => {
      const own = ++turn;
      button.setAttribute("aria-busy", "true");
      state.textContent = button.dataset.wait;
      try {
        [specs] = await Promise.all([
          find(button.dataset.explore).then((found) => found.specs),
          load(bundle),
        ]);
        if (own !== turn) return;
        await draw();
        if (!box) return; // put back meanwhile
        button.textContent = button.dataset.back;
        button.setAttribute("aria-expanded", "true");
        state.textContent = "";
        drawing.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
      } catch {
        close();
        state.textContent = button.dataset.failed;
      } finally {
        button.removeAttribute("aria-busy");
      }
    };

    button.addEventListener("click", () => (box || button.ariaBusy ? close() : start()));
    figure.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box) return;
      close();
      button.focus();
    });
    addEventListener("resize", () => box && draw());
    button.setAttribute("aria-expanded", "false");
    button.hidden = false;
  };

  // The picture's own file, drawn at twice its size: it has title, source and colours in it.
  const take = async (button) => {
    const { picture } = await find(button.dataset.picture);
    const address = URL.createObjectURL(new Blob([picture], { type: "image/svg+xml" }));
    try {
      const image = new Image();
      image.src = address;
      await image.decode();
      const [width, height] = [image.naturalWidth * 2, image.naturalHeight * 2];
      const canvas = make("canvas", { width, height });
      canvas.getContext("2d").drawImage(image, 0, 0, width, height);
      const made = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
      save(button.dataset.picture.split("/").pop().replace(/\.js$/, ".png"), "image/png", made);
    } finally {
      URL.revokeObjectURL(address);
    }
  };

  for (const figure of document.querySelectorAll("figure.chart")) {
    const button = figure.querySelector("button[data-explore]");
    const drawing = figure.querySelector(".drawing");
    if (button && drawing) prepare(figure, drawing, button);
    for (const one of figure.querySelectorAll("button[data-picture]")) {
      one.hidden = false;
      one.addEventListener("click", () => take(one));
    }
  }
})();
