// A button that copies what stands in the input that it names, and says so for a moment.
{
  const SAID_FOR = 2000;

  function showButtons() {
    for (const button of document.querySelectorAll("[data-copies][hidden]")) button.hidden = false;
  }

  // Only pages over TLS, and those of the own machine, may write to the clipboard by themselves.
  async function copy(input) {
    input.select();
    if (navigator.clipboard) await navigator.clipboard.writeText(input.value);
    else document.execCommand("copy");
  }

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-copies]");
    if (!button) return;
    await copy(document.getElementById(button.dataset.copies));
    const words = button.querySelector("span");
    const before = words.textContent;
    if (before === button.dataset.copied) return;
    words.textContent = button.dataset.copied;
    setTimeout(() => (words.textContent = before), SAID_FOR);
  });
  document.addEventListener("htmx:after:swap", showButtons);
  showButtons();
}
