"use strict";
(() => {
  const $ = id => document.getElementById(id);
  const outcomes = {
    Succeeded: ["passed", "passed"], Failed: ["failed", "failed"], TimedOut: ["failed", "timed out"], Crashed: ["failed", "crashed"], ToolNotFound: ["failed", "tool not found"],
    Running: ["running", "running"], Cancelled: ["cancelled", "ended by us"], Skipped: ["none", "skipped"], NoFiles: ["none", "without files"], NotNeeded: ["none", "not needed"],
  };
  const marks = { s: "passed", y: "passed when tried again", f: "failed", r: "remembered", R: "failed, remembered", n: "nothing to do", k: "skipped", c: "ended by us" };

  // Whatever a text holds is shown as text: nothing here writes markup.
  const element = (name, properties = {}, ...children) => fill(document.createElement(name), properties, children);
  const shape = (name, properties = {}, ...children) => fill(document.createElementNS("http://www.w3.org/2000/svg", name), properties, children);
  function fill(node, properties, children) {
    for (const [key, value] of Object.entries(properties)) {
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (value !== null && value !== false) node.setAttribute(key, value);
    }
    node.append(...children.filter(child => child !== null));
    return node;
  }

  // What turns the direction of writing, or cannot be seen, is shown as its number.
  const visible = text => text.replace(/[\u0000-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/g, c => `<U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}>`);
  const minutes = seconds => `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const seconds = ms => ms === null || ms === undefined ? "–" : ms < 95 ? `${Math.ceil(ms)} ms` : Math.round(ms / 100) < 600 ? `${(Math.round(ms / 100) / 10).toFixed(1)} s` : minutes(Math.round(ms / 1000));
  const percent = part => part === null ? "–" : part === 0 ? "0" : part < .01 ? "<1 %" : `${Math.round(100 * part)} %`;
  const trend = part => part === null ? "–" : `${part > 0 ? "+" : part < 0 ? "−" : ""}${Math.abs(Math.round(100 * part))} %`;
  const when = time => new Date(time).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
  const stageName = stage => stage === "None" ? "all stages" : stage;
  const short = (text, most) => [...text].length <= most ? text : `${[...text].slice(0, most - 1).join("")}…`;

  let [data, run, rows, byKey, inRun] = [null, null, [], new Map(), new Map()];
  const keyOf = (name, stage) => `${name}\n${stage}`;
  let chosen = null;

  function classOf(hook) {
    return hook.remembered && hook.outcome === "Succeeded" ? "remembered" : (outcomes[hook.outcome] ?? ["none", hook.outcome])[0];
  }

  function wordsOf(hook) {
    return [
      visible(hook.name), seconds(hook.ms), (outcomes[hook.outcome] ?? ["", hook.outcome])[1] + (hook.remembered ? ", remembered" : ""),
      hook.queued > 1 ? `waited ${seconds(hook.queued)}` : null, hook.critical ? "on the critical path" : null,
    ].filter(Boolean).join(", ");
  }

  // Names are drawn beside it: cut as they are they are none that a reader should say.
  // One stop of the tab key for all hooks of a picture; arrows go from one to the next.
  function hookGroup(hook, i, first, ...children) {
    return shape("g", {
      class: "hook", "data-hook": i, role: "button", tabindex: first ? 0 : -1, "aria-label": wordsOf(hook),
      onclick: () => choose(hook.name, run.stage),
      onkeydown: event => {
        const all = [...event.currentTarget.parentNode.querySelectorAll(".hook")];
        const at = all.indexOf(event.currentTarget);
        const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
        if (event.key === "Enter" || event.key === " ") {
          choose(hook.name, run.stage);
          $("detail").focus();
        } else if (to !== undefined && all[to]) {
          all[at].setAttribute("tabindex", -1);
          all[to].setAttribute("tabindex", 0);
          all[to].focus();
        } else return;
        event.preventDefault();
      },
    }, shape("title", {}, wordsOf(hook)), ...children);
  }

  let zoom = 1;
  const mostWaits = 60;
  function drawTimeline() {
    const ran = run.hooks.map((hook, i) => [hook, i]).filter(([hook]) => hook.lane >= 0);
    if (ran.length === 0) {
      $("timeline").replaceChildren(element("p", { class: "quiet" }, "No hook had anything to do."));
      return;
    }
    const total = Math.max(run.ms, ...ran.map(([hook]) => hook.start + hook.ms), 1);
    $("timeline").replaceChildren(timeline(ran, total, $("timeline").clientWidth, zoom, { role: "group", "aria-label": `${ran.length} hooks in ${lanesOf(ran)} lanes` },
      (hook, i, at, ...children) => hookGroup(hook, i, at === 0, ...children)));
    mark();
  }

  const lanesOf = ran => ran.reduce((most, [hook]) => Math.max(most, hook.lane + 1), 0);

  // Hooks with their positions, drawn as wide as there is room, times the zoom.
  function timeline(ran, total, room, zoom, properties, group) {
    const lanes = lanesOf(ran);
    const [left, top, height] = [34, 24, lanes > 40 ? 14 : 24];
    const width = Math.max(260, room - left - 6) * zoom;
    const x = ms => left + ms / total * width;
    const picture = shape("svg", { width: left + width + 6, height: top + lanes * height + 4, ...properties });
    for (const ms of ticks(total, width / 90)) {
      picture.append(shape("line", { class: "grid", x1: x(ms), x2: x(ms), y1: top - 6, y2: top + lanes * height }));
      if (x(ms) < left + width - 55 || ms === 0) picture.append(shape("text", { class: "small", x: x(ms) + 2, y: 12 }, ms === 0 ? "0" : seconds(ms)));
    }
    for (let lane = 0; lane < lanes; lane++) picture.append(shape("text", { class: "small", x: 2, y: top + lane * height + height / 2 + 4 }, `${lane + 1}`));
    ran.forEach(([hook, i], at) => {
      const [from, wide, y] = [x(hook.start), Math.max(2, x(hook.start + hook.ms) - x(hook.start)), top + hook.lane * height];
      const room = Math.floor((wide - 8) / 7.5);
      const fits = room >= 4 && height >= 20;
      const kind = classOf(hook);
      picture.append(group(hook, i, at,
        hook.queued > 1 && (ran.length <= mostWaits || hook.critical) ? shape("line", { class: "waited", x1: x(Math.max(0, hook.start - hook.queued)), x2: from, y1: y + height - 3, y2: y + height - 3 }) : null,
        shape("rect", { class: `shape ${kind}${hook.critical ? " critical" : ""}`, x: from, y: y + 1, width: wide, height: height - 4, rx: 3 })));
      if (fits) picture.append(shape("text", { "aria-hidden": "true", class: kind === "remembered" || kind === "none" || kind === "running" ? "off" : "on", x: from + 4, y: y + height / 2 + 3 }, short(visible(hook.name), room)));
    });
    return picture;
  }

  function ticks(total, most) {
    const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 6e4, 12e4, 3e5, 6e5, 18e5, 36e5, 144e5].find(step => total / step <= Math.max(1, most)) ?? total;
    return Array.from({ length: Math.floor(total / step) + 1 }, (_, i) => i * step);
  }

  function drawGraph() {
    const [wide, high, tallest] = [190, 26, 40];
    const places = [];
    let column = 0;
    for (const wave of [...new Set(run.hooks.map(hook => hook.wave))].sort((a, b) => a - b)) {
      const inWave = run.hooks.map((hook, i) => [hook, i]).filter(([hook]) => hook.wave === wave);
      // Near those it waits for.
      const height = ([hook]) => hook.after.length === 0 ? 0 : hook.after.reduce((sum, other) => sum + (places[other]?.row ?? 0), 0) / hook.after.length;
      inWave.map(pair => [pair, height(pair)]).sort((a, b) => a[1] - b[1]).forEach(([[, i]], at) => { places[i] = { column: column + Math.floor(at / tallest), row: at % tallest }; });
      column += Math.ceil(inWave.length / tallest);
    }
    const at = i => [8 + places[i].column * (wide + 40), 8 + places[i].row * (high + 8)];
    const picture = shape("svg", { width: column * (wide + 40), height: 16 + (Math.max(...places.map(place => place.row)) + 1) * (high + 8), role: "group", "aria-label": `${run.hooks.length} hooks` });
    run.hooks.forEach((hook, i) => hook.after.forEach(other => {
      const [[x1, y1], [x2, y2]] = [at(other), at(i)];
      const [from, to, bend] = [[x1 + wide, y1 + high / 2], [x2, y2 + high / 2], Math.max(20, (x2 - x1 - wide) / 2)];
      picture.append(shape("path", { class: `arrow${hook.critical && run.hooks[other].critical ? " critical" : ""}`, d: `M${from} C${from[0] + bend},${from[1]} ${to[0] - bend},${to[1]} ${to}` }));
    }));
    run.hooks.forEach((hook, i) => {
      const [x, y] = at(i);
      const kind = classOf(hook);
      picture.append(hookGroup(hook, i, i === 0,
        shape("rect", { class: `shape ${kind}${hook.critical ? " critical" : ""}`, x, y, width: wide, height: high, rx: 5 })),
        shape("text", { "aria-hidden": "true", class: kind === "remembered" || kind === "none" ? "off" : "on", x: x + 8, y: y + 17 }, short(visible(hook.name), 24)));
    });
    $("graph-body").replaceChildren(picture);
    mark();
  }

  function drawHistory(row) {
    const times = data.stages[row.stage];
    const [width, height, left, bottom] = [Math.max(280, Math.min(1100, $("detail-body").clientWidth || 600)), 190, 52, 20];
    const known = row.ms.map((ms, i) => [ms, i, row.codes[i]]).filter(([ms, , code]) => ms !== null && code !== ".");
    const most = Math.max(1, row.p95, ...known.map(([ms]) => ms)) * 1.08;
    const x = i => left + (times.length < 2 ? .5 : i / (times.length - 1)) * (width - left - 12);
    const y = ms => 8 + (1 - ms / most) * (height - bottom - 8);
    const picture = shape("svg", { width, height, role: "img", "aria-label": `Times of ${visible(row.name)} in its last ${known.length} runs: median ${seconds(row.median)}, 95 % within ${seconds(row.p95)}, ${row.failed} failed` });
    for (const ms of ticks(most, 4)) {
      picture.append(shape("line", { class: "grid", x1: left, x2: width - 4, y1: y(ms), y2: y(ms) }), shape("text", { class: "small", x: left - 6, y: y(ms) + 4, "text-anchor": "end" }, ms === 0 ? "0" : seconds(ms)));
    }
    if (row.timed > 0) {
      picture.append(shape("line", { class: "median", x1: left, x2: width - 4, y1: y(row.median), y2: y(row.median) }), shape("line", { class: "p95", x1: left, x2: width - 4, y1: y(row.p95), y2: y(row.p95) }));
    }
    for (const [ms, i, code] of known) {
      const title = shape("title", {}, `${when(times[i])}: ${seconds(ms)}, ${marks[code] ?? code}`);
      picture.append(code === "f" || code === "R"
        ? shape("path", { class: "failed", d: `M${x(i)},${y(ms) - 6} l5,10 h-10 z` }, title)
        : shape("circle", { class: code === "s" ? "passed" : code === "y" || code === "c" ? "cancelled" : code === "r" ? "remembered" : "none", cx: x(i), cy: y(ms), r: 3.5 }, title));
    }
    if (times.length > 0) {
      picture.append(shape("text", { class: "small", x: left, y: height - 4 }, when(times[0])), shape("text", { class: "small", x: width - 8, y: height - 4, "text-anchor": "end" }, when(times[times.length - 1])));
    }
    return picture;
  }

  function choose(name, stage) {
    chosen = { name, stage };
    mark();
    // Read out when somebody chose it, and not each time that a run adds to it.
    $("detail-body").setAttribute("aria-live", "polite");
    drawDetail();
  }

  function drawDetail() {
    const { name, stage } = chosen;
    const row = byKey.get(keyOf(name, stage));
    const hook = run && stage === run.stage && inRun.has(name) ? run.hooks[inRun.get(name)] : null;
    const fact = (term, text) => element("div", {}, element("dt", {}, term), element("dd", {}, text));
    $("detail-empty").hidden = true;
    $("detail-body").replaceChildren(
      element("h3", {}, `${visible(name)} at ${stageName(stage)}`),
      hook ? element("p", {}, `In the last run: ${wordsOf(hook).slice(visible(name).length + 2)}, ${hook.files === null ? "takes no files" : `${hook.files} files`}${hook.after.length ? `; waits for ${hook.after.map(i => visible(run.hooks[i].name)).join(", ")}` : ""}.`) : null,
      row ? element("dl", { class: "facts" },
        fact("Runs", `${row.runs}`), fact("Median", row.timed ? seconds(row.median) : "–"), fact("95 % within", row.timed ? seconds(row.p95) : "–"), fact("Total", seconds(row.total)), fact("Failed", percent(row.failureRate)),
        fact("Flaky", percent(row.flakeRate)), fact("Remembered", percent(row.hitRate)), fact("Waits", seconds(row.queued)), fact("Cores", row.cores === null ? "–" : row.cores.toFixed(1)), fact("Trend", trend(row.trend))) : null,
      row ? drawHistory(row) : null,
      row ? element("p", { class: "quiet" }, "Solid line: median. Dashed line: 95 % of the times are below. Triangles failed, hollow circles were remembered.") : null);
  }

  function mark() {
    for (const node of document.querySelectorAll(".hook")) node.classList.toggle("chosen", chosen !== null && run?.stage === chosen.stage && run.hooks[node.dataset.hook].name === chosen.name);
    for (const node of document.querySelectorAll("#table tbody tr")) node.classList.toggle("chosen", chosen !== null && node.dataset.key === keyOf(chosen.name, chosen.stage));
  }

  const columns = [
    ["Hook", row => row.name, null], ["Stage", row => stageName(row.stage), null], ["Runs", row => row.runs, row => `${row.runs}`], ["Total", row => row.total, row => seconds(row.total)],
    ["Median", row => row.median, row => row.timed ? seconds(row.median) : "–"], ["p95", row => row.p95, row => row.timed ? seconds(row.p95) : "–"], ["Failed", row => row.failureRate ?? -1, row => percent(row.failureRate)],
    ["Flaky", row => row.flakeRate ?? -1, row => percent(row.flakeRate)], ["Remembered", row => row.hitRate ?? -1, row => percent(row.hitRate)], ["Waits", row => row.queued, row => seconds(row.queued)],
    ["Trend", row => row.trend ?? -9, row => trend(row.trend)],
  ];
  let [sorted, down, most] = [3, true, 200];

  function drawTable() {
    const wanted = $("filter").value.trim().toLowerCase();
    const value = columns[sorted][1];
    const shown = rows.filter(row => visible(row.name).toLowerCase().includes(wanted))
      .sort((a, b) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0) * (down ? -1 : 1) || (a.name < b.name ? -1 : 1));
    $("hooks-count").textContent = wanted === "" ? `${rows.length} ${rows.length === 1 ? "row" : "rows"}` : `${shown.length} of ${rows.length} rows`;
    $("hooks-more").hidden = shown.length <= most;
    $("hooks-more").textContent = `Show all ${shown.length} rows`;
    const head = element("tr", {}, ...columns.map(([heading], i) => element("th", { scope: "col", "aria-sort": i === sorted ? (down ? "descending" : "ascending") : null },
      element("button", { type: "button", class: "sort", onclick: () => { [sorted, down] = [i, i === sorted ? !down : i > 1]; drawTable(); $("table").querySelectorAll(".sort")[i].focus(); } }, heading + (i === sorted ? (down ? " ▾" : " ▴") : "")))));
    $("table").replaceChildren(element("thead", {}, head), element("tbody", {}, ...shown.slice(0, most).map(row => element("tr", { "data-key": keyOf(row.name, row.stage) },
      element("td", {}, element("button", { type: "button", class: "name", onclick: () => { choose(row.name, row.stage); $("detail").scrollIntoView({ block: "nearest" }); } }, visible(row.name) + (row.asOne ? " (as one)" : ""))),
      element("td", {}, stageName(row.stage)),
      ...columns.slice(2).map(([heading, , text]) => element("td", { class: (heading === "Failed" && row.failed > 0) || (heading === "Trend" && row.trend >= .1) ? "bad" : heading === "Trend" && row.trend !== null && row.trend <= -.1 ? "good" : null }, text(row)))))));
    mark();
  }

  function drawLegend() {
    const sample = (...children) => shape("svg", { width: 18, height: 12, "aria-hidden": "true" }, ...children);
    const box = name => sample(shape("rect", { class: name, x: 1, y: 1, width: 16, height: 10, rx: 2 }));
    $("legend").replaceChildren(...[["passed", "passed"], ["failed", "failed"], ["remembered", "remembered"], ["cancelled", "ended by us"], ["none", "did not run"], ["passed critical", "on the critical path"]].map(([name, text]) => element("li", {}, box(name), text)),
      element("li", {}, sample(shape("line", { class: "waited", x1: 1, x2: 17, y1: 6, y2: 6 })), "waited for cores or locks"));
  }

  function list(id, texts) {
    $(id).hidden = texts.length === 0;
    $(`${id}-list`).replaceChildren(...texts.map(text => element("li", {}, visible(text))));
  }

  // What has the focus has it again when its picture is drawn anew.
  function keepingFocus(draw) {
    const held = document.activeElement;
    const place = held?.closest?.("#timeline, #graph-body, #table");
    const name = held?.dataset?.hook === undefined ? null : run.hooks[held.dataset.hook].name;
    const [key, sort] = [held?.closest?.("#table tbody tr")?.dataset.key, place ? [...place.querySelectorAll(".sort")].indexOf(held) : -1];
    draw();
    const again = !place ? null
      : name !== null ? (inRun.has(name) ? place.querySelector(`.hook[data-hook="${inRun.get(name)}"]`) : null)
      : key !== undefined ? [...place.querySelectorAll("tbody tr")].find(row => row.dataset.key === key)?.querySelector("button")
      : place.querySelectorAll(".sort")[sort];
    if (!again) return;
    if (name !== null) {
      place.querySelector(".hook[tabindex='0']")?.setAttribute("tabindex", -1);
      again.setAttribute("tabindex", 0);
    }
    again.focus({ preventScroll: true });
  }

  function drawFailures() {
    const known = new Map([...$("failures-list").children].map(node => [node.dataset.name, node.open]));
    $("failures").hidden = data.failures.length === 0;
    $("failures-list").replaceChildren(...data.failures.map((failure, i) => element("details", { "data-name": failure.name, open: known.get(failure.name) ?? i < 3 ? "" : null },
      element("summary", {}, `${visible(failure.name)}: ${failure.what}`),
      failure.log === null ? element("p", { class: "quiet" }, "Its log is not there any more, or is of another run.") : element("pre", { tabindex: 0, role: "region", "aria-label": `Log of ${visible(failure.name)}` }, failure.log.split("\n").map(visible).join("\n")))));
  }

  let graphIsSeen = false;
  function draw() {
    $("summary").textContent = `${data.count} ${data.count === 1 ? "run" : "runs"} from ${when(data.since)} to ${when(data.until)}`;
    list("advice", data.advice);
    list("notes", data.notes);
    drawFailures();
    drawTable();
    $("run").hidden = $("graph").hidden = !run;
    if (run) {
      const failed = run.hooks.filter(hook => classOf(hook) === "failed").length;
      $("run-summary").textContent = `${stageName(run.stage)}, ${when(run.time)}: ${run.hooks.length} hooks in ${seconds(run.ms)} on ${run.cores} cores${failed ? `, ${failed} failed` : ""}${run.interrupted ? ", interrupted" : ""}`;
      drawTimeline();
      if (graphIsSeen) drawGraph();
    }
    if (chosen) {
      $("detail-body").setAttribute("aria-live", "off");
      drawDetail();
    }
  }

  function show(fresh) {
    keepingFocus(() => {
      [data, run, rows] = [fresh, fresh.run, fresh.hooks];
      byKey = new Map(rows.map(row => [keyOf(row.name, row.stage), row]));
      inRun = new Map(run ? run.hooks.map((hook, i) => [hook.name, i]) : []);
      draw();
    });
  }

  $("filter").addEventListener("input", drawTable);
  $("hooks-more").addEventListener("click", () => { most = Infinity; drawTable(); $("table").parentNode.focus(); });
  const zoomTo = by => { zoom = Math.min(32, Math.max(1, zoom * by)); drawTimeline(); };
  $("zoom-in").addEventListener("click", () => zoomTo(2));
  $("zoom-out").addEventListener("click", () => zoomTo(.5));
  let waiting = false;
  addEventListener("resize", () => {
    if (!waiting) requestAnimationFrame(() => { waiting = false; if (run) keepingFocus(drawTimeline); });
    waiting = true;
  });
  drawLegend();
  show(JSON.parse($("data").textContent));
  // Large graphs take a moment: nobody waits for one that is out of sight.
  const seen = new IntersectionObserver(entries => {
    if (entries.some(entry => entry.isIntersecting)) {
      seen.disconnect();
      graphIsSeen = true;
      if (run) drawGraph();
    }
  }, { rootMargin: "600px" });
  seen.observe($("graph"));
  globalThis.hooksPage = Object.freeze({ $, element, shape, visible, short, seconds, stageName, timeline, outcomes, wordsOf, show });
  document.documentElement.dataset.ready = `${Math.round(performance.now())}`;
})();
