// From one customer to the next by a key; without a script the same are links.
(() => {
  const LINKS = { j: "turn-after", k: "turn-before" };
  const isTyping = ({ target }) => target.closest?.("input, textarea, select, [contenteditable]");
  const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.altKey || event.isComposing);

  document.addEventListener("keydown", (event) => {
    if (!isPlain(event) || event.defaultPrevented || isTyping(event) || document.querySelector("dialog[open]")) return;
    const link = document.getElementById(LINKS[event.key] ?? "");
    if (!link) return;
    event.preventDefault();
    link.click();
  });
})();
