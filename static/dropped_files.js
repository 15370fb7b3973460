// Files that are dropped onto a form with the mark `data-drops` are sent at once, as if they had
// been chosen in it. Without this script the form's own input takes them.
(() => {
  const over = "drop-here";
  const formOf = (event) => event.target.closest?.("[data-drops]");

  const show = () =>
    document.querySelectorAll("[data-drop-hint]").forEach((hint) => { hint.hidden = false; });
  show();
  document.addEventListener("htmx:after:swap", show);

  document.addEventListener("dragover", (event) => {
    const form = formOf(event);
    if (!form || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    form.classList.add(over);
  });
  document.addEventListener("dragleave", (event) => {
    const form = formOf(event);
    if (form && !form.contains(event.relatedTarget)) form.classList.remove(over);
  });
  document.addEventListener("drop", (event) => {
    const form = formOf(event);
    if (!form || event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    form.classList.remove(over);
    const input = form.querySelector("input[type=file]");
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
})();
