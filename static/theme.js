// Before anything is drawn: the look that the person chose here, else that of the system. Paper is
// white, whatever the look.
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const paper = matchMedia("print");
  // Where the browser keeps nothing, the choice holds for this page.
  let chosenHere = null;
  const apply = () => {
    if (paper.matches) {
      document.documentElement.dataset.bsTheme = "light";
      return;
    }
    const chosen = chosenHere || stores.local.get("theme");
    document.documentElement.dataset.bsTheme = chosen || (system.matches ? "dark" : "light");
  };
  apply();
  system.addEventListener("change", apply);
  paper.addEventListener("change", apply);
  window.switchTheme = () => {
    const next = document.documentElement.dataset.bsTheme === "dark" ? "light" : "dark";
    if (!stores.local.set("theme", next)) chosenHere = next;
    apply();
  };
})();
