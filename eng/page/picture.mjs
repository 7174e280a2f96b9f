// Makes a small SVG of what a terminal or the page shows, light and dark by what the reader prefers.
//   node picture.mjs terminal 'COMMAND' < WHAT-A-TERMINAL-GOT > x.svg    of a status that is written over one is shown: as the fullest before what came last, or with "status" alone as in the middle
//   node picture.mjs timeline /absolute/page.html > x.svg                playwright-core beside this file, and chromium
import fs from "node:fs";
import path from "node:path";

const [kind, what] = process.argv.slice(2);
const escape = text => text.replace(/[&<>]/g, c => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c]);
const wrap = (width, height, title, light, dark, style, body) => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(title).replaceAll('"', "&quot;")}">
<style>
svg { ${light} }
@media (prefers-color-scheme: dark) { svg { ${dark} } }
${style}
</style>
${body}
</svg>
`;

function terminal(command, text) {
  const [cell, line, edge] = [8, 18, 14];
  const frames = text.replaceAll("\r\n", "\n").split(/(?:\x1b\[\d+A)?\r?\x1b\[J/);
  const fullest = frames.slice(0, -1).reduce((most, frame) => frame.split("\n").length >= most.split("\n").length ? frame : most, "");
  const isStatus = process.argv[4] === "status";
  const shown = `${command === "" ? "" : `\x1b[90m$\x1b[0m ${command}\n`}${isStatus ? frames[Math.floor(frames.length / 2)] : fullest + frames.at(-1)}`;
  const names = { 31: "red", 32: "green", 33: "yellow", 90: "grey" };
  const lines = shown.replace(/\x1b\]8;;.*?\x1b\\/g, "").trimEnd().split("\n");
  const plain = lines.map(one => one.replace(/\x1b\[[0-9;]*m/g, ""));
  const width = 2 * edge + cell * Math.max(40, ...plain.map(one => [...one].length));
  const height = 2 * edge + line * lines.length;
  let colour = null;
  const rows = lines.map((one, row) => {
    let column = 0;
    const parts = one.split(/(\x1b\[[0-9;]*m)/).map(part => {
      const change = /^\x1b\[([0-9;]*)m$/.exec(part);
      if (change) {
        colour = names[change[1]] ?? null;
        return "";
      }
      // Each part at its column: readers have other fonts.
      const at = edge + cell * (column + (part.length - part.trimStart().length));
      column += [...part].length;
      return part.trim() === "" ? "" : `<tspan x="${at}"${colour ? ` class="${colour}"` : ""}>${escape(part.trim()).replace(/  +/g, blanks => "\u00a0".repeat(blanks.length))}</tspan>`;
    });
    return parts.join("") === "" ? "" : `<text y="${edge + line * row + 13}">${parts.join("")}</text>\n`;
  });
  return wrap(width, height, plain[0], "--back: #f6f8fa; --ink: #1c1e21; --red: #c53030; --green: #2f855a; --yellow: #a15c07; --grey: #5b6168",
    "--back: #15171a; --ink: #e8eaed; --red: #ff7b72; --green: #5fbf8a; --yellow: #e3b341; --grey: #a3abb3",
    `rect { fill: var(--back) }
text { fill: var(--ink); font: 13.29px ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, monospace }
${Object.values(names).map(name => `.${name} { fill: var(--${name}) }`).join("\n")}`,
    `<rect width="${width}" height="${height}" rx="8"/>\n${rows.join("")}`.trimEnd());
}

async function timeline(file) {
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  const page = await (await browser.newContext({ viewport: { width: 900, height: 700 } })).newPage();
  await page.goto(`file://${path.resolve(file)}`);
  await page.waitForSelector("html[data-ready]", { state: "attached" });
  const picture = await page.evaluate(() => {
    const svg = document.querySelector("#timeline svg").cloneNode(true);
    svg.querySelectorAll("title").forEach(title => title.remove());
    svg.querySelectorAll("*").forEach(node => {
      ["role", "tabindex", "aria-label", "aria-hidden", "data-hook"].forEach(name => node.removeAttribute(name));
      for (const { name, value } of [...node.attributes]) if (/^-?\d+\.\d{2,}$/.test(value)) node.setAttribute(name, (+value).toFixed(1));
    });
    return { width: +svg.getAttribute("width"), height: +svg.getAttribute("height"), body: svg.innerHTML };
  });
  await browser.close();
  const colours = [...fs.readFileSync(new URL("page.css", import.meta.url), "utf8").matchAll(/:root \{\s*([^}]*?)\s*\}/g)].map(match => match[1].replace("color-scheme: light dark;", "").replace(/\s+/g, " ").trim());
  return wrap(picture.width + 16, picture.height + 16, "The timeline of a run", colours[0], colours[1],
    `rect.back { fill: var(--card) }
text { fill: var(--ink); font: 12px system-ui, "Segoe UI", "Noto Sans", sans-serif }
text.small { fill: var(--quiet); font-size: 11px }
text.on { fill: var(--on) }
.grid { stroke: var(--line) }
.passed { fill: var(--passed) } .failed { fill: var(--failed) }
.remembered { fill: var(--card); stroke: var(--remembered); stroke-dasharray: 3 2 } .none { fill: var(--card); stroke: var(--none) }
.critical { stroke: var(--path); stroke-width: 2 }
.waited { stroke: var(--wait); stroke-width: 2; stroke-dasharray: 2 2 }`,
    `<rect class="back" width="${picture.width + 16}" height="${picture.height + 16}" rx="8"/>\n<g transform="translate(8 8)">\n${picture.body.replace(/<(rect|line|text|g) /g, "\n<$1 ").trim()}\n</g>`);
}

process.stdout.write(kind === "terminal" ? terminal(what, fs.readFileSync(0, "utf8")) : await timeline(what));
