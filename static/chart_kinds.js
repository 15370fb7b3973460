// How each kind of chart is drawn: from the values on its element, the colours of the page and the
// width there is, to what ECharts takes.
(() => {
  // A label that is longer than its place breaks or ends with dots; the table has it in full.
  const label = (colours, width, overflow = "truncate") => ({ color: colours.text, width, overflow });
  const axis = (names, colours, axisLabel) => ({
    type: "category",
    data: names,
    axisLabel,
    axisLine: { lineStyle: { color: colours.line } },
    axisTick: { show: false },
  });
  const amounts = (colours) => ({
    type: "value",
    axisLabel: { color: colours.text, hideOverlap: true, formatter: short },
    splitLine: { lineStyle: { color: colours.line } },
  });
  // The page's language writes its own thousands and millions.
  const short = (value) =>
    new Intl.NumberFormat(document.documentElement.lang, { notation: "compact" }).format(value);

  // As many lines as the names need: what a name takes is guessed, and rather too much than too little.
  const linesOf = (series, width) =>
    Math.ceil(series.reduce((sum, { name }) => sum + name.length * 7 + 50, 0) / Math.max(width, 1));

  const months = ({ names, series }, colours, width) => ({
    color: colours.greys,
    grid: { left: 8, right: 8, top: 16 + 24 * linesOf(series, width), bottom: 8, containLabel: true },
    legend: { top: 0, type: "plain", textStyle: { color: colours.text } },
    xAxis: axis(names, colours, { ...label(colours, 70), hideOverlap: true }),
    yAxis: amounts(colours),
    series: series.map((one) => ({
      type: "bar",
      name: one.name,
      stack: one.stack ?? "all",
      itemStyle: one.age ? { color: colours.ages[one.age] } : {},
      data: one.values.map((value, at) => ({ value, said: `${names[at]}, ${one.name}: ${one.texts[at]}` })),
    })),
  });

  // Hue is kept for other things, so that lines differ by dash, mark and grey.
  const DASHES = ["solid", "dashed", "dotted"];
  const MARKS = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect"];
  const course = ({ names, series }, colours, width) => ({
    grid: { left: 8, right: 16, top: 16 + 24 * linesOf(series, width), bottom: 8, containLabel: true },
    legend: { top: 0, type: "plain", itemWidth: 36, textStyle: { color: colours.text } },
    xAxis: { ...axis(names, colours, { ...label(colours, 90), hideOverlap: true }), boundaryGap: false },
    yAxis: { ...amounts(colours), min: 0, max: 100 },
    series: series.map((one, at) => {
      const color = at % 2 ? colours.mute : colours.text;
      return {
        type: "line",
        name: one.name,
        connectNulls: true,
        symbol: MARKS[at % MARKS.length],
        symbolSize: 8,
        lineStyle: { color, width: 2, type: DASHES[at % DASHES.length] },
        itemStyle: { color },
        data: one.values.map((value, day) => ({ value, said: `${names[day]}, ${one.name}: ${one.texts[day]}` })),
      };
    }),
  });

  // A bridge stands on bars that are not seen: each step begins where the one before it ended.
  const bridge = ({ steps }, colours, width) => {
    let reached = 0;
    const parts = steps.map((step) => {
      const from = step.kind === "total" ? 0 : reached;
      const to = step.kind === "total" ? step.value : reached + (step.kind === "up" ? step.value : -step.value);
      reached = to;
      return { base: Math.min(from, to), height: Math.abs(to - from), step };
    });
    const room = (width - 80) / steps.length;
    return {
      grid: { left: 8, right: 8, top: 28, bottom: 8, containLabel: true },
      xAxis: axis(
        steps.map((step) => step.name),
        colours,
        { ...label(colours, room, "break"), interval: 0, fontSize: 11, lineHeight: 13 },
      ),
      yAxis: amounts(colours),
      series: [
        { type: "bar", stack: "bridge", silent: true, itemStyle: { opacity: 0 }, data: parts.map((part) => part.base) },
        {
          type: "bar",
          stack: "bridge",
          label: { show: true, position: "top", fontSize: 11, lineHeight: 13, ...label(colours, room, "break"), formatter: (at) => at.data.text },
          data: parts.map(({ height, step }) => ({
            value: height,
            text: step.text,
            said: `${step.name}: ${step.text}`,
            itemStyle: { color: colours[step.kind] },
          })),
        },
      ],
    };
  };

  // Both columns may bear the same names, so that each node is known by its place; those that
  // nothing flows through are left out.
  const flows = ({ nodes, links }, colours) => ({
    series: [
      {
        type: "sankey",
        left: 8,
        right: 8,
        top: 8,
        bottom: 8,
        layoutIterations: 0,
        draggable: false,
        data: nodes
          .map((node, at) => ({ ...node, at }))
          .filter(({ at }) => links.some((link) => link.from === at || link.to === at))
          .map(({ name, side, age, at }) => ({
            name: String(at),
            depth: side === "left" ? 0 : 1,
            said: name,
            itemStyle: { color: colours.ages[age] },
            label: { ...label(colours, 120), position: side === "left" ? "right" : "left", formatter: () => name },
          })),
        links: links.map(({ from, to, value, text }) => ({ source: String(from), target: String(to), value, said: text })),
        lineStyle: { color: "source", opacity: 0.35 },
      },
    ],
  });

  const heat = ({ columns, rows, values, texts }, colours, width) => ({
    grid: { left: 8, right: 8, top: 8, bottom: 8, containLabel: true },
    xAxis: axis(columns, colours, { ...label(colours, (width - 130) / columns.length - 4), interval: 0 }),
    yAxis: { ...axis(rows, colours, label(colours, 110)), inverse: true },
    visualMap: { show: false, min: 0, max: 1, inRange: { color: [colours.low, colours.high] } },
    series: [
      {
        type: "heatmap",
        label: { show: true, color: colours.text, formatter: (at) => at.data.text },
        itemStyle: { borderColor: colours.paper, borderWidth: 2 },
        data: rows.flatMap((row, y) =>
          columns
            .map((column, x) => ({ value: [x, y, values[y][x]], text: texts[y][x], said: `${row}, ${column}: ${texts[y][x]}` }))
            .filter((cell) => cell.value[2] !== null),
        ),
      },
    ],
  });

  // The axis begins at the value as it is now: to its left what makes it less, to its right what more.
  const tornado = ({ middle, names, bars }, colours) => {
    const side = (way, colour) => ({
      type: "bar",
      name: names[way],
      barGap: "-100%",
      barMaxWidth: 22,
      itemStyle: { color: colour },
      data: bars.map((bar) => ({
        value: bar[way] - middle,
        said: `${bar.name}, ${names[way]}: ${bar.texts[way]}`,
      })),
    });
    return {
      grid: { left: 8, right: 24, top: 32, bottom: 8, containLabel: true },
      legend: { top: 0, type: "plain", textStyle: { color: colours.text } },
      xAxis: {
        ...amounts(colours),
        axisLabel: { color: colours.text, hideOverlap: true, formatter: (value) => short(value + middle) },
      },
      yAxis: { ...axis(bars.map((bar) => bar.name), colours, label(colours, 120)), inverse: true },
      series: [side("down", colours.mute), side("up", colours.text)],
    };
  };

  // Sums of money so far, which may be below 0.
  const sums = (values, colours, width) => ({ ...course(values, colours, width), yAxis: amounts(colours) });

  window.chartKinds = { months, course, sums, bridge, flows, heat, tornado };
})();
