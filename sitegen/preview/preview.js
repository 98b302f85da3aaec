// Copies the roles that the overlay of the preview proposes. They are buttons without it, which it shows and makes work.
(() => {
  const host = document.querySelector("sitegen-problems");
  const root = host?.shadowRoot ?? document;
  const told = root.querySelector("#copied");

  const copy = async (button) => {
    const { role, copied, told: said } = button.dataset;
    try {
      await navigator.clipboard.writeText(role);
    } catch {
      const field = document.createElement("textarea"); // refused, or no secure address: the old way
      field.value = role;
      button.after(field);
      field.select();
      const worked = document.execCommand("copy");
      field.remove();
      button.focus();
      if (!worked) return;
    }
    if (told) told.textContent = said;
    button.textContent = copied;
  };

  for (const button of root.querySelectorAll("button[data-role]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
})();
