using System.Globalization;
using Hooks.Build.Package.Tests.Kit;
using Microsoft.Build.Framework;
using Microsoft.Build.Logging.StructuredLogger;
using Task = Microsoft.Build.Logging.StructuredLogger.Task;

namespace Hooks.Build.Package.Tests;

/// <summary>What a binary log has of hooks, by the library that its viewers read it with.</summary>
[TestClass]
public sealed class BinlogTests
{
    private const string Members = """
        [Hook(Files = ["**/*.txt"])] const string Words = "true {files}";
        [Hook] const string Broken = "sh -c 'exit 3'";
        [Hook(DependsOn = [nameof(Broken)])] const string After = "true";
        """;

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async System.Threading.Tasks.Task Each_hook_is_there_with_name_outcome_start_duration_and_log(bool byTarget)
    {
        var repository = await TestRepository.CreateBuiltAsync(Members);
        repository.Write("a.txt", "words\n");
        var before = TimeProvider.System.GetUtcNow();
        var run = (await (byTarget ? repository.TargetAsync("RunHooks", "-bl:run.binlog") : repository.BuildAsync("-bl:run.binlog"))).ShouldExitWith(1);
        var after = TimeProvider.System.GetUtcNow();
        var logs = Path.GetDirectoryName(Directory.GetFiles(repository.Root, "Broken.log", SearchOption.AllDirectories).ShouldHaveSingleItem())!;
        run.Summaries.ShouldHaveSingleItem().ShouldContain($"; logs: {logs}");

        List<Dictionary<string, string>> messages = [];
        List<ITaskItem> items = [];
        foreach (var record in new BinLogReader().ReadRecords(repository.FullPath("run.binlog")))
        {
            if (record.Args is IExtendedBuildEventArgs { ExtendedType: "hooks.build/hook" } hook)
            {
                messages.Add(hook.ExtendedMetadata!.ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal));
            }
            else if (record.Args is TaskParameterEventArgs { Kind: TaskParameterMessageKind.TaskOutput, ItemType: "HookResult" } output)
            {
                items.AddRange(output.Items.Cast<ITaskItem>());
            }
        }

        messages.Select(message => message["name"]).ShouldBe(["Words", "Broken", "After"], ignoreOrder: true);
        items.Select(item => item.ItemSpec).ShouldBe(messages.Select(message => message["name"]));
        foreach (var (message, item) in messages.Zip(items))
        {
            var metadata = item.CloneCustomMetadata();
            message.Where(pair => pair.Key != "name").ShouldAllBe(pair => (string?)metadata[pair.Key] == pair.Value);
        }

        var broken = messages.Single(message => message["name"] == "Broken");
        (broken["outcome"], broken["exitCode"], broken["log"]).ShouldBe(("Failed", "3", Path.Combine(logs, "Broken.log")));
        double.Parse(broken["durationMs"], CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);
        var started = DateTimeOffset.Parse(broken["started"], CultureInfo.InvariantCulture);
        started.ShouldBeInRange(before.AddMilliseconds(-1), after.AddMilliseconds(1));
        messages.Single(message => message["name"] == "After")["outcome"].ShouldBe("Skipped");
        messages.Single(message => message["name"] == "Words")["files"].ShouldBe("1");

        // As its viewers show it: below the task that ran the hooks.
        var shown = BinaryLog.ReadBuild(repository.FullPath("run.binlog"))
            .FindChildrenRecursive<Task>(task => task.Name == "CallHooks")
            .SelectMany(task => task.FindChildrenRecursive<Item>())
            .Select(item => item.Text)
            .ToList();
        shown.ShouldContain("Broken", string.Join('\n', shown));
    }

    [TestMethod]
    public async System.Threading.Tasks.Task A_project_that_wants_a_page_has_it_after_each_build_and_the_summary_names_it()
    {
        var repository = await TestRepository.CreateBuiltAsync(Members);
        var run = (await repository.BuildAsync("-p:HookReportPage=page.html")).ShouldExitWith(1);
        run.Summaries.ShouldHaveSingleItem().ShouldContain($"; page: {repository.FullPath("build/page.html")}");
        repository.Read("build/page.html").ShouldContain("Broken");
    }
}
