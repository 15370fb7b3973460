// The minutes of a review, which several people write at once. The form is sent when somebody
// pauses, and the server merges what it gets with what others have saved. This script brings the
// text that is saved then into the one that is being written, without moving the cursor.
(() => {
  const find = () => document.querySelector("form[data-minutes]");
  if (!find()) return;
  const CONTEXT = 40; // characters before the cursor, by which its place is found again
  const PATIENCE = 2_000;
  const textOf = (root) => root.querySelector("textarea");
  let saved = textOf(find())?.value ?? ""; // what the server has, as far as this page knows
  let sent = null;
  let isStale = false;
  let timer = null;

  // The one stretch in which two texts differ, in places of the first.
  function difference(from, to) {
    const most = Math.min(from.length, to.length);
    let start = 0;
    while (start < most && from[start] === to[start]) start += 1;
    let end = 0;
    while (end < most - start && from.at(-1 - end) === to.at(-1 - end)) end += 1;
    return { start, end: from.length - end, text: to.slice(start, to.length - end) };
  }

  // What was typed while the form was on its way, put into what came back. Nothing is left out:
  // where both have changed the same stretch, both stay.
  function together(original, mine, theirs) {
    if (mine === original || mine === theirs) return theirs;
    if (theirs === original) return mine;
    const own = difference(original, mine);
    const other = difference(original, theirs);
    if (own.end < other.start) return theirs.slice(0, own.start) + own.text + theirs.slice(own.end);
    if (own.start > other.end) {
      const moved = theirs.length - original.length;
      return theirs.slice(0, own.start + moved) + own.text + theirs.slice(own.end + moved);
    }
    const start = Math.min(own.start, other.start);
    const end = Math.max(own.end, other.end);
    const rest = original.slice(end);
    const of = (text) => text.slice(start, text.length - rest.length);
    return `${original.slice(0, start)}${of(theirs)}\n${of(mine)}${rest}`;
  }

  // Where a place in the old text is in the new one.
  function placeIn(old, fresh, place) {
    const { start, end, text } = difference(old, fresh);
    if (place <= start) return place;
    if (place >= end) return place + fresh.length - old.length;
    const before = old.slice(Math.max(0, place - CONTEXT), place);
    const found = fresh.indexOf(before, Math.max(0, start - CONTEXT));
    return found < 0 ? start + text.length : found + before.length;
  }

  function put(area, fresh) {
    const old = area.value;
    if (old === fresh) return;
    const places = [area.selectionStart, area.selectionEnd].map((each) => placeIn(old, fresh, each));
    const { scrollTop } = area;
    area.value = fresh;
    area.setSelectionRange(...places, area.selectionDirection);
    area.scrollTop = scrollTop;
  }

  // Bring in the form as the server has it now; `original` is what its text was merged with.
  function take(fresh, original) {
    const form = find();
    const [area, theirs] = [textOf(form), textOf(fresh)?.value];
    if (!area || theirs === undefined) return;
    put(area, together(original, area.value, theirs));
    for (const name of ["began", "submission", "csrf_token"]) {
      form.elements[name].value = fresh.elements[name].value;
    }
    saved = theirs;
    isStale = false;
    say(area.value === saved ? "saved" : "unsaved");
  }

  function say(what) {
    const state = find()?.querySelector("[data-state]");
    if (state) state.textContent = state.dataset[what];
  }

  function parsed(text) {
    const box = document.createElement("template");
    box.innerHTML = text;
    return box.content.querySelector("form[data-minutes]");
  }

  // Somebody has saved. Whoever is not writing sees it now. Else one's own text is sent, and comes
  // back with theirs in it; not at once, or two who write would send to and fro without a pause.
  async function refresh() {
    const form = find();
    const area = textOf(form);
    if (!area || sent !== null) return;
    if (area.value !== saved) {
      timer ??= setTimeout(() => {
        timer = null;
        if (isStale) find().requestSubmit();
      }, PATIENCE);
      return;
    }
    const headers = { "HX-Request": "true" };
    const answer = await fetch(form.dataset.now, { headers }).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const fresh = parsed(await answer.text());
    if (fresh && sent === null) take(fresh, saved);
  }

  document.getElementById("live")?.addEventListener("live:shown", ({ detail }) => {
    const me = document.getElementById("live").dataset.me;
    const isAbout = ({ type }) => !type || type.startsWith("review.");
    const isOwn = ({ by }) => String(by?.id) === me;
    if (!detail.some(isAbout)) return;
    // What one has saved oneself is only news in one's other windows.
    const isQuiet = textOf(find())?.value === saved;
    isStale ||= isQuiet || detail.some((change) => isAbout(change) && !isOwn(change));
    if (isStale) refresh();
  });
  document.addEventListener("input", ({ target }) => {
    if (target.form === find() && target === textOf(target.form)) say("unsaved");
  });
  htmx.registerExtension("minutes", {
    htmx_before_request: (element) => {
      if (element === find()) sent = textOf(element)?.value ?? null;
    },
    htmx_after_request: (element, { ctx }) => {
      if (element !== find()) return;
      const original = sent;
      sent = null;
      const fresh = ctx.response.raw.ok ? parsed(ctx.text) : null;
      if (fresh && original !== null) take(fresh, original);
      if (isStale) refresh();
    },
    // A refused text comes back in a form of its own: what was typed since then goes into it.
    htmx_before_swap: (element, { tasks }) => {
      if (element !== find()) return;
      for (const { fragment } of tasks) {
        const area = fragment.querySelector("form[data-minutes] textarea");
        if (area) area.value = textOf(element)?.value ?? area.value;
      }
    },
    htmx_after_swap: () => find()?.querySelector("[aria-invalid]") && say("refused"),
  });
  document.addEventListener("htmx:error", ({ target }) => {
    if (target === find()) sent = null;
  });
})();
