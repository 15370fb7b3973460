// Who else is at this plan, and who is writing in which part of it. Nothing of it is kept here.
(() => {
  const place = document.getElementById("live");
  if (!place?.dataset.stream) return;
  const AGAIN = 20_000; // who goes on typing says so now and then
  const { FIELDS, stayingInPlace } = window.openForms;
  const list = document.getElementById("people-here");
  let others = [];
  let told = { part: "", at: 0 };

  const copyOf = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
  const isSide = (side) => ["generalist", "specialist"].includes(side);

  function show(people) {
    others = people.filter((person) => String(person.id) !== place.dataset.me);
    list.hidden = !others.length;
    for (const old of list.querySelectorAll("li")) old.remove();
    list.querySelector("ul").append(...others.map(circle));
    markParts();
  }

  function circle({ name, initials, side }) {
    const item = copyOf("person-here");
    const avatar = item.querySelector(".avatar");
    avatar.classList.add(`side-${isSide(side) ? side : "none"}`);
    avatar.title = name;
    avatar.textContent = initials;
    item.querySelector(".visually-hidden").textContent = name;
    return item;
  }

  // At what somebody is writing in: the row of the form's item, the form itself, or its section.
  function markParts() {
    stayingInPlace(putMarks);
  }

  function putMarks() {
    for (const old of document.querySelectorAll(".editing-mark")) old.remove();
    const writers = new Map();
    for (const { name, parts } of others) {
      for (const part of parts) {
        const row = document.getElementById(part.replace(/-form-(\d+)$/, "-$1"));
        const at = row ?? document.getElementById(part) ?? document.querySelector(`[data-part="${CSS.escape(part)}"]`);
        if (at) writers.set(at, [...(writers.get(at) ?? []), name]);
      }
    }
    for (const [at, names] of writers) at.prepend(editingMark(names));
  }

  function editingMark(names) {
    const mark = copyOf("editing-mark");
    const text = mark.querySelector("[data-one]");
    const said = new Intl.ListFormat(document.documentElement.lang).format(names);
    text.textContent = text.dataset[names.length > 1 ? "several" : "one"].replace("{names}", () => said);
    return mark;
  }

  // A form for something new has no row yet: it is told as its section, by a name that no other
  // page of the plan has for something else.
  function partOf(form) {
    if (/-\d+$/.test(form.id)) return form.id;
    const section = form.closest("section[id]");
    if (form.closest(".sheet")) return form.dataset.part ?? "";
    return section?.dataset.part ?? section?.id ?? "";
  }

  function tell(part) {
    if (part === told.part && (!part || Date.now() - told.at < AGAIN)) return;
    told = { part, at: Date.now() };
    const { presence, token, window } = place.dataset;
    const body = new URLSearchParams({ csrf_token: token, part, window });
    fetch(presence, { method: "POST", body, headers: { "HX-Request": "true" } })
      .catch(() => {
        told.at = 0; // it is told with the next key
      });
  }

  function tellOf({ target }) {
    const form = target.form;
    if (form?.querySelector(FIELDS) && form.getAttribute("method") === "post" && form.closest("main, .sheet")) {
      tell(partOf(form));
    }
  }

  // Closed by saving, by cancelling, or with its section.
  function tellOfClosed() {
    const isStillOpen = [...document.querySelectorAll(":is(main, .sheet) form")]
      .some((form) => form.querySelector(FIELDS) && partOf(form) === told.part);
    if (told.part && !isStillOpen) tell("");
  }

  // With a connection that was lost the server has forgotten what was told.
  place.addEventListener("live:greeted", () => {
    told.at = 0;
    if (told.part) tell(told.part);
  });
  place.addEventListener("live:people", ({ detail }) => show(detail));
  place.addEventListener("live:shown", () => {
    markParts();
    tellOfClosed();
  });
  document.addEventListener("close", () => setTimeout(tellOfClosed), true); // of the sheet
  document.addEventListener("focusin", tellOf);
  document.addEventListener("input", tellOf);
  document.addEventListener("htmx:after:swap", () => {
    markParts();
    tellOfClosed();
  });
})();
