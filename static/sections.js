// The page of a plan stays as the plan is. This part fetches the sections that have changed, or the
// page itself where it is not made of sections, and puts what is new in them into the page, leaving
// everything else as it stands.
(() => {
  const place = document.getElementById("live");
  if (!place?.dataset.changes) return;
  const { beginAnew, hold, release, stayingInPlace } = window.openForms;
  const COLLECTING = 150; // one thing done is often several changes
  const ANOTHER_TRY = 3_000;
  const MARKED = 8_000;
  const GONE = 410;
  const NAMED = { header: "plan-header", what_now: "what-now" };
  const listOf = (name) => place.dataset[name].split(" ").filter(Boolean);
  const sections = listOf("all");
  const nouns = listOf("again");
  const nounOf = ({ type }) => type.split(".")[0];
  let changes = [];
  let timer = null;
  let isFetching = false;
  let morph = null;

  function collect(more) {
    changes.push(...more);
    fetchAfter(COLLECTING);
  }

  function fetchAfter(delay) {
    timer ??= setTimeout(refresh, delay);
  }

  async function refresh() {
    timer = null;
    if (isFetching) return fetchAfter(COLLECTING);
    const told = changes;
    changes = [];
    isFetching = true;
    const found = await Promise.all([fetchSections(told), fetchPage(told)]);
    isFetching = false;
    if (!found.includes(null)) return show(found.flat(), told);
    changes.unshift(...told);
    return fetchAfter(ANOTHER_TRY);
  }

  // Those that are on this page; null when they could not be had this time.
  async function fetchSections(told) {
    const changed = new Set(told.flatMap((change) => change.sections));
    const names = sections.filter((name) => changed.has(name) && document.getElementById(NAMED[name] ?? name));
    if (!names.length) return [];
    const answer = await answerTo(`${place.dataset.sections}&names=${names.join()}`, "HX-Request");
    if (!answer) return null;
    const box = document.createElement("template");
    if (answer.ok) box.innerHTML = answer.text;
    return [...box.content.children];
  }

  // The parts of the page that are not made of sections, where they show what has changed.
  async function fetchPage(told) {
    const isShown = (change) => nouns.includes("*") || nouns.includes(nounOf(change)) || !change.type;
    if (!nouns.length || !told.some(isShown)) return [];
    const answer = await answerTo(location.href, "Fetched-Again");
    if (!answer) return null;
    // Who may not see it any more, or is signed out, keeps what is there; that it is gone is shown.
    if (answer.redirected || !(answer.ok || answer.status === GONE)) return [];
    const page = new DOMParser().parseFromString(answer.text, "text/html");
    document.title = page.title;
    return listOf("parts").map((id) => page.getElementById(id)).filter(Boolean);
  }

  async function answerTo(address, header) {
    try {
      const answer = await fetch(address, { headers: { [header]: "true" } });
      const { ok, redirected, status } = answer;
      return status < 500 ? { ok, redirected, status, text: await answer.text() } : null;
    } catch {
      return null;
    }
  }

  function show(found, told) {
    stayingInPlace(() => {
      for (const fresh of found) bringIn(fresh);
      for (const change of told) mark(change);
    });
    place.dispatchEvent(new CustomEvent("live:shown", { detail: told }));
  }

  function bringIn(fresh) {
    const old = document.getElementById(fresh.id);
    if (!old) return;
    release();
    hold(fresh, old);
    const fragment = document.createDocumentFragment();
    fragment.append(fresh);
    morph(old, fragment, false);
    const shown = document.getElementById(old.id);
    beginAnew(shown);
    htmx.process(shown);
  }

  // Says for a moment who changed the row of an item.
  function mark({ type, subject_id: id, part_of: whole, by }) {
    const own = document.getElementById(`${nounOf({ type }).replaceAll("_", "-")}-${id}`);
    const row = own ?? document.getElementById(whole);
    if (!row || !by || String(by.id) === place.dataset.me) return;
    row.querySelector(":scope > .changed-mark")?.remove();
    const text = document.createElement("div");
    text.className = "changed-mark";
    text.textContent = place.dataset.textChanged.replace("{name}", () => by.name);
    row.append(text);
    setTimeout(() => stayingInPlace(() => text.remove()), MARKED);
  }

  place.addEventListener("live:changed", ({ detail }) => collect(detail));
  place.addEventListener("live:reset", () =>
    collect([{ type: "", by: null, sections: place.dataset.all.split(" ") }]));
  htmx.registerExtension("live-sections", {
    init: (api) => {
      ({ morph } = api);
    },
  });
})();
