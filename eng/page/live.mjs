// Looks at `hooks ui` in a real browser while runs go on: updates, both themes, a phone, axe-core, its policy, a connection that is lost, and nothing on the console.
//   apt-get install chromium; npm install playwright-core axe-core (in a folder of its own, with a copy of this file)
//   node live.mjs /absolute/program/hooks /absolute/repository STAGE /absolute/start/of/screenshots
// A hook of that stage should go on, and write, until there is a file "go" in the repository, with one that waits for it; and one should fail. See generate.mjs.
import { chromium } from "playwright-core";
import { createRequire } from "node:module";
import { spawn } from "node:child_process";
import fs from "node:fs";
import readline from "node:readline";

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [program, repository, stage, pictures] = process.argv.slice(2);
let faults = 0;
const children = [];
process.on("exit", () => children.forEach(child => child.kill()));
const require = (holds, what) => {
  if (!holds) {
    faults++;
    console.log("FAULT", what);
  }
};

async function start(...more) {
  const ui = spawn(program, ["ui", ...more], { cwd: repository, stdio: ["ignore", "pipe", "inherit"] });
  children.push(ui);
  for await (const line of readline.createInterface(ui.stdout)) return [ui, line];
  throw new Error("hooks ui has printed no address");
}

const run = () => new Promise(done => {
  children.push(spawn(program, ["run", stage], { cwd: repository, stdio: "ignore" }));
  children.at(-1).on("exit", done);
});
const [ui, address] = await start();
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });

async function open(scheme, width, bypassCSP) {
  const page = await (await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 }, bypassCSP })).newPage();
  page.lost = false;
  page.on("console", message => require(page.lost && message.text().includes("WebSocket"), `console: ${message.text()}`));
  page.on("pageerror", error => require(false, `error: ${error.stack}`));
  page.on("request", request => require(request.url() === address || request.url().endsWith("/favicon.ico"), `request: ${request.url()}`));
  await page.goto(address);
  await page.waitForFunction(() => !document.querySelector("#live-status").hidden);
  return page;
}

const pages = [];
for (const [name, scheme, width] of [["light", "light", 1280], ["dark", "dark", 1280], ["phone", "light", 390]]) pages.push([name, await open(scheme, width, false), await open(scheme, width, true)]);
const [, first] = pages[0];
const before = await first.locator("#summary").textContent();
await first.locator("#filter").focus();
await first.keyboard.type("e");
const going = run();
for (const [name, page, examined] of pages) {
  await page.waitForSelector("#now:not([hidden]) rect.running");
  await page.waitForFunction(() => document.querySelectorAll("#now rect.shape").length > 1);
  await page.waitForFunction(() => document.querySelector("#now").textContent.includes("Waiting to start: Queued"));
  await page.waitForFunction(() => /looked \d\d+ times at <b>a place<\/b>$/.test(document.querySelector("#now pre.written")?.textContent));
  require(await page.evaluate(() => document.querySelector("#now pre.written").textContent.split("\n").length === 6), `${name}: not the newest lines alone`);
  require(await page.evaluate(() => document.querySelector("#now b") === null && !document.querySelector("#now pre.written").closest("[aria-live], [role=status]")), `${name}: what a hook writes is markup, or is read out`);
  require(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), `${name}: the page is wider than the window`);
  await page.screenshot({ path: `${pictures}-${name}.png` });
  await examined.addScriptTag({ content: axe });
  const { violations } = await examined.evaluate(() => axe.run(document));
  violations.forEach(fault => require(false, `${name}: axe ${fault.id} (${fault.impact}), ${fault.nodes.length} times: ${fault.nodes[0].html.slice(0, 160)}`));
}
await first.waitForSelector("#now details li, #now details p");
await first.screenshot({ path: `${pictures}-failing.png`, fullPage: true });
fs.writeFileSync(`${repository}/go`, "");
await going;
await first.waitForSelector("#now", { state: "hidden" });
require(await first.locator("#summary").textContent() !== before, "the run is not in the history");
require(await first.evaluate(() => document.activeElement.id) === "filter" && await first.locator("#filter").inputValue() === "e", "what was being written is gone");
require(/passed|failed/.test(await first.locator("#live-status").textContent()), "its end is not told");

// A hook that has the focus keeps it when the next run is drawn.
await first.locator("#timeline .hook").first().focus();
const held = await first.evaluate(() => document.activeElement.getAttribute("aria-label").split(",")[0]);
await run();
await first.waitForSelector("#now", { state: "hidden" });
require(await first.evaluate(() => document.activeElement.getAttribute("aria-label")?.split(",")[0]) === held, "the focus is lost");

for (const [, page, examined] of pages) page.lost = examined.lost = true;
const port = new URL(address).port;
ui.kill("SIGTERM");
await first.waitForFunction(() => document.querySelector("#live-status").textContent.startsWith("Not connected"));
const [again] = await start("--port", port);
again.kill("SIGINT");
require(await new Promise(done => again.on("exit", done)) === 130, "the port is not free again");
await browser.close();
console.log(faults === 0 ? "no fault" : `${faults} faults`);
process.exit(faults === 0 ? 0 : 1);
