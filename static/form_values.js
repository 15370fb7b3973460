// What stands in a form, by name, so that it can be put into the same form again.
(() => {
  const UNKEPT = ["csrf_token"];
  const UNKEPT_TYPES = ["password", "file", "submit", "button", "reset", "image"];
  const TYPED = ["textarea", "input:not([type])",
    ...["text", "search", "email", "tel", "url", "number", "date"].map((type) => `input[type=${type}]`),
  ].join();

  // An edit stays the same one, so that it does not meet what it has saved itself; what makes
  // something new is another form each time.
  const isOfNew = ({ name, form }) => name === "submission" && !form.elements.began;

  const isKept = (control) => control.name && !isOfNew(control)
    && !UNKEPT.includes(control.name) && !UNKEPT_TYPES.includes(control.type);

  const controlsOf = (form) => [...form.elements].filter(isKept);

  // Whether somebody can write something into it that would be a pity to lose.
  const isTypedInto = (form) => form?.getAttribute("method") === "post"
    && controlsOf(form).some((control) => control.matches(TYPED));

  // Hidden ones are among them, as the version that the edit began from.
  function read(form) {
    const values = {};
    for (const { name } of controlsOf(form)) values[name] = [];
    for (const [name, value] of new FormData(form)) values[name]?.push(value);
    return values;
  }

  function write(form, values) {
    const left = structuredClone(values);
    for (const control of controlsOf(form)) {
      if (left[control.name]) put(control, left[control.name]);
    }
  }

  function put(control, values) {
    if (control.type === "checkbox" || control.type === "radio") {
      control.checked = values.includes(control.value);
    } else if (control.tagName === "SELECT") {
      const isKnown = [...control.options].some((option) => values.includes(option.value));
      if (!isKnown && !control.multiple) return;
      for (const option of control.options) option.selected = values.includes(option.value);
    } else if (values.length) {
      control.value = values.shift();
    }
  }

  const areEqual = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  // Whether everything that people see of these values is in the form already.
  function shows(form, values) {
    const seen = controlsOf(form).filter((control) => control.type !== "hidden");
    const now = read(form);
    return seen.every(({ name }) => !values[name] || areEqual(values[name], now[name]));
  }

  window.formValues = { TYPED, areEqual, isTypedInto, read, shows, write };
})();
