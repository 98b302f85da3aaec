// Copies references and addresses, and fills in the date of access. It reads nothing from the clipboard; without it
// they are to be read and typed.
(() => {
  "use strict";
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  // APA's dates are English on every page; asking the browser for one keeps a phone busy for a tenth of a second.
  const months =
    "January February March April May June July August September October November December".split(" ");
  const dates = {
    iso: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
    long: `${months[now.getMonth()]} ${now.getDate()}, ${now.getFullYear()}`,
  };
  for (const one of document.querySelectorAll("[data-accessed]")) {
    one.textContent = dates[one.dataset.accessed];
  }

  const { copy, make } = globalThis.reader;
  const said = make("p", { className: "unseen" });
  said.setAttribute("role", "status");
  document.body.append(said);

  for (const button of document.querySelectorAll("button[data-copy]")) {
    const label = [...button.childNodes];
    button.hidden = false;
    button.addEventListener("click", async () => {
      if (!(await copy(document.getElementById(button.dataset.copy)))) return;
      said.textContent = "";
      button.textContent = said.textContent = button.dataset.done;
      setTimeout(() => {
        button.replaceChildren(...label);
        said.textContent = "";
      }, 2000);
    });
  }
})();
