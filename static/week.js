// With the mouse an activity is dragged to another day, or to another week on the strip above. What
// is dragged presses a button of the activity's own form, so that it is saved, merged and undone as
// by that; who touches or types has the buttons.
(() => {
  const PLACE = "[data-day], [data-week]";
  const HERE = "drop-here";
  const DAY = 24 * 60 * 60 * 1000;
  let dragged = null;

  const unmark = () => document.querySelectorAll(`.${HERE}`).forEach((place) => place.classList.remove(HERE));
  const placeOf = (event) => (dragged ? event.target.closest?.(PLACE) : null);

  // In another week it stays on its day of the week; what has none begins on Monday.
  const inWeek = (monday, due) => {
    const weekday = due ? (new Date(due).getUTCDay() + 6) % 7 : 0;
    return new Date(Date.parse(monday) + weekday * DAY).toISOString().slice(0, 10);
  };

  const move = (task, day) => {
    const form = task.querySelector("form");
    if (!form || day === task.dataset.due) return;
    const typed = form.querySelector("input[name=due_on]");
    if (typed) typed.value = day;
    form.querySelector("[data-dropped]")?.remove();
    const button = document.createElement("button");
    Object.assign(button, { type: "submit", hidden: true });
    button.dataset.dropped = "";
    if (!typed) Object.assign(button, { name: "due_on", value: day });
    form.append(button);
    form.requestSubmit(button);
  };

  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.(".task[draggable]") ?? null;
    if (dragged) event.dataTransfer.effectAllowed = "move";
  });
  document.addEventListener("dragover", (event) => {
    const place = placeOf(event);
    unmark();
    if (!place) return;
    event.preventDefault();
    place.classList.add(HERE);
  });
  document.addEventListener("drop", (event) => {
    const place = placeOf(event);
    if (!place) return;
    event.preventDefault();
    const { day, week } = place.dataset;
    move(dragged, day ?? inWeek(week, dragged.dataset.due));
  });
  document.addEventListener("dragend", () => {
    dragged = null;
    unmark();
  });
})();
