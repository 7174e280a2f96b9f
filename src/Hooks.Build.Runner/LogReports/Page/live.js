"use strict";
// What `hooks ui` adds: runs while they run. The page is whole without it.
(() => {
  const { $, element, shape, visible, short, seconds, stageName, timeline, outcomes, wordsOf, show } = globalThis.hooksPage;
  const [mostFailures, mostFindings, longestPause] = [50, 100, 5000];
  // Of what hooks write the newest lines are shown, for as many hooks and as long as people can read.
  const [mostLines, mostWriters, mostWaiting, longestLine] = [6, 8, 12, 300];
  const runs = new Map();

  const runOf = (number, age) => {
    if (!runs.has(number)) runs.set(number, { zero: performance.now() - age, stage: "", count: null, hooks: new Map(), ready: new Set(), repaired: new Set(), lanes: [], problems: [], ended: null, parts: null });
    return runs.get(number);
  };

  function laneFor(run, start) {
    const free = run.lanes.findIndex(until => until <= start);
    return free < 0 ? run.lanes.length : free;
  }

  function tell(run, at, event) {
    switch (event.kind) {
      case "begin":
        [run.stage, run.count] = [event.stage || "None", event.hooks];
        say(`${stageName(run.stage)} runs`);
        break;
      case "ready":
        run.ready.add(event.name);
        break;
      case "start": {
        run.ready.delete(event.name);
        const lane = laneFor(run, at);
        run.lanes[lane] = Infinity;
        run.hooks.set(event.name, { name: event.name, lane, start: at, ms: 0, queued: 0, critical: false, remembered: false, outcome: "Running", findings: [], found: 0, lines: [] });
        break;
      }
      case "output": {
        const hook = run.hooks.get(event.name);
        if (hook?.lines) hook.lines = [...hook.lines, ...event.text.split("\n").slice(-mostLines)].slice(-mostLines);
        break;
      }
      case "finding": {
        const hook = run.hooks.get(event.name);
        if (hook?.lines) hook.found++;
        break;
      }
      case "repaired":
        run.repaired.add(event.file);
        break;
      case "hook": {
        run.ready.delete(event.name);
        const idle = ["NoFiles", "NotNeeded", "Skipped"].includes(event.outcome);
        const known = run.hooks.get(event.name);
        const lane = known ? known.lane : idle ? -1 : laneFor(run, event.startMs);
        // Its clock began a moment before ours.
        if (lane >= 0) run.lanes[lane] = Math.min(at, event.startMs + event.durationMs);
        run.hooks.set(event.name, {
          name: event.name, lane, start: event.startMs, ms: event.durationMs, queued: event.queuedMs, critical: false, outcome: event.outcome,
          remembered: event.source === "Local" || event.source === "Remote", findings: event.findings, reason: event.reason,
        });
        break;
      }
      case "problem":
        run.problems.push(event);
        break;
      case "run":
        run.ended = at;
        say(event.summary === "" ? `${stageName(run.stage)} has ended` : `${stageName(run.stage)}: ${event.summary}`);
        break;
    }
  }

  // What is drawn of a run goes with it; what is said stays.
  function tellOver(run) {
    if (run === undefined || run.ended !== null) return;
    const refused = run.problems.find(problem => problem.tell === "error");
    say(`${run.stage === "" ? "A run" : stageName(run.stage)} ${refused ? `did not take place: ${refused.code}: ${refused.message}` : "has ended and told no result"}`);
  }

  function partsOf(run) {
    const part = (name, properties) => element(name, properties);
    run.parts ??= { title: part("h3", {}), text: part("p", {}), waiting: part("p", { class: "quiet", hidden: "" }), writers: new Map(), written: part("div", {}), picture: part("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Timeline of a run that goes on" }), findings: part("div", {}), told: -1 };
    run.parts.whole ??= element("article", {}, run.parts.title, run.parts.text, run.parts.waiting, run.parts.picture, run.parts.written, run.parts.findings);
    return run.parts;
  }

  function drawWaiting(run) {
    const { waiting } = partsOf(run);
    const names = [...run.ready];
    waiting.hidden = names.length === 0;
    waiting.textContent = `Waiting to start: ${names.slice(0, mostWaiting).map(visible).join(", ")}${names.length > mostWaiting ? ` and ${names.length - mostWaiting} more` : ""}`;
  }

  // Only what has changed is touched, so that nobody loses a place or a selection; nothing of it is read out by itself.
  function drawWritten(run, running) {
    const { written, writers } = partsOf(run);
    const shown = running.filter(hook => hook.lines.length > 0 || hook.found > 0).slice(0, mostWriters);
    for (const hook of shown) {
      if (!writers.has(hook.name)) {
        const [title, text] = [element("h4", {}), element("pre", { class: "written" })];
        writers.set(hook.name, { title, text, whole: element("div", {}, title, text), of: null, found: -1 });
      }
      const writer = writers.get(hook.name);
      if (writer.found !== hook.found) writer.title.textContent = `${visible(hook.name)}${hook.found === 0 ? "" : `: ${hook.found} ${hook.found === 1 ? "finding" : "findings"} so far`}`;
      if (writer.of !== hook.lines) writer.text.textContent = hook.lines.map(line => short(visible(line.replaceAll("\t", "  ")), longestLine)).join("\n");
      writer.text.hidden = hook.lines.length === 0;
      [writer.found, writer.of] = [hook.found, hook.lines];
    }
    const wholes = shown.map(hook => writers.get(hook.name).whole);
    if (wholes.length !== written.children.length || wholes.some((whole, i) => written.children[i] !== whole)) written.replaceChildren(...wholes);
  }

  const scales = [1, 2, 3, 5, 7.5, 10];
  // A scale that stays for a while: bars grow on it.
  function scaleFor(ms) {
    const least = Math.max(ms, 500);
    const power = 10 ** Math.floor(Math.log10(least));
    return power * scales.find(scale => least <= scale * power);
  }

  function drawRun(run) {
    const { title, text, picture, findings } = partsOf(run);
    const now = run.ended ?? performance.now() - run.zero;
    const hooks = [...run.hooks.values()];
    const running = hooks.filter(hook => hook.outcome === "Running");
    running.forEach(hook => { hook.ms = Math.max(0, now - hook.start); });
    const failed = hooks.filter(hook => outcomes[hook.outcome]?.[0] === "failed");
    const ended = hooks.length - running.length;
    title.textContent = run.stage === "" ? "A run" : stageName(run.stage);
    text.textContent = `${run.count === null ? ended : `${ended} of ${run.count}`} hooks ended, ${running.length} running${run.ready.size ? `, ${run.ready.size} waiting` : ""}${run.repaired.size ? `, ${run.repaired.size} ${run.repaired.size === 1 ? "file" : "files"} repaired` : ""}${failed.length ? `, ${failed.length} failed` : ""}, ${seconds(now)}`;
    const drawn = hooks.map((hook, i) => [hook, i]).filter(([hook]) => hook.lane >= 0);
    if (drawn.length > 0) {
      picture.replaceChildren(timeline(drawn, scaleFor(now), picture.clientWidth, 1, { role: "img", "aria-label": text.textContent },
        (hook, i, at, ...children) => shape("g", {}, shape("title", {}, wordsOf(hook)), ...children)));
    }
    drawWaiting(run);
    drawWritten(run, running);
    const told = failed.length + run.problems.length;
    if (told === run.parts.told) return;
    run.parts.told = told;
    findings.replaceChildren(
      ...run.problems.slice(0, mostFailures).map(problem => element("p", {}, visible(`${problem.code}: ${problem.message}`))),
      ...failed.slice(0, mostFailures).map(hook => element("details", { open: "" },
        element("summary", {}, `${visible(hook.name)}: ${outcomes[hook.outcome][1]} after ${seconds(hook.ms)}`),
        hook.findings.length === 0 ? element("p", {}, visible(hook.reason)) : element("ul", { class: "plain" }, ...hook.findings.slice(0, mostFindings).map(line)))));
  }

  function line({ file, line, column, level, code, message }) {
    const place = file === "" ? "" : `${file}${line > 0 ? `(${line}${column > 0 ? `,${column}` : ""})` : ""}: `;
    return element("li", {}, visible(`${place}${level.toLowerCase()}${code === "" ? "" : ` ${code}`}: ${message}`));
  }

  let drawnAt = 0;
  let isDrawing = false;
  // Each picture costs a large run some milliseconds: four a second are enough.
  function draw() {
    if (isDrawing) return;
    isDrawing = true;
    requestAnimationFrame(function step(now) {
      if (now - drawnAt < 250) {
        requestAnimationFrame(step);
        return;
      }
      [drawnAt, isDrawing] = [now, false];
      $("now").hidden = runs.size === 0;
      const wholes = [...runs.values()].map(run => partsOf(run).whole);
      if (wholes.length !== $("now-runs").children.length || wholes.some((whole, i) => $("now-runs").children[i] !== whole)) $("now-runs").replaceChildren(...wholes);
      runs.forEach(drawRun);
      if ([...runs.values()].some(run => run.ended === null)) draw();
    });
  }

  function say(text) {
    $("live-status").hidden = false;
    $("live-status").textContent = visible(text);
  }

  function take(message) {
    switch (message.kind) {
      case "state":
        runs.clear();
        for (const { run, age, events } of message.runs) {
          const live = runOf(run, age);
          events.forEach(({ at, event }) => tell(live, at, event));
        }
        show(message.data);
        break;
      case "event":
        tell(runOf(message.run, message.at), message.at, message.event);
        break;
      case "data":
        show(message.data);
        break;
      case "over":
        tellOver(runs.get(message.run));
        runs.delete(message.run);
        break;
    }
    draw();
  }

  let pause = 250;
  function connect() {
    const address = new URL("live", location.href);
    address.protocol = "ws:";
    address.search = location.search;
    const socket = new WebSocket(address);
    socket.addEventListener("message", event => {
      // Not before it is told how all is: who has no place for it is sent away.
      if (pause !== 250 || $("live-status").hidden) say("Follows what runs");
      pause = 250;
      take(JSON.parse(event.data));
    });
    socket.addEventListener("close", () => {
      runs.clear();
      draw();
      say("Not connected: what is shown may be old. Is hooks ui still there?");
      setTimeout(connect, pause);
      pause = Math.min(longestPause, 2 * pause);
    });
  }
  connect();
})();
