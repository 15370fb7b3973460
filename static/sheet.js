// The one sheet of a page. An ordinary page with a form comes into it, so without a script the same
// link leads to that page. What is saved there closes it, and the page behind shows what has changed.
(() => {
  const OPENS = 'a[data-sheet], a[href*="/talks/new"]';
  const TARGET = { "HX-Target": "div#sheet-body" };
  const ROW = "li[id], article[id]";
  const sheet = () => document.getElementById("sheet");
  const isOpen = () => Boolean(sheet()?.open);
  let isLeaving = false;
  let opener = null;

  function made() {
    const found = sheet();
    if (found) return found;
    document.body.append(document.getElementById("sheet-template").content.getElementById("sheet").cloneNode(true));
    const dialog = sheet();
    dialog.addEventListener("pointerdown", ({ target }) => target === dialog && dialog.close());
    dialog.addEventListener("close", closed);
    return dialog;
  }

  function open(address) {
    const dialog = made();
    if (!dialog.open) {
      empty();
      opener = document.activeElement;
      dialog.showModal();
      // htmx would write its own mark over a step that has none.
      history.pushState({ htmx: true, sheet: true }, "");
    }
    return htmx.ajax("GET", address, { source: "#sheet-body", target: "#sheet-body", swap: "innerHTML", headers: TARGET });
  }

  function empty() {
    for (const id of ["sheet-body", "sheet-notices"]) document.getElementById(id).replaceChildren();
  }

  // Back closes it as well; closed in another way it leaves no step behind for Back.
  function closed() {
    empty();
    if (history.state?.sheet) {
      leave();
      history.back();
    }
  }

  function leave() {
    isLeaving = true;
    // A step back takes the focus away from where it has just come back to.
    window.navigation?.addEventListener("navigatesuccess", () => opener?.focus({ preventScroll: true }), { once: true });
  }

  // What is new behind it is fetched by the page's own way, where it has one.
  async function bringUpToDate() {
    const live = document.getElementById("live");
    if (live?.dataset.changes) {
      const known = new Set([...document.querySelectorAll(ROW)].map(({ id }) => id));
      live.addEventListener("live:shown", () => leadToNew(known), { once: true });
      return live.dispatchEvent(new CustomEvent("live:reset"));
    }
    const answer = await fetch(location.href, { headers: { "Fetched-Again": "true" } }).catch(() => null);
    const old = document.getElementById("page-content");
    if (!answer?.ok || answer.redirected || !old) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("page-content");
    if (!fresh) return;
    old.replaceWith(fresh);
    htmx.process(fresh);
  }

  // What was added stands where its list puts it, perhaps far below.
  function leadToNew(known) {
    const row = [...document.querySelectorAll(ROW)].find(({ id }) => /-\d+$/.test(id) && !known.has(id));
    if (!row) return;
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  const isPlain = (event) => event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  const isHere = (link) => new URL(link.href).pathname === location.pathname;

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-closes-sheet]")) return sheet().close();
    const link = event.target.closest?.(OPENS);
    if (!link || event.defaultPrevented || !isPlain(event) || !document.getElementById("sheet-template") || isHere(link)) return;
    event.preventDefault();
    open(link.href);
  });
  // A button that fills in a day.
  document.addEventListener("click", ({ target }) => {
    const { day, fills } = target.closest?.("[data-fills]")?.dataset ?? {};
    const field = fills && document.getElementById(fills);
    if (!field) return;
    field.value = day;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  addEventListener("popstate", ({ state }) => {
    if (isOpen()) {
      leave();
      sheet().close();
    }
    isLeaving &&= Boolean(state?.htmx); // only to its own steps does htmx go back
  });
  // It is the same page as before: there is nothing to load again, however long the step back took.
  document.addEventListener("htmx:before:history:restore", (event) => {
    if (isLeaving) event.preventDefault();
    isLeaving = false;
  });
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    const { target } = ctx;
    if (target?.id !== "sheet-body" || ctx.request.method !== "GET") return;
    const field = document.querySelector("#sheet-body :is(input:not([type=hidden]), select, textarea)");
    // A keyboard that comes up by itself would hide half of the sheet.
    const to = (matchMedia("(pointer: fine)").matches && field) || document.getElementById("sheet-title");
    to?.focus({ preventScroll: true });
  });
  document.addEventListener("sheet:done", () => {
    if (isOpen()) sheet().close();
    bringUpToDate();
  });
  window.sheets = { open, bringUpToDate };
})();
