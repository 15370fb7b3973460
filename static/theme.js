// Before anything is drawn: the look that the person chose here, else that of the system. Paper is
// white, whatever the look.
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const paper = matchMedia("print");
  const apply = () => {
    if (paper.matches) {
      document.documentElement.dataset.bsTheme = "light";
      return;
    }
    const chosen = localStorage.getItem("theme");
    document.documentElement.dataset.bsTheme = chosen || (system.matches ? "dark" : "light");
  };
  apply();
  system.addEventListener("change", apply);
  paper.addEventListener("change", apply);
  window.switchTheme = () => {
    const next = document.documentElement.dataset.bsTheme === "dark" ? "light" : "dark";
    localStorage.setItem("theme", next);
    apply();
  };
})();
