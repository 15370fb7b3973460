// What is typed outlives a crashed tab: it is kept in this browser, under the address that the form
// is sent to and under a name of its owner that tells nobody who that is, for a week at most.
(() => {
  const PREFIX = "draft:";
  const SENT = "draft-sent";
  const WEEK = 7 * 24 * 60 * 60 * 1000;
  const { TYPED, isTypedInto, read, shows, write } = window.formValues;
  const owner = document.body.dataset.draftsOf;
  const waiting = new Map();

  function keyOf(form) {
    // The one form that is sent to the same address for every plan says which plan it is about.
    const plan = form.querySelector("input[type=hidden][name=plan_id]")?.value;
    return `${PREFIX}${owner}:${form.getAttribute("action")}${plan ? `#plan-${plan}` : ""}`;
  }

  function stored(key) {
    try {
      return JSON.parse(stores.local.get(key));
    } catch {
      return null;
    }
  }

  function save(form) {
    waiting.delete(form);
    const draft = JSON.stringify({ at: Date.now(), values: read(form) });
    if (stores.local.set(keyOf(form), draft)) form.dataset.draft = "kept";
  }

  function saveAll() {
    for (const [form, timer] of [...waiting]) {
      clearTimeout(timer);
      save(form);
    }
  }

  function drop(form) {
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    stores.local.remove(keyOf(form));
  }

  function dropThose(belong) {
    for (const key of stores.local.keys().filter((each) => each.startsWith(PREFIX))) {
      if (belong(key)) stores.local.remove(key);
    }
  }

  // The answer to a form that was sent without htmx is the page that we are on now. What came of it
  // is in its status; where the browser does not tell, a refused form is on the page again.
  function settle() {
    const sent = JSON.parse(stores.session.get(SENT) ?? "null");
    stores.session.remove(SENT);
    const [navigation] = performance.getEntriesByType("navigation");
    if (!sent || document.referrer !== sent.page || navigation?.type !== "navigate") return;
    const isRefused = navigation.responseStatus
      ? navigation.responseStatus >= 400
      : [...document.forms].some((form) => isTypedInto(form) && keyOf(form) === sent.key);
    if (!isRefused) stores.local.remove(sent.key);
    else for (const form of document.forms) if (keyOf(form) === sent.key) markAsSent(form);
  }

  // A form that came back with errors holds what was typed already.
  function markAsSent(form) {
    form.dataset.draft = "sent";
  }

  function offer(form) {
    if (form.dataset.draft || !isTypedInto(form)) return;
    form.dataset.draft = "looked for";
    const draft = stored(keyOf(form));
    if (!draft || shows(form, draft.values)) return;
    const bar = document.getElementById("draft-offer").content.firstElementChild.cloneNode(true);
    const text = bar.querySelector("[data-text]");
    const moment = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
    const language = { en: "en-GB" }[document.documentElement.lang] ?? document.documentElement.lang;
    const when = new Intl.DateTimeFormat(language, moment).format(draft.at);
    text.textContent = text.dataset.text.replace("{when}", () => when);
    bar.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (!button) return;
      if (button.hasAttribute("data-use")) write(form, draft.values);
      else drop(form);
      bar.remove();
      form.querySelector(TYPED).focus();
    });
    form.prepend(bar);
  }

  function offerIn(root) {
    if (root.matches?.("form")) offer(root);
    for (const form of root.querySelectorAll("form")) offer(form);
  }

  settle();
  if (!owner) return;
  dropThose((key) => !(Date.now() - stored(key)?.at < WEEK));
  offerIn(document);
  document.addEventListener("htmx:after:process", ({ target }) => offerIn(target));
  document.addEventListener("input", ({ target: { form } }) => {
    stores.session.remove(SENT);
    if (!isTypedInto(form)) return;
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(save, 300, form));
  });
  document.addEventListener("visibilitychange", saveAll);
  document.addEventListener("outbox:kept", ({ target }) => drop(target));
  document.addEventListener("close", saveAll, true); // of the sheet, before it is emptied
  addEventListener("pagehide", saveAll);
  // Who does something else on the page has not waited for the answer.
  document.addEventListener("click", () => stores.session.remove(SENT));
  addEventListener("submit", (event) => {
    const form = event.target;
    saveAll();
    if (form.hasAttribute("data-drops-drafts")) {
      dropThose((key) => key.startsWith(`${PREFIX}${owner}:`));
    } else if (!event.defaultPrevented && stored(keyOf(form))) {
      const page = location.href.split("#")[0];
      stores.session.set(SENT, JSON.stringify({ key: keyOf(form), page }));
    }
  });
  htmx.registerExtension("drafts", {
    htmx_after_request: (_element, { ctx }) => {
      const { form, method } = ctx.request;
      if (form && method === "POST" && ctx.response.raw.ok) drop(form);
    },
    htmx_before_swap: (_element, { ctx, tasks }) => {
      const sent = ctx.request?.method === "POST" && ctx.request.form;
      if (!sent) return;
      for (const form of tasks.flatMap(({ fragment }) => [...fragment.querySelectorAll("form")])) {
        if (keyOf(form) === keyOf(sent)) markAsSent(form);
      }
    },
  });
})();
