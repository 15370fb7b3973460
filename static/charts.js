// Charts are for looking: each stands beside a table with the same figures, which is what is read
// aloud, taken away and opened. What a chart shows comes as JSON on its element (`data-values`), so
// that no script is written into a page; colours come from the style sheet, so that it follows light
// and dark. Nothing moves, and tooltips are drawn, because styles in markup are refused here.
(() => {
  const CHART = "[data-chart]";
  const drawn = new Map();

  // The style sheet mixes its colours from others, which only the browser can work out: it paints
  // them on paper, and what is then seen is read.
  const pixel = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", {
    willReadFrequently: true,
  });
  const seen = (...layers) => {
    const probe = document.body.appendChild(document.createElement("span"));
    for (const [name, share] of layers) {
      probe.style.color = `var(${name})`;
      pixel.globalAlpha = share;
      pixel.fillStyle = getComputedStyle(probe).color;
      pixel.fillRect(0, 0, 1, 1);
    }
    probe.remove();
    return `rgb(${[...pixel.getImageData(0, 0, 1, 1).data].slice(0, 3).join(",")})`;
  };
  const onPaper = (name, share = 1) => seen(["--tblr-bg-surface", 1], [name, share]);
  // Hue is kept for other things: money, hours and counts are ink and greys, and only an age has a
  // colour, the one that it has everywhere.
  const AGES = [1, 2, 3, 4, 5, 6];
  const palette = () => ({
    text: onPaper("--tblr-body-color"),
    mute: onPaper("--mute"),
    line: onPaper("--tblr-border-color"),
    paper: onPaper("--tblr-bg-surface"),
    total: onPaper("--ink"),
    up: onPaper("--field", 0.6),
    down: onPaper("--field", 0.6),
    low: onPaper("--pale"),
    high: onPaper("--field", 0.6),
    greys: [onPaper("--ink"), onPaper("--field", 0.7), onPaper("--field", 0.3)],
    ages: Object.fromEntries(AGES.map((age) => [age, onPaper(`--age-${age}`)])),
  });

  const ROW_HEIGHT = 36;

  const draw = (element) => {
    const values = JSON.parse(element.dataset.values);
    const rows = { heat: values.rows, tornado: values.bars }[element.dataset.chart];
    if (rows) element.style.height = `${rows.length * ROW_HEIGHT + 72}px`;
    const colours = palette();
    let chart = drawn.get(element);
    if (!chart) {
      chart = echarts.init(element);
      drawn.set(element, chart);
      sizes.observe(element);
    }
    chart.setOption(
      {
        animation: false,
        textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
        tooltip: {
          renderMode: "richText",
          confine: true,
          backgroundColor: colours.paper,
          borderColor: colours.line,
          textStyle: { color: colours.text },
          formatter: (at) => at.data.said ?? "",
        },
        ...window.chartKinds[element.dataset.chart](values, colours, element.clientWidth),
      },
      true,
    );
  };

  // What is written depends on the width, so that the chart is drawn anew and not only stretched.
  const resized = (element) => {
    const chart = drawn.get(element);
    if (!chart || chart.getWidth() === element.clientWidth) return;
    chart.resize();
    draw(element);
  };
  const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => resized(target)));

  const drawAll = () => {
    for (const [element, chart] of drawn) {
      // What a live update morphs keeps its element, but not what was drawn into it.
      if (element.isConnected && element.firstElementChild) continue;
      chart.dispose();
      drawn.delete(element);
    }
    document.querySelectorAll(CHART).forEach(draw);
  };

  drawAll();
  document.addEventListener("htmx:after:swap", drawAll);
  new MutationObserver(drawAll).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
})();
