// Small things that need a script. Every page works without it.
for (const button of document.querySelectorAll(".theme-switch")) {
  button.hidden = false;
  button.addEventListener("click", () => window.switchTheme());
}

for (const button of document.querySelectorAll("[data-prints]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Of tabs that go on past the edge of a phone, the one that is open is in sight.
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const tabs = tab.closest(".tabs");
  tabs.scrollLeft = tab.offsetLeft - (tabs.clientWidth - tab.offsetWidth) / 2;
}

// A menu closes when something else is clicked, or with Escape.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A notice of an earlier failure goes when the next thing works.
document.addEventListener("htmx:after:swap", (event) => {
  const notices = document.getElementById("notices");
  // An answer that chose another place than the page did says so with a selector.
  const target = event.detail.ctx?.target;
  if (notices && target && target !== notices && target !== "#notices") {
    for (const notice of [...notices.children]) {
      // What came with this answer stays until the next one.
      if (notice.dataset.fresh === undefined) notice.remove();
      else delete notice.dataset.fresh;
    }
  }
});
document.addEventListener("htmx:error", (event) => {
  if (event.defaultPrevented) return; // what was sent is kept, and that is said
  const notice = document.getElementById("no-connection").content.cloneNode(true);
  (document.querySelector(".sheet[open] #sheet-notices") ?? document.getElementById("notices"))?.replaceChildren(notice);
});

// Of an activity whose kind is changed, "With the customer" follows the kind until somebody says so.
document.addEventListener("change", ({ target }) => {
  if (target.name === "customer_facing") target.dataset.said = "";
  const kinds = target.dataset.withCustomer?.split(" ");
  const tick = kinds && target.form?.elements.customer_facing;
  if (tick && !("said" in tick.dataset)) tick.checked = kinds.includes(target.value);
});
