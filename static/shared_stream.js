// One connection for all windows of this browser that listen: it has six to a host, and a stream for
// each window would keep one of them. Windows come and go by messages, and each is told what is for
// it (streams.js); how far each has read is kept here, for when the connection begins anew.
(() => {
  const JOINED = 20; // several windows that open together wait for each other
  const LEFT = 1_000; // whoever goes to another page of a plan is back by then
  const LOST = 1_500;
  const MISSED_PINGS = 2;
  const OF_ONE = ["hello", "changed", "presence", "reset", "ended"];
  const WITH_POSITION = ["hello", "changed", "reset"];
  const listening = new Map();
  let stream = null;
  let addressed = null;
  let opensAt = Infinity;
  let timer;

  function tellAll(message) {
    for (const { port } of listening.values()) port.postMessage(message);
  }

  function openWithin(delay) {
    if (Date.now() + delay >= opensAt) return;
    clearTimeout(timer);
    opensAt = Date.now() + delay;
    timer = setTimeout(open, delay);
  }

  function open() {
    opensAt = Infinity;
    addressed = null;
    stream?.close();
    stream = null;
    if (!listening.size) return;
    const windows = [...listening.values()];
    const on = windows.map(({ plan, name, last }) => ["on", `${plan}.${name}.${last}`]);
    stream = new EventSource(`${windows[0].address}?${new URLSearchParams(on)}`);
    stream.addEventListener("to", ({ data }) => {
      addressed = listening.get(JSON.parse(data).window);
    });
    for (const name of OF_ONE) stream.addEventListener(name, pass);
    stream.addEventListener("ping", askWhoIsThere);
    stream.addEventListener("error", lose);
  }

  function pass({ type, data, lastEventId }) {
    if (!addressed) return;
    if (WITH_POSITION.includes(type)) addressed.last = lastEventId;
    addressed.port.postMessage({ type, data, position: addressed.last });
  }

  // A window that was ended by force has not said that it goes.
  function askWhoIsThere({ type, data }) {
    for (const [name, one] of listening) {
      one.unanswered += 1;
      if (one.unanswered > MISSED_PINGS) leave(name);
    }
    tellAll({ type, data, position: "" });
  }

  // The browser would go on with one position for all; so it is begun anew, with that of each.
  function lose() {
    const isRefused = stream.readyState === EventSource.CLOSED;
    stream.close();
    stream = null;
    tellAll({ type: "error", isRefused });
    if (isRefused) listening.clear();
    else openWithin(LOST);
  }

  function leave(name) {
    if (listening.delete(name)) openWithin(listening.size ? LEFT : 0);
  }

  self.addEventListener("connect", ({ ports: [port] }) => {
    port.addEventListener("message", ({ data: { type, window } }) => {
      if (type === "here" && listening.has(window.name)) listening.get(window.name).unanswered = 0;
      if (type === "leave") leave(window.name);
      if (type !== "join") return;
      listening.set(window.name, { ...window, port, unanswered: 0 });
      openWithin(JOINED);
    });
    port.start();
  });
})();
