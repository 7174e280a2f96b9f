using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;
using Hooks.Build.Tasks;
using static Hooks.Build.Runner.Tests.Output.Reports;

namespace Hooks.Build.Runner.Tests.Doors;

/// <summary>
/// Whatever a broken program leaves of a run's events: the build ends as that run did, or with an error; it never passes where the run did not, or where
/// something is missing.
/// </summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "The same cases in each run")]
public sealed class DamagedRunTests
{
    private const int Cases = 250;

    private static readonly RunRequest Request = new() { RepositoryRoot = "/repository", LogDirectory = "/repository/logs" };

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void The_events_of_a_whole_run_are_its_result(bool passes)
    {
        var engine = Told(Events(passes), out var succeeded);
        succeeded.ShouldBe(passes);
        engine.Errors.Any(error => error.Contains("HOOK9024", StringComparison.Ordinal)).ShouldBeFalse();
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Events_that_are_cut_left_out_repeated_or_in_another_order_are_the_same_result_or_an_error(bool passes)
    {
        var events = Events(passes);
        var whole = Seen(Told(events, out _));
        for (var seed = 0; seed < Cases; seed++)
        {
            Random random = new(seed);
            var damaged = Damaged(random, events, mayRepeat: seed % 4 == 0);
            var engine = Told(damaged, out var succeeded);
            if (succeeded)
            {
                passes.ShouldBeTrue($"seed {seed}");
                if (damaged.Distinct(StringComparer.Ordinal).Count() == events.Length)
                {
                    Seen(engine).ShouldBe(whole, ignoreOrder: true, $"seed {seed}");
                }
            }
        }
    }

    [TestMethod]
    [DataRow("an end alone", """{"version":1,"kind":"end","succeeded":true,"events":0}""")]
    [DataRow("an end that does not count", """{"version":1,"kind":"end","succeeded":true}""")]
    [DataRow("a run that failed and an end that says otherwise", """{"version":1,"kind":"run","succeeded":false,"summary":"1 failed"}""", """{"version":1,"kind":"end","succeeded":true,"events":1}""")]
    [DataRow("a run that does not say how it went", """{"version":1,"kind":"run"}""", """{"version":1,"kind":"end","succeeded":true,"events":1}""")]
    [DataRow("two runs", """{"version":1,"kind":"run","succeeded":false}""", """{"version":1,"kind":"run","succeeded":true}""", """{"version":1,"kind":"end","succeeded":true,"events":2}""")]
    [DataRow("an answer and a run that failed", """{"version":1,"kind":"result","name":"IsUpToDate","value":"true"}""", """{"version":1,"kind":"run","succeeded":false}""", """{"version":1,"kind":"end","succeeded":true,"events":2}""")]
    [DataRow("another answer", """{"version":1,"kind":"result","name":"IsUpToDate","value":"false"}""", """{"version":1,"kind":"end","succeeded":true,"events":1}""")]
    [DataRow("a hook after the run", """{"version":1,"kind":"run","succeeded":true}""", """{"version":1,"kind":"hook","name":"A","outcome":"Succeeded"}""", """{"version":1,"kind":"end","succeeded":true,"events":2}""")]
    [DataRow("something after the end", """{"version":1,"kind":"run","succeeded":true}""", """{"version":1,"kind":"end","succeeded":true,"events":1}""", """{"version":1,"kind":"text","text":"x"}""")]
    [DataRow("two ends", """{"version":1,"kind":"run","succeeded":true}""", """{"version":1,"kind":"end","succeeded":true,"events":1}""", """{"version":1,"kind":"end","succeeded":true,"events":2}""")]
    public void These_have_not_passed(string what, params string[] events)
    {
        Told(events, out var succeeded).Errors.ShouldHaveSingleItem(what).ShouldContain("HOOK9024");
        succeeded.ShouldBeFalse(what);
    }

    [TestMethod]
    [DataRow("IsUpToDate", "true")]
    [DataRow("HasHooks", "false")]
    public void Where_there_was_nothing_to_run_an_answer_says_so(string name, string value)
    {
        _ = Told(
            [$$"""{"version":1,"kind":"result","name":"{{name}}","value":"{{value}}"}""", """{"version":1,"kind":"end","succeeded":true,"events":1}"""],
            out var succeeded);
        succeeded.ShouldBeTrue();
    }

    // As the program writes them.
    private static string[] Events(bool passes) => Written(terminal =>
    {
        HookReport[] hooks = [
            Hook("Lint"),
            passes ? Hook("Test") : Hook("Test", HookOutcome.Failed, "exit code 3") with { ExitCode = 3, Findings = [Error()] },
            Hook("Pack", HookOutcome.NoFiles),
            Hook("Sign")];
        EventStream events = new(terminal);
        using JsonOutput output = new(events, Request, byLines: true);
        events.Tell("cores", json => json.WriteNumber("wanted", 2));
        foreach (var hook in hooks)
        {
            output.HookStarted(hook.Hook);
            output.HookEnded(hook);
        }

        output.Warned(new Problem("HOOK9001", "a warning"));
        events.Tell("release", json => json.WriteNumber("cores", 2));
        output.End(Run(hooks));
        events.TellEnd(passes);
    }).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static List<string> Damaged(Random random, string[] events, bool mayRepeat)
    {
        List<string> left = [.. events];
        for (var times = random.Next(3); times >= 0; times--)
        {
            var (one, other) = (random.Next(left.Count + 1), random.Next(left.Count + 1));
            switch (random.Next(6))
            {
                case 0:
                    left = left[..one];
                    break;
                case 1 when one < left.Count:
                    left.RemoveAt(one);
                    break;
                case 2 when one < left.Count && other < left.Count:
                    (left[one], left[other]) = (left[other], left[one]);
                    break;
                case 3 when mayRepeat && one < left.Count:
                    left.Insert(other, left[one]);
                    break;
                case 4:
                    random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(left));
                    break;
                case 5 when one < left.Count:
                    left[one] = left[one][..random.Next(left[one].Length)];
                    break;
                default:
                    break;
            }
        }

        return left;
    }

    // Without the folder, which is another one each time.
    private static IEnumerable<string> Seen(FakeBuildEngine engine) =>
        [.. engine.Warnings.Select(warning => warning[warning.LastIndexOf('/')..]), .. engine.Messages];

    private static FakeBuildEngine Told(IEnumerable<string> events, out bool succeeded)
    {
        using TemporaryFolder folder = new();
        File.WriteAllLines(Path.Combine(folder.Path, "events"), events);
        File.WriteAllText(Path.Combine(folder.Path, "door"), "exec cat events");
        FakeBuildEngine engine = new();
        using CallHooks task = new()
        {
            BuildEngine = engine,
            Command = "run",
            Program = "/bin/sh",
            RepositoryRoot = "/repository",
            Project = Path.Combine(folder.Path, "Hooks.csproj"),
        };
        succeeded = task.Execute();
        return engine;
    }
}
