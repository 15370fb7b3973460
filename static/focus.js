// Whoever opens or sends a form in place is led to what comes back. htmx puts it where the form or
// the row stood; the focus, and on a phone also what one looks at, would be lost by that.
(() => {
  const FIELDS = "input:not([type=hidden]), select, textarea";
  const BESIDE = ["undo-offers", "notices"];
  const ROW = "article[id], .item[id]";
  const WRONG = "[role=alert], .is-invalid, .conflict";

  const byId = (id) => (id ? document.getElementById(id) : null);
  const isLost = () => document.activeElement === null || document.activeElement === document.body;

  // Anything can be led to; without a stop of its own it is none on the way with the Tab key.
  function lead(to) {
    if (!to) return;
    if (!to.matches("a, button, input, select, textarea")) to.tabIndex = -1;
    const { top, bottom } = to.getBoundingClientRect();
    to.focus({ preventScroll: true });
    if (top < 0) to.scrollIntoView({ block: "start" });
    else if (bottom > innerHeight) to.scrollIntoView({ block: top > innerHeight ? "center" : "nearest" });
  }

  // The form that came, and what of it: the first field, or the first thing that is wrong.
  function inForm(id, isRefused) {
    const form = byId(id);
    return form && ((isRefused && form.querySelector(WRONG)) || form.querySelector(FIELDS));
  }

  // The row that a form stands for, goal-7 for goal-form-7, or that a button stands in.
  const rowOf = (source) =>
    (source?.matches("form") && source.id.replace("-form-", "-")) || source?.closest(".item[id]")?.id;

  // What somebody has just added stands where its list puts it, perhaps far below.
  const added = (source, fragment) =>
    source?.matches("form") && [...fragment.querySelectorAll(ROW)].find(({ id }) => !byId(id))?.id;

  const came = new WeakMap();
  htmx.registerExtension("focus", {
    // What one was led to stays where one is when others' changes come in around it.
    htmx_before_morph_attr: (element, { attrName }) =>
      !(attrName === "tabindex" && element === document.activeElement),
    htmx_before_swap: (_element, { ctx, tasks }) => {
      const main = tasks.find(({ target }) => target instanceof Element && !BESIDE.includes(target.id));
      // What a page fetches by itself leads nobody.
      if (!main || ctx.sourceElement?.matches("[data-hx-trigger=load]")) return;
      const forms = [...main.fragment.querySelectorAll("form[id]")];
      const form = forms.find((each) => each.querySelector(FIELDS));
      const isWholePage = main.target === document.body;
      const first = isWholePage ? "main" : main.fragment.firstElementChild?.id;
      const row = rowOf(ctx.sourceElement);
      const isNew = !isWholePage && added(ctx.sourceElement, main.fragment);
      came.set(ctx, { form: form?.id, rows: [row, isNew, first, main.target.id], isWholePage });
    },
  });
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    if (!came.has(ctx)) return;
    const { form, rows, isWholePage } = came.get(ctx);
    if (isWholePage) scrollTo(0, 0);
    else if (!isLost()) return;
    const isRefused = ctx.response?.raw.status >= 400;
    lead(inForm(form, isRefused) ?? rows.map(byId).find(Boolean));
  });
})();
