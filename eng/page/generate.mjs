// Writes a repository with a hooks project of many hooks and a log of many runs, the same each time; what is built of it is the page of a large repository.
//   node generate.mjs /absolute/empty/folder /absolute/clone/of/Hooks.Build HOOKS RUNS, then: dotnet build FOLDER/build
// At the stage Manual there are a few more hooks for live.mjs: one fails, and another goes on until there is a file "go".
import fs from "node:fs";
import path from "node:path";

const [folder, clone, hookCount, runCount] = [process.argv[2], process.argv[3], Number(process.argv[4]), Number(process.argv[5])];

let state = 12345;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const of = list => list[Math.floor(random() * list.length)];

const kinds = [["Lint", 0.6], ["Build", 2.5], ["Test", 4], ["Scan", 1], ["Pack", 1.5], ["Docs", 0.8]];
const parts = ["Api", "Billing", "Catalog", "Cart", "Identity", "Mail", "Orders", "Portal", "Search", "Stock"];
const hooks = Array.from({ length: hookCount }, (_, i) => {
  const [kind, seconds] = kinds[Math.min(kinds.length - 1, Math.floor(i / hookCount * kinds.length))];
  const before = Array.from({ length: i === 0 ? 0 : Math.floor(random() * 3) }, () => Math.max(0, i - 1 - Math.floor(random() * Math.max(1, hookCount / 4))));
  return { name: `${kind}${of(parts)}${String(i).padStart(4, "0")}`, seconds: seconds * (0.4 + 1.6 * random()), after: [...new Set(before)], weak: random() < .02, quick: random() < .3 };
});
hooks.forEach(hook => { hook.wave = hook.after.length === 0 ? 0 : 1 + Math.max(...hook.after.map(other => hooks[other].wave)); });

const write = (file, text) => {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), text);
};
write("build/Hooks.csproj", fs.readFileSync(path.join(clone, "build/Hooks.csproj"), "utf8")
  .replaceAll("$(MSBuildThisFileDirectory)../", `${clone}/`).replaceAll('"../', `"${clone}/`).replaceAll("Hooks.Build.Repository", "Hooks.Build.Large")
  .replace(/^.*(eng\/standards|Hooks\.Build\.CSharp\/).*\n/gm, ""));
write("build/RepoHooks.cs", `using Hooks.Build;

internal static class RepoHooks
{
${hooks.map(hook => `    [Hook(Stages = HookStages.PreCommit${hook.after.length ? `, DependsOn = [${hook.after.map(other => `nameof(${hooks[other].name})`).join(", ")}]` : ""})] internal const string ${hook.name} = "true ${hook.name}";`).join("\n")}

    [Hook(Stages = HookStages.Manual)] internal const string Restore = "sleep 1";
    [Hook(Stages = HookStages.Manual, DependsOn = [nameof(Restore)])] internal const string Compile = "sleep 1";
    [Hook(Stages = HookStages.Manual, DependsOn = [nameof(Restore)])] internal const string Analyze = "sh -c 'sleep 1; echo \\"src/Cart.cs(12,5): error CA1822: Member can be static <b>\\"; exit 1'";
    [Hook(Stages = HookStages.Manual, Locks = ["place"])] internal const string Links = "sh -c 'n=0; while [ ! -e go ]; do n=$((n+1)); echo \\"looked $n times at <b>a place</b>\\"; sleep 0.1; done; sleep 1'";
    [Hook(Stages = HookStages.Manual, Locks = ["place"])] internal const string Queued = "true";
    [Hook(Stages = HookStages.Manual, DependsOn = [nameof(Compile)])] internal const string Publish = "sleep 1";
}
`);

const cores = 8;
const lines = [];
const ms = seconds => Math.round(seconds * 1e4) / 10;
for (let number = 0; number < runCount; number++) {
  const time = new Date(Date.now() - (runCount - number) * 40 * 60000).toISOString();
  const common = { run: `g${number}`, time, stage: "PreCommit", profiles: [], platform: "linux-x64" };
  const record = (kind, values) => lines.push(JSON.stringify({ schema: 1, kind, ...common, ...values }));
  const [free, ends, paths, failed] = [Array(cores).fill(0), [], [], new Set()];
  let [end, work, remembered, wrong, skipped] = [0, 0, 0, 0, 0];
  hooks.forEach((hook, i) => {
    const ready = Math.max(0, ...hook.after.map(other => ends[other]));
    if (hook.after.some(other => failed.has(other))) {
      failed.add(i);
      [ends[i], paths[i]] = [ready, 0];
      skipped++;
      record("hook", { hook: hook.name, hookKind: "Command", wave: hook.wave, startMs: ms(ready), durationMs: 0, queuedMs: 0, cores: 0, outcome: "Skipped", source: "NotRemembered", attempts: 0 });
      return;
    }
    const isKnown = hook.quick && random() < .7;
    const lane = free.indexOf(Math.min(...free));
    const start = Math.max(ready, free[lane]);
    const took = isKnown ? .002 : hook.seconds * (.8 + .4 * random()) * (1 + .3 * number / runCount);
    const isWrong = !isKnown && (hook.weak ? random() < .1 : random() < .0005);
    [ends[i], paths[i]] = [start + took, took + Math.max(0, ...hook.after.map(other => paths[other]))];
    end = Math.max(end, ends[i]);
    free[lane] = ends[i];
    if (isWrong) failed.add(i);
    [remembered, wrong, work] = [remembered + isKnown, wrong + isWrong, work + (isKnown ? 0 : took * .9)];
    record("hook", {
      hook: hook.name, hookKind: "Command", wave: hook.wave, startMs: ms(start), durationMs: ms(took), queuedMs: ms(start - ready), cpuMs: isKnown ? undefined : ms(took * .9), cores: 1,
      outcome: isWrong ? "Failed" : "Succeeded", source: isKnown ? "Local" : hook.quick ? "Miss" : "NotRemembered", attempts: 1, exitCode: isWrong ? 1 : 0,
    });
  });
  record("run", {
    durationMs: ms(end), hooks: hookCount, succeeded: hookCount - wrong - skipped, failed: wrong, noFiles: 0, notRun: skipped, remembered, interrupted: false, cores, maxParallel: cores, branch: "main", lowerBoundMs: ms(Math.max(work / cores, ...paths)),
  });
}

// Larger than a log gets: of each of its four files as much as is read, the newest runs.
const [most, files] = [16 << 20, [[]]];
let size = 0;
for (const line of lines.reverse()) {
  if (size + line.length + 1 > most) {
    files.push([]);
    size = 0;
  }
  files.at(-1).push(line);
  size += line.length + 1;
}
files.slice(0, 4).forEach((part, i) => write(`build/obj/Debug/net10.0/hooks/runs${i === 0 ? "" : `.${i}`}.jsonl`, `${part.reverse().join("\n")}\n`));
