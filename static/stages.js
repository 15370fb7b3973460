// A card is moved by dragging it to another column; the same is done in its sheet.
(() => {
  const board = () => document.querySelector(".stage-board");
  const columnOf = ({ target }) => target.closest?.(".stage-column");
  let card = null;

  document.addEventListener("dragstart", (event) => {
    card = event.target.closest?.("[data-moves]") ?? null;
    if (card) event.dataTransfer.setData("text/plain", card.id);
  });
  document.addEventListener("dragend", () => {
    card = null;
    mark(null);
  });
  document.addEventListener("dragover", (event) => {
    const column = columnOf(event);
    if (!card || !column) return;
    event.preventDefault();
    mark(column);
  });
  document.addEventListener("drop", (event) => {
    const column = columnOf(event), from = card?.closest(".stage-column");
    if (!card || !column) return;
    event.preventDefault();
    if (column !== from) send(card.dataset.moves, column.dataset.stage, from.dataset.stage);
  });

  function mark(column) {
    for (const each of board()?.querySelectorAll(".stage-column") ?? []) each.classList.toggle("into", each === column);
  }

  function send(address, stage, seen) {
    const form = document.getElementById("stage-drop");
    form.action = address;
    form.elements.stage.value = stage;
    form.elements.seen.value = seen;
    form.submit();
  }
})();
