// A talk that cannot be sent is kept in this browser, for the one who wrote it alone, and is sent when
// the connection is back: once, because the server knows the token of a form that it has seen.
(() => {
  const PREFIX = "outbox:";
  const AGAIN = 30_000;
  const LONG = 6 * 24 * 60 * 60 * 1000; // for longer the server may not remember what it has seen
  const owner = document.body.dataset.draftsOf;
  const place = document.getElementById("sheet-template")?.content.getElementById("outbox").cloneNode(true);
  if (!place || !owner) return;
  const mine = `${PREFIX}${owner}:`;
  const MADE_ELSEWHERE = 409, SIGNED_OUT = 401, STALE = 400;
  let isSignedOut = false;
  let timer = null;

  const keyOf = (form) => mine + form.elements.submission.value;
  const isKeepable = (form) => Boolean(form?.querySelector?.("[data-kept-as]"));

  function stored(key) {
    try {
      return JSON.parse(stores.local.get(key));
    } catch {
      return null;
    }
  }

  const keys = () => stores.local.keys().filter((key) => key.startsWith(mine) && stored(key));
  // What was on its way may have arrived, though its answer did not.
  const isOld = ({ tried }) => tried && Date.now() - tried > LONG;
  const stateOf = (talk) => talk.state ?? (isOld(talk) ? "old" : isSignedOut ? "signed-out" : "waiting");
  const put = (key, talk) => stores.local.set(key, JSON.stringify(talk));

  function keep(form, tried) {
    const fields = [...new FormData(form)].filter(([name]) => name !== "csrf_token");
    const subject = form.querySelector("[data-kept-as]").dataset.keptAs;
    const before = stored(keyOf(form))?.tried;
    const talk = { at: Date.now(), tried: before ?? tried, action: form.getAttribute("action"), subject, fields };
    if (!put(keyOf(form), talk)) return false;
    form.dispatchEvent(new CustomEvent("outbox:kept", { bubbles: true }));
    if (form.closest(".sheet")) document.getElementById("sheet").close();
    else form.remove();
    show();
    return true;
  }

  // The talks that are kept, each with what it waits for.
  function show() {
    if (!place.isConnected && keys().length) document.getElementById("main").before(place);
    place.hidden = !keys().length && !place.querySelector("[role=status]").hasChildNodes();
    place.querySelector("ul").replaceChildren(...keys().map((key) => item(key, stored(key))));
    clearTimeout(timer);
    if (keys().length) timer = setTimeout(send, AGAIN);
  }

  function item(key, talk) {
    const made = place.querySelector("template").content.firstElementChild.cloneNode(true);
    const state = stateOf(talk);
    const value = (name) => talk.fields.find(([field]) => field === name)?.[1] ?? "";
    const moment = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
    const subject = made.querySelector("[data-subject]");
    subject.textContent = subject.dataset.subject.replace("{name}", () => talk.subject).replace("{when}", () => moment.format(talk.at));
    const said = made.querySelector("[data-state]");
    said.textContent = said.getAttribute(`data-${state}`);
    made.querySelector("[data-text]").textContent = [value("topic"), value("summary"), value("next_step")].filter(Boolean).join("\n");
    const does = (name) => made.querySelector(`[data-does="${name}"]`);
    does("sign-in").href = `${place.dataset.signIn}?next=${encodeURIComponent(location.pathname + location.search)}`;
    does("sign-in").hidden = state !== "signed-out";
    does("send").hidden = state !== "waiting";
    does("open").hidden = !["refused", "old"].includes(state);
    does("send").addEventListener("click", send);
    does("open").addEventListener("click", () => mend(key));
    does("discard").addEventListener("click", ({ target }) => {
      if (confirm(target.dataset.question)) stores.local.remove(key);
      show();
    });
    return made;
  }

  // One window sends at a time.
  async function send() {
    if (!navigator.onLine) return show();
    if (!navigator.locks) return sendAll();
    return navigator.locks.request("outbox", { ifAvailable: true }, (lock) => (lock ? sendAll() : show()));
  }

  async function sendAll() {
    let sent = 0;
    for (const key of keys()) {
      const talk = stored(key);
      if (!["waiting", "signed-out"].includes(stateOf(talk))) continue;
      talk.tried ??= Date.now();
      put(key, talk);
      const outcome = await outcomeOf(talk);
      if (outcome === "sent") {
        stores.local.remove(key);
        sent += 1;
      } else if (outcome === "refused") {
        put(key, { ...talk, state: "refused" });
      } else if (outcome === "later") break;
    }
    show();
    if (sent) tell(sent);
  }

  async function outcomeOf({ action, fields }) {
    const body = new URLSearchParams([...fields, ["kept_by", owner], ["csrf_token", document.querySelector("input[name=csrf_token]").value]]);
    const headers = { "HX-Request": "true", "HX-Target": "div#sheet-body", "HX-Current-URL": location.href };
    const answer = await fetch(action, { method: "POST", body, headers }).catch(() => null);
    isSignedOut = answer?.status === SIGNED_OUT;
    if (answer?.ok && answer.headers.get("HX-Trigger")) return "sent";
    const isLater = !answer || answer.ok || answer.status >= 500 || [SIGNED_OUT, STALE, MADE_ELSEWHERE].includes(answer.status);
    return isLater ? "later" : "refused";
  }

  function tell(count) {
    const status = place.querySelector("[role=status]");
    const said = status.dataset[count > 1 ? "sentSeveral" : "sentOne"].replace("{count}", count);
    status.replaceChildren(Object.assign(document.createElement("div"), { className: "alert alert-success mt-3 mb-0", textContent: said }));
    place.hidden = false;
    window.sheets.bringUpToDate();
  }

  // What was refused is put into its form again and sent, so that what is wrong is said at its place.
  async function mend(key) {
    const talk = stored(key);
    const values = {};
    for (const [name, value] of talk.fields) (values[name] ??= []).push(value);
    await window.sheets.open(`${place.dataset.form}?plan=${values.plan_id[0]}`);
    const form = document.querySelector("#sheet-body form[method=post]");
    if (!form) return;
    form.querySelector(".draft-offer")?.remove();
    window.formValues.write(form, values);
    form.elements.submission.value = key.slice(mine.length);
    if (talk.state === "refused") form.requestSubmit();
  }

  document.addEventListener("htmx:before:request", (event) => {
    const { form, method } = event.detail.ctx.request;
    if (method === "POST" && !navigator.onLine && isKeepable(form) && keep(form)) event.preventDefault();
  });
  document.addEventListener("htmx:error", (event) => {
    const { form, method } = event.detail.ctx?.request ?? {};
    if (method === "POST" && isKeepable(form) && form.isConnected && keep(form, Date.now())) event.preventDefault();
  }, true);
  document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    const { form, method } = ctx.request;
    if (method !== "POST" || !isKeepable(form) || !ctx.response.raw.ok) return;
    stores.local.remove(keyOf(form));
    show();
  });
  addEventListener("submit", (event) => {
    const isSigningOut = event.target.hasAttribute("data-drops-drafts");
    if (isSigningOut && keys().length && !confirm(place.dataset.leaving)) event.preventDefault();
  }, true);
  addEventListener("storage", ({ key }) => key?.startsWith(mine) && show());
  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && keys().length && send());
  if (keys().length) {
    show();
    send();
  }
})();
