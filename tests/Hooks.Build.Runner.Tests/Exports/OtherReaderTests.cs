using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Exports;
using Hooks.Build.Runner.Tests.Doors;

namespace Hooks.Build.Runner.Tests.Exports;

/// <summary>Programs that are not ours read what is exported: the SARIF Multitool by schema and rules, traces the engine of Chrome's DevTools.</summary>
[TestClass]
public sealed class OtherReaderTests
{
    private const int Count = 60;

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task They_find_nothing_wrong_with_any_run_and_see_each_hook_once_in_a_lane()
    {
        if (Environment.GetEnvironmentVariable("HOOKS_TEST_FORMATS") is not { Length: > 0 } modules)
        {
            Assert.Inconclusive(
                "HOOKS_TEST_FORMATS names no folder with node_modules/@microsoft/sarif-multitool and node_modules/@paulirish/trace_engine. .ci/run installs them and sets the variable where there are node and npm.");
            return;
        }

        using TemporaryFolder folder = new();
        Dictionary<string, ExportedRun> runs = new(StringComparer.Ordinal);
        Random random = new(14);
        for (var i = 0; i < Count; i++)
        {
            var (name, run) = (i.ToString(CultureInfo.InvariantCulture), Runs.Any(random));
            await File.WriteAllBytesAsync(Path.Combine(folder.Path, name + ".sarif"), ExportFormats.Write("sarif", run), TestContext.CancellationToken);

            // Of a trace in which nothing happens the engine makes nothing.
            if (run.Report.Hooks.Any(Ran))
            {
                runs.Add(name + ".trace.json", run);
                await File.WriteAllBytesAsync(
                    Path.Combine(folder.Path, name + ".trace.json"), ExportFormats.Write("trace", run), TestContext.CancellationToken);
            }
        }

        File.Copy(Documentation.Repository.PathOf("eng/formats/check.mjs"), Path.Combine(modules, "check.mjs"), overwrite: true);
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(modules, "check.mjs"), folder.Path])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) =
            (node.StandardOutput.ReadToEndAsync(TestContext.CancellationToken), node.StandardError.ReadToEndAsync(TestContext.CancellationToken));
        await node.WaitForExitAsync(TestContext.CancellationToken);
        node.ExitCode.ShouldBe(0, await output + await errors);
        var traces = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.Clone()).ToList();
        traces.Count.ShouldBe(runs.Count);
        foreach (var trace in traces)
        {
            var lanes = trace.GetProperty("lanes").EnumerateArray().Where(lane => lane.GetProperty("name").GetString() != "critical path").ToList();
            lanes.SelectMany(lane => lane.GetProperty("hooks").EnumerateArray().Select(hook => hook.GetString()))
                .ShouldBe(runs[trace.GetProperty("file").GetString()!].Report.Hooks.Where(Ran).Select(hook => hook.Hook.Name), ignoreOrder: true);
            lanes.ShouldAllBe(lane => lane.GetProperty("depth").GetInt32() <= 1);
        }
    }

    private static bool Ran(HookReport hook) => hook.Outcome is not (HookOutcome.NoFiles or HookOutcome.NotNeeded or HookOutcome.Skipped);
}
