// Names after an @ in a comment: a list to choose from, with the keyboard or the pointer.
// The names are those of the boxes beside the text, which do the same without a script.
const LISTED = 8;

const { spellings } = window.folding;

function namesFor(area) {
  const labels = area.form.querySelectorAll("details.mentions .form-check-label");
  return [...labels].map((label) => label.textContent.trim());
}

// What is being written: from the last @ to the caret, if that can be the beginning of a name.
function begun(area) {
  const before = area.value.slice(0, area.selectionStart);
  const found = /(?:^|[^\w.+-])@([^@\n]{0,40})$/u.exec(before);
  return found ? { start: before.length - found[1].length, text: found[1] } : null;
}

function close(area) {
  document.getElementById(`${area.id}-names`)?.remove();
  area.removeAttribute("aria-activedescendant");
  area.removeAttribute("aria-controls");
}

function choose(area, name) {
  const at = begun(area);
  close(area);
  if (!at) return;
  area.setRangeText(`${name} `, at.start, area.selectionStart, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
}

// Whether one of the words of a name begins with what is looked for.
function hasPart(name, wanted) {
  return name.split(" ").some((_word, n, all) => wanted.some((begun) => all.slice(n).join(" ").startsWith(begun)));
}

function mark(area, list, index) {
  for (const [number, option] of [...list.children].entries()) {
    option.setAttribute("aria-selected", String(number === index));
    if (number === index) {
      area.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }
  }
}

function offer(area) {
  const at = begun(area);
  const wanted = at ? spellings(at.text) : [];
  const names = at ? namesFor(area).filter((name) => spellings(name).some((each) => hasPart(each, wanted))) : [];
  close(area);
  if (!names.length || names.some((name) => spellings(name).some((each) => wanted.some((begun) => begun.trim() === each)))) return;
  const list = document.createElement("ul");
  list.id = `${area.id}-names`;
  list.className = "mention-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", area.form.querySelector("details.mentions legend")?.textContent.trim() ?? "@");
  for (const [number, name] of names.slice(0, LISTED).entries()) {
    const option = document.createElement("li");
    option.id = `${list.id}-${number}`;
    option.setAttribute("role", "option");
    option.textContent = name;
    // Before the text loses the focus.
    option.addEventListener("mousedown", (event) => { event.preventDefault(); choose(area, name); });
    list.append(option);
  }
  area.parentElement.classList.add("mention-place");
  area.after(list);
  area.setAttribute("aria-controls", list.id);
  mark(area, list, 0);
}

function pressed(area, event) {
  const list = document.getElementById(`${area.id}-names`);
  if (!list || event.isComposing) return;
  const options = [...list.children];
  const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown") mark(area, list, (now + 1) % options.length);
  else if (event.key === "ArrowUp") mark(area, list, (now - 1 + options.length) % options.length);
  else if (event.key === "Enter" || event.key === "Tab") choose(area, options[now].textContent);
  else if (event.key === "Escape") close(area);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

const isComment = (element) => element instanceof HTMLTextAreaElement && element.form?.querySelector("details.mentions");

document.addEventListener("input", (event) => { if (isComment(event.target)) offer(event.target); });
document.addEventListener("keydown", (event) => { if (isComment(event.target)) pressed(event.target, event); }, true);
document.addEventListener("focusin", (event) => {
  if (!isComment(event.target)) return;
  event.target.setAttribute("aria-autocomplete", "list");
  event.target.setAttribute("aria-haspopup", "listbox");
});
document.addEventListener("focusout", (event) => { if (isComment(event.target)) close(event.target); });
