// How a page listens: on the connection that all windows of the browser share (shared_stream.js), or
// where the browser has no workers to share, on one of its own. Both are used as an EventSource is.
(() => {
  class SharedStream extends EventTarget {
    readyState = EventSource.CONNECTING;
    #port;
    #window;

    constructor({ worker, streams: address, plan, window: name, last }) {
      super();
      this.#window = { address, plan, name, last };
      this.#port = new SharedWorker(worker).port;
      this.#port.addEventListener("message", ({ data }) => this.#hear(data));
      this.#port.start();
      this.#say("join");
    }

    close() {
      this.readyState = EventSource.CLOSED;
      this.#say("leave");
      this.#port.close();
    }

    #say(type) {
      this.#port.postMessage({ type, window: this.#window });
    }

    #hear({ type, data, position, isRefused }) {
      if (isRefused) this.readyState = EventSource.CLOSED;
      if (type === "ping") this.#say("here");
      this.dispatchEvent(new MessageEvent(type, { data, lastEventId: position }));
    }
  }

  window.openStream = (dataset, addressOfItsOwn) => {
    try {
      return new SharedStream(dataset);
    } catch {
      return new EventSource(addressOfItsOwn); // there are none, or they are forbidden as all that is kept
    }
  };
})();
