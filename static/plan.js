// An address that names an item leads to the tab that holds it, where this page does not.
(() => {
  const named = location.hash.slice(1);
  if (!named || document.getElementById(named)) return;
  const kind = named.replace(/-\d+$/, "");
  const holder = [...document.querySelectorAll("#tabs [data-holds]")]
    .find(({ dataset }) => dataset.holds.split(" ").includes(kind));
  if (holder && !holder.hasAttribute("aria-current")) location.replace(`${holder.href}#${named}`);
})();
