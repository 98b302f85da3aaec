// Lets a reader explore a chart and take it away as a PNG. What that needs is loaded when it is asked for;
// without it the picture, its table and its files are there.
(() => {
  "use strict";
  const bundle = new URL(document.currentScript.dataset.bundle, document.baseURI).href;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const loading = new Map();

  // By script elements: a page that was opened from a folder may fetch nothing.
  const load = (address) => {
    if (!loading.has(address)) {
      const loaded = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = address;
        script.onload = resolve;
        script.onerror = () => {
          loading.delete(address);
          script.remove();
          reject(new Error(address));
        };
        document.head.append(script);
      });
      loading.set(address, loaded);
    }
    return loading.get(address);
  };

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

  // What is told of a point; never beyond the edges of the window, nor over what was pointed at.
  const note = document.createElement("div");
  note.className = "told";
  note.hidden = true;
  note.setAttribute("aria-hidden", "true"); // the area says the same to those who cannot see
  document.body.append(note);

  let owner = null;
  let across = 0;

  const hide = () => {
    owner = null;
    note.hidden = true;
  };

  const place = () => {
    const at = owner.getBoundingClientRect();
    const room = document.documentElement.clientWidth - note.offsetWidth - 8;
    const fits = at.bottom + note.offsetHeight + 16 < innerHeight;
    note.style.left = `${Math.max(8, Math.min(at.left + across, room))}px`;
    note.style.top = `${fits ? at.bottom + 8 : Math.max(8, at.top - note.offsetHeight - 8)}px`;
  };

  const tell = (element, { title, ...rest }, x) => {
    const heading = document.createElement("p");
    heading.textContent = title ?? "";
    const list = document.createElement("dl");
    for (const [name, text] of Object.entries(rest)) {
      const [term, said] = [document.createElement("dt"), document.createElement("dd")];
      term.textContent = name;
      said.textContent = text;
      list.append(term, said);
    }
    owner = element;
    across = x === undefined ? 0 : x - element.getBoundingClientRect().left;
    note.replaceChildren(heading, list);
    note.hidden = false;
    place();
  };

  addEventListener("scroll", () => owner && place(), { passive: true, capture: true });

  const make = (figure, drawing, button) => {
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
      hide();
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
      element.addEventListener("blur", hide);
      element.addEventListener("click", show);
    };

    const draw = async () => {
      const wanted = shownForm(figure, drawing);
      if (wanted === form) return;
      const own = ++turn;
      form = wanted;
      const fresh = document.createElement("div");
      fresh.className = `explored explored-${wanted}`;
      fresh.setAttribute("role", "group");
      fresh.setAttribute("aria-labelledby", `${figure.id}-title`);
      const made = await globalThis.vegaEmbed(fresh, structuredClone(specs[wanted]), {
        mode: "vega-lite",
        ast: true, // no code is made of texts: the page's policy forbids it
        renderer: "svg",
        actions: false,
        defaultStyle: false,
        tooltip: (_handler, event, _item, told) =>
          told ? tell(event.target, told, event.clientX) : hide(),
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
  const save = async (button) => {
    const { picture } = await find(button.dataset.picture);
    const address = URL.createObjectURL(new Blob([picture], { type: "image/svg+xml" }));
    try {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = image.naturalWidth * 2;
      canvas.height = image.naturalHeight * 2;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      const made = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(made);
      link.download = button.dataset.picture.split("/").pop().replace(/\.js$/, ".png");
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    } finally {
      URL.revokeObjectURL(address);
    }
  };

  for (const figure of document.querySelectorAll("figure.chart")) {
    const button = figure.querySelector("button[data-explore]");
    const drawing = figure.querySelector(".drawing");
    if (button && drawing) make(figure, drawing, button);
    for (const one of figure.querySelectorAll("button[data-picture]")) {
      one.hidden = false;
      one.addEventListener("click", () => save(one));
    }
  }
})();
