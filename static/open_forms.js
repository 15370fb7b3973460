// A form that is open in the page of a plan is left alone, whatever is brought in around it.
(() => {
  const place = document.getElementById("live");
  if (!place?.dataset.changes) return;
  const FIELDS = "input:not([type=hidden]), select, textarea";
  const { areEqual, read } = window.formValues;
  // What stood in each form when it was opened, also after it came back with an error.
  const began = new WeakMap();
  const held = new Set();

  const withId = (root, id) => (id ? root.querySelector(`[id="${CSS.escape(id)}"]`) : null);
  const isOpen = (form) => form.querySelector(FIELDS) !== null;
  const openIn = (root) => [...root.querySelectorAll("form")].filter(isOpen);
  const standsFor = (node) => node?.closest?.("[data-in-place-of]")?.dataset.inPlaceOf;
  const isTouched = (form) => form.matches(":focus-within") || !areEqual(read(form), began.get(form));

  // Prepare a new version of a section so that the forms that are open in the old one stay in it,
  // but for those that the new version is the answer to.
  function hold(fresh, old, isAnswered = () => false) {
    for (const form of openIn(old).filter((each) => !isAnswered(each))) {
      if (withId(fresh, form.id)) {
        if (isTouched(form)) held.add(form); // a form that is always there
      } else if (standsFor(form)) {
        holdRow(standsFor(form), fresh, old);
      } else {
        holdPlace(form, fresh, old);
      }
    }
  }

  // A form that stands where the row of its item stood: the row does not come back beside it.
  function holdRow(id, fresh, old) {
    const standing = [...old.querySelectorAll("[data-in-place-of]")]
      .filter((node) => standsFor(node) === id && !held.has(node));
    if (!standing.length) return;
    const copies = standing.map((node) => node.cloneNode(true));
    const row = withId(fresh, id);
    if (row) row.replaceWith(...copies);
    else putBeside(standing[0], fresh, copies);
    for (const node of standing) held.add(node);
  }

  // The row is gone: behind the row that came before it, or at the end.
  function putBeside(node, fresh, copies) {
    let before = node.previousElementSibling;
    while (before && !withId(fresh, before.id)) before = before.previousElementSibling;
    if (before) withId(fresh, before.id).after(...copies);
    else fresh.append(...copies);
  }

  // A form that was opened in an empty place of the section, or one whose place is gone: then all
  // that is around it stays if something was typed into it.
  function holdPlace(form, fresh, old) {
    let around = form.parentElement;
    while (around !== old && !withId(fresh, around.id)) around = around.parentElement;
    if (around !== old || isTouched(form)) held.add(around);
  }

  function rememberWhereItStands({ target, fragment, swapSpec }) {
    const [form] = openIn(fragment);
    if (swapSpec.style !== "outerHTML" || !form) return;
    if (target.matches("form")) began.set(form, began.get(target));
    const id = standsFor(target) ?? target.id;
    if (!id || withId(fragment, id)) return;
    for (const node of fragment.children) node.dataset.inPlaceOf = id;
  }

  // The answer to one form must not wipe another one that is open in the same section.
  function holdOthers({ target, fragment, swapSpec }, source) {
    const fresh = fragment.firstElementChild;
    if (swapSpec.style !== "outerHTML" || !fresh || fresh.id !== target.id) return;
    const own = source?.closest?.("form");
    const before = held.size;
    hold(fresh, target, (form) => form === own || (standsFor(form) ?? 0) === standsFor(source));
    if (held.size > before) swapSpec.style = "outerMorph";
  }

  // Forms that came with it begin from what stands in them now; those that are held, from before.
  function beginAnew(root) {
    const isHeld = (form) => [...held].some((node) => node.contains(form));
    for (const form of openIn(root).filter((each) => !isHeld(each))) began.set(form, read(form));
  }

  // What is done around it does not move what somebody is at.
  function stayingInPlace(action) {
    const element = document.activeElement ?? document.body;
    const top = () => element.getBoundingClientRect().top;
    const before = top();
    const isSeen = element !== document.body && before >= 0 && before < innerHeight;
    action();
    if (isSeen && element.isConnected && top() !== before) scrollBy(0, top() - before);
  }

  window.openForms = {
    FIELDS,
    beginAnew,
    began,
    hold,
    openIn,
    withId,
    release: () => held.clear(),
    stayingInPlace,
  };

  function remember(root) {
    for (const form of openIn(root)) {
      if (!began.has(form)) began.set(form, read(form));
    }
  }

  remember(document); // htmx may have gone through it before this script was there
  document.addEventListener("htmx:after:process", ({ target }) =>
    remember(target.matches("form") ? target.parentElement : target));
  htmx.registerExtension("open-forms", {
    htmx_before_swap: (_element, { ctx, tasks }) => {
      held.clear();
      for (const task of tasks.filter(({ target }) => target instanceof Element)) {
        rememberWhereItStands(task);
        holdOthers(task, ctx.sourceElement);
      }
    },
    htmx_before_morph_node: (node) => !held.has(node),
    // What the reader has unfolded stays open.
    htmx_before_morph_attr: (element, { attrName }) =>
      !(attrName === "open" && element.tagName === "DETAILS"),
  });
})();
