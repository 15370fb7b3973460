// Planning together saves what is typed into a row when one leaves it, in place: the row stays as it
// is, whoever goes on typing in it. What others plan comes in by itself, as on every page of a plan.
(() => {
  const ROW = "form[data-saved-as-typed], form[data-new]";
  const MINUTE = 60_000;
  const { areEqual, read, write } = window.formValues;
  const sent = new WeakMap();
  // What stands in a row as the plan has it, as far as this page knows.
  const saved = new WeakMap();
  const openForms = window.openForms;
  let isStale = false;
  let said = "";
  let isAdding = false;

  const rowOf = (node) => node?.closest?.(ROW);
  const isNew = (form) => form.hasAttribute("data-new");
  // Beside a field whose row has a button of its own, nothing is made before that is pressed.
  const waitsForButton = (form) => isNew(form) && !form.matches(".of-potentials");
  const seen = (form) => Object.fromEntries(
    Object.entries(read(form)).filter(([name]) => !["began", "submission", "written_in"].includes(name)));

  function remember(root) {
    for (const form of root.querySelectorAll(ROW)) if (!saved.has(form)) saved.set(form, seen(form));
  }

  const isChanged = (form) => saved.has(form) && !areEqual(seen(form), saved.get(form));

  function say(what) {
    said = what;
    const state = document.querySelector(".saving");
    if (state) state.textContent = what ? state.dataset[what] : "";
  }

  function save(form) {
    if (!isChanged(form) || waitsForButton(form) || sent.has(form)) return;
    // Of a potential the value comes first; a share alone says nothing yet.
    if (isNew(form) && !form.elements.annual_value.value.trim()) return;
    form.requestSubmit();
  }

  document.addEventListener("input", ({ target }) => {
    const form = rowOf(target);
    if (form && !waitsForButton(form)) say("unsaved");
  });
  document.addEventListener("change", ({ target }) => {
    const form = rowOf(target);
    if (form && !isNew(form)) save(form);
  });
  document.addEventListener("focusout", ({ target, relatedTarget }) => {
    const form = rowOf(target);
    if (!form || form.contains(relatedTarget)) return;
    save(form);
    if (isStale) catchUp();
  });

  // What came in while somebody was in a row was left out of it.
  function catchUp() {
    isStale = false;
    document.getElementById("live")?.dispatchEvent(new CustomEvent("live:reset"));
  }

  document.getElementById("live")?.addEventListener("live:shown", () => {
    remember(document);
    say(said);
    isStale = Boolean(rowOf(document.activeElement));
  });

  // Who leaves the page with a row that is not saved yet sends it along; what is refused is kept as
  // a draft in this browser.
  addEventListener("pagehide", () => {
    for (const form of document.querySelectorAll("form[data-saved-as-typed]")) {
      if (!isChanged(form)) continue;
      const body = new URLSearchParams(new FormData(form));
      fetch(form.action, { method: "POST", body, keepalive: true }).catch(() => {});
    }
  });

  htmx.registerExtension("planning", {
    htmx_before_request: (element) => {
      if (!element.matches?.(ROW)) return;
      sent.set(element, { all: read(element), seen: seen(element) });
      isAdding = waitsForButton(element);
    },
    htmx_after_request: (element, { ctx }) => {
      const values = sent.get(element);
      if (!values) return;
      sent.delete(element);
      if (!ctx.response.raw.ok) {
        say("refused");
        return;
      }
      saved.set(element, values.seen);
      openForms?.began.set(element, values.all);
      say(isChanged(element) ? "unsaved" : "saved");
      // What was typed and left meanwhile follows, once this request is over.
      setTimeout(() => !element.matches(":focus-within") && save(element));
    },
    // A refused row comes back in a form of its own: what was typed since goes into it.
    htmx_before_swap: (element, { tasks }) => {
      if (!element.matches?.(ROW)) return;
      for (const { fragment } of tasks) {
        const fresh = fragment.querySelector?.(`form[id="${element.id}"]`);
        if (fresh && !fragment.querySelector("#planning-step")) write(fresh, seen(element));
      }
    },
    // Who has added one goes on with the next.
    htmx_after_swap: () => {
      remember(document);
      if (!isAdding) return;
      isAdding = false;
      const next = document.querySelector("#planning-step form[data-new] input:not([type=hidden])");
      if (!document.querySelector("#planning-step [aria-invalid]")) setTimeout(() => next?.focus());
    },
  });
  document.addEventListener("htmx:error", ({ target }) => sent.delete(target));

  const clock = document.querySelector(".clock[data-passed]");
  const began = Date.now();
  setInterval(() => {
    const shown = document.querySelector(".clock[data-passed]");
    if (!clock?.dataset.passed || !shown) return;
    const minutes = Number(clock.dataset.passed) + Math.floor((Date.now() - began) / MINUTE);
    shown.querySelector("span").textContent = shown.dataset.text.replace("{minutes}", () => minutes);
  }, MINUTE);
  remember(document);
})();
