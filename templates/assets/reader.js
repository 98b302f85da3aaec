// What the other scripts share: loading, popovers, folding of text, saving of files, the address. It runs first on
// every page. It shows nothing by itself, fetches nothing but scripts of this site, and is no module: a page that
// was opened from a folder may load neither modules nor data.
globalThis.reader = (() => {
  "use strict";

  // An element with properties and children.
  const make = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  // Loads a script once; what failed is tried again when it is asked for again.
  const loading = new Map();
  const load = (address) => {
    if (!loading.has(address)) {
      const loaded = new Promise((resolve, reject) => {
        const script = make("script", { src: address, onload: resolve });
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

  // Text as it is searched: of one case and one width, digits without commas, no possessives, single spaces.
  const fold = (text) =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/(\d),(?=\d{3})/g, "$1")
      .replace(/[’']s(?![a-z])/g, "")
      .replace(/\s+/g, " ")
      .trim();

  // Hands a file to the reader.
  const save = (name, type, ...parts) => {
    const link = make("a", { href: URL.createObjectURL(new Blob(parts, { type })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  // Copies the text of an element, of a console what is typed there, and tells whether that worked. It reads nothing
  // from the clipboard.
  const copy = async (element) => {
    const typed = [...element.querySelectorAll("kbd")].map((one) => one.textContent);
    try {
      await navigator.clipboard.writeText(typed.length ? typed.join("\n") : element.textContent);
      return true;
    } catch {
      const range = document.createRange(); // refused, or an old browser: what is selected, the reader can copy
      range.selectNodeContents(element);
      const selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      return document.execCommand("copy");
    }
  };

  // The choices of a page stand in its address, so that they can be kept and passed on.
  const keep = (choices) => {
    const query = String(choices);
    try {
      history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
    } catch {
      // Opened from a folder, some browsers keep the address as it is.
    }
  };

  // Shows a form that works by script alone, and calls `change` for whatever is entered.
  const offer = (form, change) => {
    form.hidden = false;
    form.addEventListener("input", change);
    form.addEventListener("submit", (event) => event.preventDefault());
  };

  // A box that speaks of an element: below it, or above where there is no room, never beyond the window, and with it
  // when the page moves. It stands at the end of the page, unless it was put where the tabulator comes to it.
  const makePopover = (box) => {
    let owner = null;
    let across = null;
    box.popover = "manual";
    const place = () => {
      const at = owner.getClientRects()[0];
      if (!at) return hide();
      const room = document.documentElement.clientWidth - box.offsetWidth - 8;
      const above = Math.max(8, at.top - box.offsetHeight - 4);
      const fits = at.bottom + box.offsetHeight + 8 < innerHeight;
      const turned = document.documentElement.dir === "rtl";
      const start = across === null ? (turned ? at.right : at.left) : at.left + across;
      box.style.left = `${Math.max(8, Math.min(turned ? start - box.offsetWidth : start, room))}px`;
      box.style.top = `${fits ? at.bottom + 4 : above}px`;
    };
    const hide = () => {
      owner = null;
      box.remove();
    };
    const show = (element, x) => {
      if (!box.isConnected) document.body.append(box);
      if (!owner) box.showPopover?.();
      owner = element;
      across = x === undefined ? null : x - element.getBoundingClientRect().left;
      place();
    };
    const follow = () => owner && place();
    addEventListener("scroll", follow, { passive: true, capture: true });
    addEventListener("resize", follow);
    return { show, hide };
  };

  return Object.freeze({ make, load, fold, save, copy, keep, offer, makePopover });
})();
