// The one menu of a page. The three dots of a row are a link to its item's page, which says here what
// can be done to it; without a script the page itself does.
(() => {
  const GAP = 4;
  let opener = null;
  const menu = () => document.getElementById("menu");

  function made() {
    if (menu()) return menu();
    const box = Object.assign(document.createElement("div"), { id: "menu", className: "menu-over" });
    box.setAttribute("popover", "auto");
    box.addEventListener("toggle", ({ newState }) => opener?.setAttribute("aria-expanded", String(newState === "open")));
    document.body.append(box);
    return box;
  }

  async function open(dots) {
    const box = made();
    box.hidePopover();
    box.replaceChildren();
    const headers = { "HX-Target": "div#menu" };
    await htmx.ajax("GET", dots.href, { source: "#menu", target: "#menu", swap: "innerHTML", headers });
    opener = standing(dots);
    if (!box.hasChildNodes() || !opener) return;
    box.setAttribute("aria-label", dots.getAttribute("aria-label"));
    box.setAttribute("role", "group");
    box.showPopover();
    place(box, opener.getBoundingClientRect());
    box.querySelector("a, button")?.focus({ preventScroll: true });
  }

  // Those of the same item, where what another did has brought its row anew meanwhile.
  const standing = (dots) =>
    dots.isConnected ? dots : document.querySelector(`a[data-menu][href="${dots.getAttribute("href")}"]`);

  // Stays at its row when the page moves, as it does by itself where something above grows.
  function follow() {
    if (!menu()?.matches(":popover-open")) return;
    opener = standing(opener);
    const dots = opener?.getBoundingClientRect();
    if (!dots || dots.bottom < 0 || dots.top > innerHeight) menu().hidePopover();
    else place(menu(), dots);
  }

  // Below the dots, or above them where there is no room.
  function place(box, { top, right, bottom }) {
    const { width, height } = box.getBoundingClientRect();
    const isBelow = bottom + GAP + height <= innerHeight || top < height;
    box.style.left = `${Math.max(GAP, Math.min(right - width, innerWidth - width - GAP))}px`;
    box.style.top = `${isBelow ? bottom + GAP : top - GAP - height}px`;
  }

  function move(event, step) {
    const all = [...menu().querySelectorAll("a, button")];
    event.preventDefault();
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
  }

  document.addEventListener("click", (event) => {
    const dots = event.target.closest?.("a[data-menu]");
    const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (dots && isPlain && HTMLElement.prototype.showPopover) {
      event.preventDefault();
      open(dots);
    } else if (menu()?.contains(event.target.closest?.("a, button"))) menu().hidePopover();
  });
  document.addEventListener("keydown", (event) => {
    if (!menu()?.matches(":popover-open")) return;
    if (event.key === "ArrowDown") move(event, 1);
    if (event.key === "ArrowUp") move(event, -1);
  });
  addEventListener("scroll", follow, { passive: true });
})();
