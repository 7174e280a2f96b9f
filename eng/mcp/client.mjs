// The official client for TypeScript against hooks mcp: it lists the tools, runs hooks, sees progress, cancels, and validates each result by its schema.
//   npm install @modelcontextprotocol/sdk (in a folder of its own, with a copy of this file)
//   node client.mjs REPOSITORY PROGRAM ARGUMENTS...
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const [root, command, ...args] = process.argv.slice(2);
let faults = 0;
const require = (holds, what) => {
  if (!holds) {
    faults++;
    console.log("FAULT", what);
  }
};

const client = new Client({ name: "test", version: "1" });
await client.connect(new StdioClientTransport({ command, args, cwd: root }));
require(client.getServerVersion().name === "hooks", "the server does not say its name");
const names = (await client.listTools()).tools.map(tool => tool.name);
require(names.join() === "list,graph,plan,run,fix,findings,log,explain,report", `tools: ${names}`);

for (const name of ["list", "graph", "plan", "explain", "report"]) {
  require(!(await client.callTool({ name, arguments: {} })).isError, `${name} fails`);
}

const steps = [];
const run = await client.callTool({ name: "run", arguments: {} }, undefined, { onprogress: step => steps.push(step) });
require(run.structuredContent.succeeded === false && run.structuredContent.total === 1, `run: ${JSON.stringify(run.structuredContent)}`);
require(steps.length > 0 && steps.every((step, at) => at === 0 || step.progress > steps[at - 1].progress), `progress: ${JSON.stringify(steps)}`);
require((await client.callTool({ name: "findings", arguments: {} })).structuredContent.total === 1, "findings are not those of the run");
require((await client.callTool({ name: "run", arguments: { limit: "x" } })).isError === true, "a wrong argument is no error");

const stop = new AbortController();
const slow = client.callTool({ name: "run", arguments: { stage: "Manual", profiles: ["slow"] } }, undefined, { signal: stop.signal }).then(() => "answered", () => "cancelled");
while (!existsSync(join(root, "started"))) {
  await new Promise(resolve => setTimeout(resolve, 5));
}

const hook = Number(readFileSync(join(root, "slow.pid"), "utf8"));
stop.abort();
require(await slow === "cancelled", "a cancelled run is answered");
require((await client.callTool({ name: "run", arguments: {} })).structuredContent.interrupted === false, "nothing runs after one that was cancelled");
const isRunning = () => {
  try {
    process.kill(hook, 0);
    return true;
  } catch {
    return false;
  }
};
while (isRunning()) {
  await new Promise(resolve => setTimeout(resolve, 5));
}

await client.close();
console.log(faults === 0 ? "all as it should be" : `${faults} faults`);
process.exitCode = faults === 0 ? 0 : 1;
