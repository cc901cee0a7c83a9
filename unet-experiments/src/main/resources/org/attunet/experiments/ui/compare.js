"use strict";
// Runs side by side. All text comes in as text nodes; nothing is loaded from elsewhere.
(() => {
  const COLOURS = ["#2f6fde", "#d9482b", "#1f9d61", "#8a4fd3", "#c98a00", "#00909e", "#c2357f", "#5f6b3a", "#7a4b2a", "#3d4752"];
  const SECONDS = 5;
  const METRICS = [
    ["dice", "Dice", 3, 1], ["iou", "IoU", 3, 1], ["precision", "Precision", 3, 1], ["recall", "Recall", 3, 1],
    ["assd_mm", "ASSD mm", 2, -1], ["hd95_mm", "HD95 mm", 2, -1], ["nsd_2mm", "NSD 2 mm", 3, 1],
    ["s2s_voxels", "S2S voxels", 2, -1], ["s2s_slicewise_mm", "S2S slice-wise mm", 2, -1]];
  const byId = id => document.getElementById(id);
  const state = { runs: [], published: [], slices: [], chosen: null, charts: {}, pictures: new Map() };

  const key = run => run.experiment + "/" + run.id;
  const chosen = () => state.runs.filter(run => state.chosen.has(key(run)));
  const colour = run => COLOURS[state.runs.indexOf(run) % COLOURS.length];
  const column = (run, ...words) => {
    const name = Object.keys(run.history).find(n => words.some(w => n.toLowerCase().replace(/[^a-z]/g, "").includes(w)));
    return name ? run.history[name] : [];
  };

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "class") made.className = value;
      else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  }

  // ---- which runs ----
  function latest() {
    const last = new Map();
    state.runs.forEach(run => last.set(run.experiment, key(run)));
    return new Set(last.values());
  }

  function remember() {
    history.replaceState(null, "", "#" + [...state.chosen].map(encodeURIComponent).join(","));
  }

  function remembered() {
    const names = location.hash.slice(1).split(",").filter(Boolean).map(decodeURIComponent);
    return names.length ? new Set(names) : null;
  }

  function choose(runs) { state.chosen = runs; remember(); draw(); }

  function describe(run) {
    if (/^folds-[^/]*$/.test(run.id)) return "cross-validation, all folds together";
    const dice = column(run, "dice").filter(v => v !== null);
    const done = column(run, "epoch").length;
    const all = run.settings["training.epochs"];
    const epochs = done + (all ? " of " + all : "") + " epochs";
    return epochs + (dice.length ? ", best Dice " + dice.reduce((a, b) => Math.max(a, b)).toFixed(3) : "");
  }

  // A run that was killed is recorded as running: the time of its newest epoch tells.
  function stage(run) {
    if (!run.state || run.state === "finished") return "";
    const newest = run.state === "running" && run.written ? ", newest epoch at " + new Date(run.written).toLocaleTimeString() : "";
    return run.state.replace("-", " ") + newest;
  }

  const named = run => element("span", { class: "named" }, swatch(run), " ", element("span", {}, key(run)));

  const swatch = run => {
    const made = element("span", { class: "swatch" });
    if (run) made.style.background = colour(run);
    return made;
  };

  function drawRuns() {
    const wanted = byId("filter").value.toLowerCase();
    const list = byId("runs");
    const groups = new Map();
    state.runs.filter(run => run.experiment.toLowerCase().includes(wanted)).forEach(run => {
      if (!groups.has(run.experiment)) groups.set(run.experiment, []);
      groups.get(run.experiment).push(run);
    });
    list.replaceChildren();
    for (const [experiment, runs] of groups) {
      list.append(element("h2", {}, experiment));
      for (const run of [...runs].reverse()) {
        const box = element("input", { type: "checkbox", "data-run": key(run), onchange: event => {
          event.target.checked ? state.chosen.add(key(run)) : state.chosen.delete(key(run));
          choose(state.chosen);
        } });
        box.checked = state.chosen.has(key(run));
        const lines = [describe(run), stage(run)].filter(Boolean).map((line, i) =>
          element("small", i ? { class: "stage " + run.state } : {}, line));
        list.append(element("label", {}, box, swatch(box.checked ? run : null), element("span", {}, run.id), ...lines));
      }
    }
  }

  // ---- curves ----
  function minutes(run) {
    let sum = 0;
    return column(run, "second").map(s => (sum += (s || 0)) / 60);
  }

  function across(run) {
    return byId("axis").value === "minutes" ? minutes(run) : column(run, "epoch");
  }

  function joined(runs, ...words) {
    const xs = [...new Set(runs.flatMap(across))].sort((a, b) => a - b);
    const place = new Map(xs.map((x, i) => [x, i]));
    const lines = runs.map(run => {
      const line = new Array(xs.length).fill(null);
      const values = column(run, ...words);
      across(run).forEach((x, i) => { line[place.get(x)] = values[i] ?? null; });
      return line;
    });
    return [xs, ...lines];
  }

  function chart(id, runs, logarithmic, ...words) {
    const data = joined(runs, ...words);
    const host = byId(id);
    // Where a line would be a single dot or two, they are marked.
    const marked = data.slice(1).map(line => line.filter(v => v !== null).length < 30);
    const shape = JSON.stringify([runs.map(key), runs.map(colour), marked, logarithmic, byId("axis").value, host.clientWidth]);
    const old = state.charts[id];
    if (old && old.shape === shape) { old.plot.setData(data); return; }
    if (old) old.plot.destroy();
    const series = runs.map((run, i) => ({
      label: key(run), stroke: colour(run), width: 2, spanGaps: true, points: { show: marked[i], size: 6, fill: colour(run) },
      value: (plot, value) => value === null ? "–" : value.toFixed(4) }));
    const unit = byId("axis").value;
    // No epoch lies between two others.
    const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
    const plot = new uPlot({
      width: Math.max(300, host.clientWidth), height: 260,
      scales: { x: { time: false }, y: { distr: logarithmic ? 3 : 1 } },
      axes: [unit === "epoch" ? { label: unit, incrs: steps } : { label: unit }, { size: 60 }],
      cursor: { sync: { key: "runs" } },
      series: [{ label: unit, value: (p, v) => v === null ? "–" : String(Math.round(v * 100) / 100) }, ...series]
    }, data, host);
    state.charts[id] = { plot, shape };
  }

  // ---- tables ----
  function table(id, head, rows) {
    byId(id).replaceChildren(
      element("thead", {}, element("tr", {}, ...head.map(h => element("th", {}, h)))),
      element("tbody", {}, ...rows));
  }

  const number = value => typeof value === "number" ? value : null;

  function cell(metrics, name, digits) {
    const metric = (metrics || {})[name];
    const mean = metric ? number(metric.mean) : null;
    if (mean === null) return [["–"], null];
    const sd = number(metric.sd);
    const notes = [sd === null ? "" : " ± " + sd.toFixed(digits), metric.missing ? " (" + metric.missing + " missing)" : ""];
    return [[mean.toFixed(digits), ...notes.filter(Boolean).map(note => element("small", {}, note))], mean];
  }

  // What was scored: split, cases and grid.
  function scored(row) {
    if (!row.metrics) return "not evaluated yet";
    const cases = Array.isArray(row.cases) ? row.cases.length : row.cases;
    return [row.split, cases === undefined ? null : cases + " cases", row.grid + (row.published ? " grid" : "")].filter(Boolean).join(", ");
  }

  function drawResults(runs) {
    const rows = [
      ...runs.map(run => ({ run, name: key(run) + (run.source === "ours" ? "" : " (" + run.source + ")"), metrics: run.summary.metrics, cases: run.summary.cases,
        grid: run.summary.grid || "the image's own grid", split: run.summary.split })),
      ...state.published.map(row => ({ ...row, published: true }))];
    const best = METRICS.map(([name, , , sign]) => {
      const means = rows.filter(r => !r.published).map(r => number(((r.metrics || {})[name] || {}).mean)).filter(v => v !== null);
      return means.length > 1 ? sign * Math.max(...means.map(m => sign * m)) : NaN;
    });
    table("results", ["run", ...METRICS.map(m => m[1])], rows.map(row => element("tr",
      { class: row.published ? "published" : "" },
      element("th", {}, ...(row.run ? [swatch(row.run), " "] : []), row.name, element("small", {}, scored(row))),
      ...METRICS.map(([name, , digits], i) => {
        const [text, mean] = cell(row.metrics, name, digits);
        return element("td", { class: "number" + (!row.published && mean === best[i] ? " best" : "") }, ...text);
      }))));
  }

  function drawSettings(runs) {
    const names = [...new Set(runs.flatMap(run => Object.keys(run.settings)))];
    const rows = names.map(name => [name, runs.map(run => run.settings[name] ?? "–")])
      .map(([name, values]) => [name, values, new Set(values).size > 1])
      .filter(([, , differs]) => differs || byId("all").checked)
      .map(([name, values, differs]) => element("tr", {}, element("th", {}, name),
        ...values.map(value => element("td", { class: differs ? "differs" : "" }, value))));
    const none = element("tr", {}, element("td", { colspan: String(runs.length + 1) }, runs.length < 2
      ? "Choose two runs or more." : "Nothing differs."));
    table("settings", ["setting", ...runs.map(named)], rows.length ? rows : [none]);
  }

  // ---- overlays ----
  function offer(id, names, first = names[0]) {
    const select = byId(id);
    const current = names.includes(select.value) ? select.value : first;
    select.replaceChildren(...names.map(name => element("option", { value: name }, name)));
    if (current) select.value = current;
    return current;
  }

  // A slice is a part of a case's picture, the same part in every run's.
  function picture(run, name, place) {
    const address = ["/compare/overlay", run.experiment, run.id, name + ".png"].map((p, i) => i ? encodeURIComponent(p) : p).join("/");
    // Kept, so that a run in progress, which has everything drawn again every epoch, does not make them flicker.
    const kept = address + " " + run.dice[name];
    if (!state.pictures.has(kept)) state.pictures.set(kept, element("img", { src: address }));
    const image = state.pictures.get(kept);
    image.alt = key(run) + ", " + name + (place ? ", " + place.name : "");
    image.style.transform = "";
    if (!place) return image;
    image.style.transform = "translate(" + -place.x + "px, " + -place.y + "px)";
    const frame = element("div", { class: "slice" }, image);
    frame.style.width = frame.style.height = place.edge + "px";
    return frame;
  }

  function drawOverlays(runs) {
    const names = [...new Set(runs.flatMap(run => run.overlays))].sort().map(name => name.replace(/\.png$/, ""));
    const name = offer("case", names);
    const slice = offer("slice", [...state.slices.map(place => place.name), "all"], (state.slices[2] || {}).name);
    const place = state.slices.find(p => p.name === slice);
    byId("overlays").className = place ? "" : "whole";
    byId("overlays").replaceChildren(...(names.length ? runs : []).map(run => element("figure", {},
      run.overlays.includes(name + ".png") ? picture(run, name, place) : element("div", { class: "missing" }, "no picture of this case"),
      element("figcaption", {}, named(run), name in run.dice ? " Dice " + run.dice[name].toFixed(3) : ""))));
    if (!names.length) byId("overlays").append(element("p", { class: "hint" }, "Evaluated runs have pictures."));
  }

  function drawCurves() {
    chart("loss", chosen(), byId("log").checked, "loss");
    chart("dice", chosen(), false, "dice");
  }

  function draw() {
    const runs = chosen();
    byId("empty").hidden = state.runs.length > 0;
    drawRuns();
    drawCurves();
    drawResults(runs);
    drawSettings(runs);
    drawOverlays(runs);
  }

  // ---- data ----
  async function load() {
    try {
      const answer = await fetch("/compare/data");
      if (!answer.ok) throw new Error("HTTP " + answer.status);
      const text = await answer.text();
      byId("state").textContent = "looked at " + new Date().toLocaleTimeString();
      if (text === state.text) return;
      const seen = new Set(state.runs.map(key));
      const data = JSON.parse(text);
      Object.assign(state, { text, runs: data.runs, published: data.published || [], slices: data.slices || [] });
      if (state.chosen === null) state.chosen = remembered() || latest();
      else state.runs.filter(run => !seen.has(key(run))).forEach(run => state.chosen.add(key(run)));
      draw();
    } catch (failure) {
      byId("state").textContent = "no answer from the training UI (" + failure.message + ")";
    }
  }

  byId("latest").addEventListener("click", () => choose(latest()));
  byId("none").addEventListener("click", () => choose(new Set()));
  byId("filter").addEventListener("input", drawRuns);
  ["axis", "log", "all", "case", "slice"].forEach(id => byId(id).addEventListener("change", draw));
  addEventListener("resize", () => state.chosen && drawCurves());
  load();
  setInterval(load, SECONDS * 1000);
})();
