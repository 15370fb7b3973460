// A plan's page that is left was read: the next one says what has changed since. What came in while
// it was open was read as well; `live.js` keeps how far that goes.
document.addEventListener("visibilitychange", () => {
  const form = document.querySelector("form[data-visit]");
  if (document.visibilityState !== "hidden" || !form) return;
  const read = new FormData(form);
  const live = document.getElementById("live")?.dataset.last;
  read.set("event", String(Math.max(Number(read.get("event")), Number(live) || 0)));
  navigator.sendBeacon(form.action, read);
});
