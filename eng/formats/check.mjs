// Reads documents of `hooks run --output` with programs that are not ours: SARIF by its schema and by the rules of Microsoft's SARIF Multitool, traces by the engine of
// the performance panel of Chrome's DevTools. Of each trace a line is printed with its lanes.
//   npm install ajv ajv-formats @microsoft/sarif-multitool @paulirish/trace_engine (in a folder of its own, with a copy of this file)
//   node check.mjs /absolute/folder
import { analyzeTrace } from "@paulirish/trace_engine/analyze-trace.mjs";
import addFormats from "ajv-formats";
import Ajv from "ajv/dist/2020.js";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const [folder] = process.argv.slice(2);
const modules = path.join(path.dirname(new URL(import.meta.url).pathname), "node_modules");
const files = fs.readdirSync(folder);
const sarif = files.filter(file => file.endsWith(".sarif"));
const read = file => JSON.parse(fs.readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
const faults = [];
const schema = fs.readdirSync(path.join(modules, "@microsoft")).map(name => path.join(modules, "@microsoft", name, "sarif-2.1.0.json")).find(file => fs.existsSync(file));

// The Multitool has the schema beside it, and passes documents over that do not follow it.
const ajv = new Ajv({ strict: false });
addFormats(ajv);
const isValid = ajv.compile(read(schema));
for (const file of sarif) {
  if (!isValid(read(path.join(folder, file)))) faults.push(`${file}: ${ajv.errorsText(isValid.errors)}`);
}

const { status, stdout, stderr } = spawnSync(path.join(modules, ".bin/sarif-multitool"), ["validate", path.join(folder, "*.sarif"), "--level", "Error"], { encoding: "utf8" });
faults.push(...`${stdout}${stderr}`.split("\n").filter(line => /: error |exception/i.test(line)));
if (status !== 0 || !stdout.includes(`${sarif.length} files scanned`)) faults.push(`sarif-multitool ended with ${status}: ${stdout}${stderr}`);
if (faults.length > 0) {
  console.log(faults.slice(0, 20).join("\n"));
  process.exit(1);
}

for (const file of files.filter(file => file.endsWith(".trace.json"))) {
  const { parsedTrace } = await analyzeTrace(path.join(folder, file));
  const lanes = [...parsedTrace.data.Renderer.processes.values()].flatMap(process => [...process.threads.values()]);
  console.log(JSON.stringify({ file, lanes: lanes.map(({ name, entries, tree }) => ({ name, depth: tree?.maxDepth ?? 0, hooks: entries.map(entry => entry.name) })) }));
}
