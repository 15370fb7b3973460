// What a browser keeps for us. It may forbid that, and then even asking for it is an error, or have
// no room left: the page works as it would without, so nobody else speaks to the browser's own.
(() => {
  const asked = (name, ask, otherwise) => {
    try {
      return ask(window[name]);
    } catch {
      return otherwise;
    }
  };
  const store = (name) => ({
    get: (key) => asked(name, (browser) => browser.getItem(key), null),
    keys: () => asked(name, (browser) => Object.keys(browser), []),
    remove: (key) => asked(name, (browser) => browser.removeItem(key)),
    // Whether it is kept.
    set: (key, value) => asked(name, (browser) => (browser.setItem(key, value), true), false),
  });
  window.stores = { local: store("localStorage"), session: store("sessionStorage") };
})();
