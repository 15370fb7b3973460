// What a page cuts off, squeezes or lays over each other, as it stands at this width; all in one go.
// Everything that can be opened is opened, so that what is in it is measured too.
() => {
  const TOLERANCE = 1.5; // px: parts of pixels, and the edges of letters
  const BLANK = 8; // px: kept blanks hang over the end of a line
  const NARROWEST = 72; // px: a field in which one can read what one has typed
  const LONGEST_WORD = 20; // signs: what is longer may break where no hyphen is known
  const LONGEST_CHOICE = 13; // signs: what is longer is shortened, and whole in the opened list
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const TYPED = "input:not([type=hidden], [type=checkbox], [type=radio], [type=file], [type=color]), textarea, select";
  const room = document.documentElement.clientWidth;
  const found = new Set();
  const closed = [...document.querySelectorAll("details:not([open])")];
  for (const details of closed) details.open = true;

  const styles = new Map();
  const style = (element) => {
    if (!styles.has(element)) styles.set(element, getComputedStyle(element));
    return styles.get(element);
  };
  const remember = (read) => {
    const known = new Map();
    const ask = (element) => {
      if (!element || element === document.documentElement) return null;
      if (!known.has(element)) known.set(element, read(element, ask));
      return known.get(element);
    };
    return ask;
  };
  const scrolls = (element) => ["auto", "scroll"].includes(style(element).overflowX);
  const clips = (element) => ["hidden", "clip"].includes(style(element).overflowX);
  // For eyes that see, it is not there: hidden, or said to screen readers only.
  const isUnseen = remember((element, ask) =>
    ask(element.parentElement) || style(element).visibility !== "visible" || style(element).display === "none"
    || style(element).opacity === "0" || style(element).clipPath !== "none" || style(element).clip !== "auto"
    || element.tagName === "OPTION" || (element instanceof SVGElement && element.tagName !== "svg"));
  const scroller = remember((element, ask) => (scrolls(element) ? element : ask(element.parentElement)));
  // What lies above the rest of the page moves over it.
  const layer = remember((element, ask) =>
    (["fixed", "absolute", "sticky"].includes(style(element).position) ? element : ask(element.parentElement)));
  // What is cut with dots, and says the whole of it as its title or to screen readers, is there.
  const words = (text) => text.toLowerCase().replace(/\s+/g, " ").trim();
  const saysWhole = (element) =>
    words(element.closest("[title]")?.title || element.getAttribute("aria-label") || "").includes(words(ownText(element)));
  const ownText = (element) => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join("");
  const shortened = remember((element, ask) =>
    (style(element).textOverflow === "ellipsis" && clips(element) && saysWhole(element) ? element : ask(element.parentElement)));
  const box = remember((element, ask) =>
    (["inline", "contents"].includes(style(element).display) ? ask(element.parentElement) : element));

  const name = (element) => {
    const text = (element.innerText || element.value || element.name || "").trim().replace(/\s+/g, " ");
    const classes = typeof element.className === "string" ? element.className.trim().split(/\s+/)[0] : "";
    return `${element.tagName.toLowerCase()}${element.id && `#${element.id}`}${classes && `.${classes}`} "${text.slice(0, 40)}"`;
  };
  const say = (what, ...elements) => found.add(`${what}: ${elements.map(name).join(" and ")}`);
  const px = Math.round;

  const all = [...document.body.querySelectorAll("*")].filter((element) => !isUnseen(element) && element.getClientRects().length);
  const overlaps = (one, other) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 3;

  // Pairs that lie over each other; sorted from above, so that only neighbours are compared.
  function collide(boxes, what, belongTogether) {
    boxes.sort((one, other) => one.rect.top - other.rect.top);
    boxes.forEach((one, index) => {
      for (let next = index + 1; next < boxes.length && boxes[next].rect.top < one.rect.bottom; next += 1) {
        const other = boxes[next];
        if (one.layer !== other.layer || !overlaps(one.rect, other.rect)) continue;
        if (!belongTogether(one.element, other.element)) say(what, one.element, other.element);
      }
    });
  }
  const pen = document.createElement("canvas").getContext("2d");
  function widthOf(text, field) {
    pen.font = style(field).font;
    return pen.measureText(text).width;
  }
  const boxesOf = (element) => [...element.getClientRects()].map((rect) => ({ element, rect, layer: layer(element) }));
  const nested = (one, other) => one.contains(other) || other.contains(one);

  if (document.documentElement.scrollWidth > room) found.add(`the page is ${document.documentElement.scrollWidth} px wide`);
  const isOutside = (rect) => rect.width && (rect.right > room + TOLERANCE || rect.left < -TOLERANCE);
  for (const element of all) {
    const rect = element.getBoundingClientRect();
    if (isOutside(rect) && !isOutside(element.parentElement.getBoundingClientRect())
      && !scroller(element.parentElement) && !shortened(element.parentElement)) {
      say(`outside the window (${px(rect.left)} to ${px(rect.right)})`, element);
    }
    if (element.matches("input, textarea, select")) continue;
    if (clips(element) && element.scrollWidth > element.clientWidth + TOLERANCE && !shortened(element)) say("cut off at its side", element);
    if (clips(element) && element.scrollHeight > element.clientHeight + 3) say("cut off below", element);
  }
  for (const field of document.querySelectorAll(TYPED)) {
    const width = field.getBoundingClientRect().width;
    if (isUnseen(field) || !width) continue;
    if (width < NARROWEST) say(`a field ${px(width)} px wide`, field);
    const shown = field.selectedOptions?.[0]?.text ?? field.placeholder ?? "";
    const inside = width - parseFloat(style(field).paddingLeft) - parseFloat(style(field).paddingRight);
    if (shown.length <= LONGEST_CHOICE && widthOf(shown, field) > inside) say(`the text ${shown} is cut off`, field);
  }

  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || ["SCRIPT", "STYLE", "TEMPLATE", "TEXTAREA"].includes(parent.tagName) || isUnseen(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const cut = shortened(parent)?.getBoundingClientRect().right ?? Infinity;
    const rects = [...range.getClientRects()].filter((rect) => rect.width > 1 && rect.left < cut)
      .map((rect) => new DOMRect(rect.left, rect.top, Math.min(rect.right, cut) - rect.left, rect.height));
    const around = box(parent)?.getBoundingClientRect();
    for (const rect of rects) {
      texts.push({ element: parent, rect, layer: layer(parent) });
      if (!around || scroller(parent) === box(parent)) continue;
      const hanging = style(parent).whiteSpace === "pre-wrap" ? BLANK : TOLERANCE;
      if (rect.right > around.right + hanging || rect.left < around.left - TOLERANCE) say("text beside its box", parent);
    }
    if (rects.length > 1) for (const word of node.data.matchAll(/(?<![@./\p{L}\p{N}])[\p{L}\p{N}]{2,}(?![@./]?[\p{L}\p{N}]*[@/])/gu)) {
      if (word[0].length > LONGEST_WORD) continue;
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].filter((rect) => rect.width > 1).map((rect) => px(rect.top)));
      if (lines.size > 1) say(`the word ${word[0]} is broken`, parent);
    }
  }
  collide(texts, "texts over each other", (one, other) => one === other);
  const controls = all.filter((element) => element.matches(CONTROLS));
  collide(controls.flatMap(boxesOf), "controls over each other", nested);
  for (const details of closed) details.open = false;
  return [...found];
}
