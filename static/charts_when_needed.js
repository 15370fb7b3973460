// Brings the scripts of the charts once the page has one: at once, or when a filter has brought it.
(() => {
  const scripts = document.currentScript.dataset.scripts.split(" ");
  const bring = () => {
    if (!document.querySelector("[data-chart]")) return;
    document.removeEventListener("htmx:after:swap", bring);
    // Not at any time, but in this order: each needs the one before.
    for (const src of scripts)
      document.head.append(Object.assign(document.createElement("script"), { src, async: false }));
  };
  document.addEventListener("htmx:after:swap", bring);
  bring();
})();
