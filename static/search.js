// The one box of the search and the list of shortcuts. Without a script both are pages.
(() => {
  const box = () => document.getElementById("search-text");
  const found = () => document.getElementById("search-found");
  const isTyping = ({ target }) => target.closest?.("input, textarea, select, [contenteditable]");
  const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.altKey || event.isComposing);

  // What was found is below the box: in the head it opens and closes, on its page it stays.
  const panel = () => (found()?.closest("form") ? found() : null);
  const close = () => { if (panel()) panel().hidden = true; };
  const links = () => [...found().querySelectorAll("a[href]")];

  function search() {
    const field = box();
    if (!field?.checkVisibility()) return document.getElementById("search-page")?.click();
    field.focus();
    field.select();
  }

  async function showShortcuts() {
    const link = document.getElementById("shortcuts-page");
    if (!link) return;
    const answer = await fetch(link.href, { headers: { "HX-Request": "true" } });
    if (!answer.ok) return link.click();
    if (!document.getElementById("shortcuts")) {
      document.body.append(document.getElementById("shortcuts-dialog").content.cloneNode(true));
    }
    const dialog = document.getElementById("shortcuts");
    dialog.querySelector(".shortcuts-list").innerHTML = await answer.text();
    if (!dialog.open) dialog.showModal();
  }

  // From the box down into what was found, through it, and up into the box again.
  function move(event, step) {
    const places = links(), at = places.indexOf(document.activeElement);
    if (found().hidden || !places.length || (at < 0 && step < 0)) return;
    event.preventDefault();
    (places[at + step] ?? (at + step < 0 ? box() : places[at])).focus();
  }

  function escape(event) {
    if (document.activeElement !== box()) box().focus();
    else close();
    event.preventDefault();
  }

  const inSearch = { ArrowDown: (event) => move(event, 1), ArrowUp: (event) => move(event, -1), Escape: escape };
  const anywhere = { "/": search, "?": showShortcuts };

  document.addEventListener("keydown", (event) => {
    if (!isPlain(event) || event.defaultPrevented) return;
    const isHere = event.target === box() || found()?.contains(event.target);
    if (isHere && inSearch[event.key]) return inSearch[event.key](event);
    if (!anywhere[event.key] || isTyping(event) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    anywhere[event.key]();
  });

  document.addEventListener("htmx:after:swap", () => {
    const said = found()?.querySelector("[data-said]")?.dataset.said;
    if (said === undefined || !document.getElementById("search-said")) return;
    document.getElementById("search-said").textContent = said;
    if (panel()) panel().hidden = !said || document.activeElement !== box();
  });
  document.addEventListener("focusin", ({ target }) => {
    if (panel() && target === box() && panel().querySelector(".found")?.dataset.said) panel().hidden = false;
    else if (panel() && !panel().closest("form").contains(target)) close();
  });
  document.addEventListener("click", ({ target }) => {
    if (panel() && !panel().closest("form").contains(target)) close();
  });
})();
