// When somebody else changes the very thing that an open form is about, the form says who it was,
// and offers to show it. What was typed stays, and so does the version that the edit began from.
(() => {
  const place = document.getElementById("live");
  if (!place?.dataset.stream) return;
  const { areEqual, read, write } = window.formValues;
  const { FIELDS, began, openIn, withId } = window.openForms;

  const itemOf = ({ type, subject_id: id }) => `${type.split(".")[0].replaceAll("_", "-")}-${id}`;
  // `goal-form-7` changes what is shown as `goal-7`.
  const isAbout = (form, change) => form.id.replace(/-form-(\d+)$/, "-$1") === itemOf(change);

  function tell(changes) {
    // One that is just being sent has most likely caused the change itself.
    for (const form of openIn(document).filter((each) => !each.matches(".htmx-request"))) {
      const about = changes.filter((change) => isAbout(form, change));
      if (about.length) say(form, about);
    }
  }

  function say(form, about) {
    const bar = form.querySelector(":scope > .changed-bar") ?? newBar(form);
    const names = new Set(JSON.parse(bar.dataset.names ?? "[]"));
    for (const { by } of about) if (by) names.add(by.name);
    bar.dataset.names = JSON.stringify([...names]);
    const isGone = about.some(({ type }) => type.endsWith(".deleted"));
    const text = bar.querySelector("[data-one]");
    const which = isGone ? "gone" : names.size > 1 ? "several" : "one";
    const list = new Intl.ListFormat(document.documentElement.lang).format(names);
    bar.querySelector("button").hidden = isGone;
    // Only what comes into a region that was there before is read out.
    requestAnimationFrame(() => {
      text.textContent = text.dataset[which].replace("{names}", () => list);
    });
  }

  function newBar(form) {
    const bar = document.getElementById("changed-bar").content.firstElementChild.cloneNode(true);
    bar.querySelector("button").addEventListener("click", () => reopen(form));
    form.prepend(bar);
    return bar;
  }

  // The form as it would be opened now, with what was typed into it until now.
  async function reopen(form) {
    const fresh = await openedNow(form);
    if (!fresh) return;
    const now = read(fresh);
    const before = began.get(form);
    const mine = read(form);
    const names = Object.keys(mine).filter((name) => !areEqual(mine[name], before[name]));
    const typed = Object.fromEntries(names.map((name) => [name, mine[name]]));
    typed.began = [versions(names, mine.began, now.began)];
    fresh.dataset.draft = "in use";
    if (form.dataset.inPlaceOf) fresh.dataset.inPlaceOf = form.dataset.inPlaceOf;
    began.set(fresh, { ...now, ...Object.fromEntries(names.map((name) => [name, before[name]])) });
    write(fresh, typed);
    for (const name of names) {
      const isTheirs = !areEqual(now[name], before[name]) && !areEqual(now[name], typed[name]);
      if (isTheirs) note(fresh, name);
    }
    form.replaceWith(fresh);
    htmx.process(fresh);
    fresh.querySelector(FIELDS).focus({ preventScroll: true });
  }

  // Which version of each field the edit began from: of what was typed into, the one of then.
  function versions(names, [then = ""] = [], [now = ""] = []) {
    if (!then || !now) return then;
    const old = Object.entries(JSON.parse(then)).filter(([name]) => names.includes(name));
    return JSON.stringify({ ...JSON.parse(now), ...Object.fromEntries(old) });
  }

  async function openedNow(form) {
    const address = `${form.getAttribute("action")}/edit`;
    // A form on a page of its own is sent as a page, one in place by htmx.
    const headers = form.hasAttribute("data-hx-post") ? { "HX-Request": "true" } : {};
    const answer = await fetch(address, { headers }).catch(() => null);
    if (!answer?.ok) return null;
    const box = document.createElement("template");
    box.innerHTML = await answer.text();
    return withId(box.content, form.id);
  }

  // Beside a field that both have changed: what stands in the plan now.
  function note(form, name) {
    const control = form.querySelector(`[name="${name}"]:not([type=hidden])`);
    if (!control) return;
    const text = document.createElement("div");
    text.className = "form-hint changed-note";
    text.textContent = place.dataset.textNow.replace("{value}", () => saidInitially(form, name));
    (control.closest("fieldset") ?? control.parentElement).append(text);
  }

  // The value that a field came with, as people read it.
  function saidInitially(form, name) {
    const said = [...form.querySelectorAll(`[name="${name}"]`)].flatMap((control) => {
      if (control.tagName === "SELECT") {
        return [...control.options].filter((each) => each.defaultSelected).map((each) => each.text);
      }
      if (!control.matches("[type=checkbox], [type=radio]")) return [control.defaultValue];
      return control.defaultChecked ? [control.closest("label").innerText.trim()] : [];
    });
    return said.filter(Boolean).join(", ") || "–";
  }

  place.addEventListener("live:shown", ({ detail }) => tell(detail));
})();
