// Opens pages of `hooks report --html` in a real browser: both themes, a phone, keyboard, filter, zoom, scrolling, axe-core, and nothing asked of anybody.
//   apt-get install chromium; npm install playwright-core axe-core (in a folder of its own, with a copy of this file)
//   node check.mjs /absolute/page.html /absolute/start/of/screenshots
import { chromium } from "playwright-core";
import { createRequire } from "node:module";
import fs from "node:fs";

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [file, pictures] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
let faults = 0;
const require = (holds, what) => {
  if (!holds) {
    faults++;
    console.log("FAULT", what);
  }
};

async function open(scheme, width, bypassCSP) {
  const page = await (await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 }, bypassCSP })).newPage();
  page.on("console", message => require(false, `console: ${message.text()}`));
  page.on("pageerror", error => require(false, `error: ${error}`));
  page.on("dialog", dialog => { require(false, `dialog: ${dialog.message()}`); void dialog.dismiss(); });
  page.on("request", request => require(request.url().startsWith("file:"), `request: ${request.url()}`));
  await page.goto(`file://${file}`);
  await page.waitForSelector("html[data-ready]", { state: "attached" });
  return page;
}

for (const [name, scheme, width] of [["light", "light", 1280], ["dark", "dark", 1280], ["phone", "light", 390]]) {
  const page = await open(scheme, width, false);
  console.log(name, "ready after", await page.evaluate(() => document.documentElement.dataset.ready), "ms,", fs.statSync(file).size, "bytes");
  require(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), `${name}: the page is wider than the window`);
  await page.screenshot({ path: `${pictures}-${name}.png` });
  await page.locator("#timeline .hook").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  require(await page.locator("#detail h3").count() === 1, "Enter chooses no hook");
  require(await page.evaluate(() => document.activeElement.id) === "detail", "the focus is not on what was chosen");
  const rows = await page.locator("#table tbody tr").count();
  const first = await page.locator("#table tbody button").first().textContent();
  await page.locator("#filter").fill(first);
  require(await page.locator("#table tbody tr").count() <= rows, "the filter adds rows");
  await page.locator("#table .sort").nth(4).click();
  require(await page.locator("#table th[aria-sort=descending]").count() === 1, "not sorted");
  await page.locator("#zoom-in").click();
  const frames = await page.evaluate(() => new Promise(done => {
    const times = [];
    let last = performance.now();
    requestAnimationFrame(function step(now) {
      times.push(now - last);
      last = now;
      document.querySelector("#graph-body").scrollTop += 40;
      window.scrollBy(0, 20);
      if (times.length < 60) requestAnimationFrame(step);
      else done(times.sort((one, other) => one - other));
    });
  }));
  console.log(name, "ms a frame while scrolling: median", frames[30].toFixed(1), "p95", frames[57].toFixed(1));
  await page.screenshot({ path: `${pictures}-${name}-full.png`, fullPage: true });

  const examined = await open(scheme, width, true);
  await examined.locator("#table tbody button").first().click();
  await examined.addScriptTag({ content: axe });
  const { violations } = await examined.evaluate(() => axe.run(document));
  violations.forEach(fault => require(false, `axe ${fault.id} (${fault.impact}), ${fault.nodes.length} times: ${fault.nodes[0].html.slice(0, 160)}`));
}

await browser.close();
console.log(faults === 0 ? "no fault" : `${faults} faults`);
process.exit(faults === 0 ? 0 : 1);
