// The page of a plan stays as the plan is. This part keeps the connection: a stream of what changes,
// or questions every few seconds where streams do not come through, or where the page has none. What arrives is told to the
// other parts by events on #live: live:changed, live:people, live:reset; live:greeted when the stream
// has begun.
(() => {
  const place = document.getElementById("live");
  if (!place?.dataset.changes) return;
  const GREETING = 10_000; // without a word by then something on the way holds the stream back
  const SILENCE = 45_000; // the server says something every 15 s
  const QUESTIONS = 5_000;
  const ANOTHER_TRY = 60_000;
  const FAILURES = 2;
  const LOSS = 2_000; // a connection that is back by then was never missed
  let last = place.dataset.last;
  let stream = null;
  let failures = 0;
  let isGreeted = false;
  let isPolling = false;
  let hasEnded = false;
  const timers = {};
  // Two windows of one person are told apart, so that what is written in one is not ended by the other.
  place.dataset.window = Math.random().toString(36).slice(2);

  // An answer may have taken the place of the whole page: then there is nothing to keep up to date.
  function tell(name, detail) {
    if (place.isConnected) place.dispatchEvent(new CustomEvent(`live:${name}`, { detail }));
    else {
      hasEnded = true;
      stop();
    }
  }

  function show(state) {
    if (place.dataset.state === state) return;
    place.dataset.state = state;
    for (const text of place.querySelectorAll("[data-when]")) {
      text.hidden = text.dataset.when !== state;
    }
  }

  function after(name, delay, action) {
    clearTimeout(timers[name]);
    timers[name] = setTimeout(action, delay);
  }

  function stop() {
    for (const timer of Object.values(timers)) clearTimeout(timer);
    stream?.close();
    stream = null;
    isGreeted = isPolling = false;
  }

  function end(reason) {
    stop();
    hasEnded = true;
    show(reason);
    tell("people", []);
  }

  const isAway = () => hasEnded || document.visibilityState === "hidden";

  // A page that does not say how far it has read hears what comes from now on.
  const addressOf = (what) =>
    `${place.dataset[what]}?window=${place.dataset.window}${last === "" ? "" : `&after=${last}`}`;

  // Opens the stream; while questions are asked they go on until it has said something.
  function listen() {
    if (isAway()) return;
    if (!place.dataset.stream) {
      poll();
      return;
    }
    stream?.close();
    stream = window.openStream(place.dataset, addressOf("stream"));
    after("greeting", GREETING, poll);
    for (const [name, hear] of Object.entries(HEARD)) {
      stream.addEventListener(name, (event) => {
        after("silence", SILENCE, listenAgain);
        if (event.lastEventId) last = place.dataset.last = event.lastEventId;
        hear(event.data ? JSON.parse(event.data) : {});
      });
    }
    stream.addEventListener("error", failed);
  }

  const HEARD = {
    hello: () => {
      failures = 0;
      isGreeted = true;
      isPolling = false;
      for (const name of ["greeting", "question", "try", "loss"]) clearTimeout(timers[name]);
      show("live");
      tell("greeted");
    },
    changed: (change) => tell("changed", [change]),
    presence: ({ people }) => tell("people", people),
    reset: () => tell("reset"),
    ended: ({ reason }) => end(reason),
    ping: () => {},
  };

  function listenAgain() {
    show("reconnecting");
    listen();
  }

  // The browser tries again by itself, except when the answer was no stream at all.
  function failed() {
    clearTimeout(timers.silence);
    if (isGreeted) after("loss", LOSS, () => show("reconnecting"));
    else failures += 1;
    isGreeted = false;
    if (failures >= FAILURES || stream?.readyState === EventSource.CLOSED) poll();
  }

  function poll() {
    if (isAway()) return;
    stream?.close();
    stream = null;
    after("try", ANOTHER_TRY, listen);
    if (isPolling) return;
    isPolling = true;
    ask();
  }

  async function ask() {
    const answer = await fetchChanges();
    if (!isPolling || isAway()) return;
    if (answer) hear(answer);
    if (hasEnded) return;
    const wasDown = ["reconnecting", "offline"].includes(place.dataset.state);
    show(answer ? "polling" : navigator.onLine ? "reconnecting" : "offline");
    after("question", QUESTIONS, ask);
    // What kept the questions from being answered may have kept the stream away as well.
    if (answer && wasDown && failures > FAILURES) listen();
    if (!answer) failures += 1;
  }

  function hear({ last: position, reset, changes, people }) {
    last = place.dataset.last = position;
    tell("people", people);
    if (reset) tell("reset");
    else if (changes.length) tell("changed", changes);
  }

  async function fetchChanges() {
    try {
      const headers = { Accept: "application/json", "HX-Request": "true" };
      const answer = await fetch(addressOf("changes"), { headers, signal: AbortSignal.timeout(GREETING) });
      if (answer.status === 401 || answer.headers.has("HX-Redirect")) end("signed_out");
      else if (answer.status === 403 || answer.status === 404) end("removed");
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  // A hidden page gives its connection back: it catches up when somebody returns to it.
  function comeOrGo() {
    if (hasEnded) return;
    stop();
    failures = 0;
    if (document.visibilityState !== "hidden") listen();
  }

  document.addEventListener("visibilitychange", comeOrGo);
  addEventListener("pagehide", stop);
  addEventListener("pageshow", (event) => event.persisted && comeOrGo());
  addEventListener("online", comeOrGo);
  addEventListener("offline", () => {
    if (hasEnded) return;
    show("offline");
    poll();
  });
  show("connecting");
  listen();
})();
