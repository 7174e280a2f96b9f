using System.Globalization;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Running;
using Hooks.Build.Runner.Events;
using Hooks.Build.Runner.Running;

namespace Hooks.Build.Runner.Tests.Events;

/// <summary>C# methods that listen to runs, in real processes.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The hooks of these tests are scripts of a shell.")]
public sealed class MethodListenerTests
{
    private static readonly PlannedHook Good = ListenerBench.Command("Good", "true");
    private static readonly PlannedHook Bad = ListenerBench.Command("Bad", "echo 'a.txt(3,5): error X1: wrong'; exit 3");
    private static readonly PlannedHook After = ListenerBench.Command("After", "true", "Bad");

    [TestMethod]
    public void It_sees_every_event_in_order_and_with_what_is_known_of_it()
    {
        using ListenerBench bench = new();
        bench.Run(ListenerBench.Plan(["Writes"], Bad, After)).Succeeded.ShouldBeFalse();
        var lines = bench.Lines("Writes");
        lines[0].ShouldBe("begin 2 4");
        lines[1].ShouldBe("ready Bad 0");
        lines[2].ShouldBe("start Bad 0");
        lines[3].ShouldBe("finding Bad a.txt(3,5): error X1: wrong");
        lines[4].ShouldStartWith("hook Bad 0 Failed 3 ");
        lines[4].ShouldEndWith(" exit code 3 a.txt(3,5): error X1: wrong");
        lines[5].ShouldStartWith("hook After 1 Skipped ");
        lines[6].ShouldStartWith("run False False ");
        lines.Count.ShouldBe(7);
        bench.Warnings.ShouldBeEmpty();
    }

    [TestMethod]
    public void Any_shape_is_called_with_what_it_declares_of_the_environment()
    {
        using ListenerBench bench = new();
        bench.Run(ListenerBench.Plan(["Tells", "OfOneLine"], Good), bench.Request with { Stage = HookStages.Build }).Succeeded.ShouldBeTrue();
        bench.Lines("Tells").ShouldHaveSingleItem().ShouldBe("Tells Build Debug given  True");
        bench.Lines("OfOneLine").ShouldHaveSingleItem().ShouldBe("1");
    }

    [TestMethod]
    [DataRow("Hangs", "did not end within 1 s after the run, and was ended")]
    [DataRow("Spins", "did not end within 1 s after the run, and was ended")]
    [DataRow("Throws", "threw System.InvalidOperationException: boom")]
    [DataRow("ThrowsInTheMiddle", "threw System.FormatException: late boom")]
    [DataRow("NullTask", "threw System.InvalidOperationException: The listener returned no task (null).")]
    [DataRow("Exits", "ended its process (exit code 7)")]
    [DataRow("FailsFast", "ended its process (exit code 134 (signal 6))")]
    [DataRow("KillsItself", "ended its process (exit code 137 (signal 9))")]
    public void Whatever_it_does_is_a_warning_and_the_run_is_what_it_would_have_been(string listener, string what)
    {
        using ListenerBench bench = new();
        var report = bench.Run(ListenerBench.Plan([listener, "Writes"], Good, Bad, After));
        report.Hooks.Select(hook => $"{hook.Hook.Name} {hook.Outcome} {hook.Attempts}")
            .Order(StringComparer.Ordinal)
            .ShouldBe(["After Skipped 0", "Bad Failed 1", "Good Succeeded 1"]);
        var told = bench.Warnings.ShouldHaveSingleItem();
        told.Code.ShouldBe("HOOK9033");
        told.Message.ShouldStartWith($"Listener '{listener}' {what}. The run is what it would have been");
        (told.File, told.Line > 0).ShouldBe(("RepoHooks.cs", true));

        // Another beside it has missed nothing.
        bench.Lines("Writes")[^1].ShouldStartWith("run ");
    }

    [TestMethod]
    public void Hooks_start_and_end_while_it_reads_nothing_and_nobody_waits_for_it_before_the_run_is_over()
    {
        using ListenerBench bench = new();

        // It reads on when the last hook has ended: a run that waited for it would never get there.
        OnEnd over = new("Last", () => File.WriteAllText(Path.Combine(bench.Root, "over"), ""));
        bench.Run(
            ListenerBench.Plan(
                ["Waits"], ListenerBench.Command("First", "until [ -e Waits ]; do sleep 0.01; done"), ListenerBench.Command("Last", "true", "First")),
            observer: over).Succeeded.ShouldBeTrue();
        bench.Lines("Waits").ShouldBe(["up", "True"]);
        bench.Warnings.ShouldBeEmpty();
    }

    [TestMethod]
    public void Its_process_starts_beside_the_hooks_and_not_before_them()
    {
        using ListenerBench bench = new();

        // It is up before what waits for A can start, however busy the machine is.
        const string A = "until [ -e Writes ]; do sleep 0.01; done";
        bench.Run(ListenerBench.Plan(
            ["Writes"],
            ListenerBench.Command("A", A),
            ListenerBench.Command("B", "echo B"),
            ListenerBench.Command("C", "echo C", "A"))).Succeeded.ShouldBeTrue();
        bench.Started.Take(3).ShouldBe([A, "echo B", "worker"]);
    }

    [TestMethod]
    public void Who_does_not_listen_to_the_stage_or_to_a_run_without_hooks_costs_no_process()
    {
        using ListenerBench bench = new();
        var plan = ListenerBench.Plan(["Throws"], Good);
        bench.Run(plan, bench.Request with { Stage = HookStages.BeforeTool, Agent = new AgentEvent { Stage = HookStages.BeforeTool } }).Hooks.Count.ShouldBe(1);
        bench.Started.ShouldNotContain("worker");
        bench.Run(plan, bench.Request with { Stage = HookStages.PrePush }).Hooks.Count.ShouldBe(0);
        bench.Started.ShouldBeEmpty();
        bench.Warnings.ShouldBeEmpty();
    }

    [TestMethod]
    public void It_is_told_of_a_coding_agent_where_it_names_the_stage()
    {
        using ListenerBench bench = new();
        bench.Run(
            ListenerBench.Plan(["Writes"], Good),
            bench.Request with { Stage = HookStages.BeforeTool, Agent = new AgentEvent { Stage = HookStages.BeforeTool } }).Succeeded.ShouldBeTrue();
        bench.Lines("Writes")[^1].ShouldStartWith("run True ");
    }

    [TestMethod]
    public void An_interrupted_run_is_told_to_its_end()
    {
        using ListenerBench bench = new();
        using CancellationTokenSource interruption = new();

        // When it has heard the first event: how long a process takes to start is no matter of this.
        OnEnd heard = new("Hears", interruption.Cancel);
        bench.Run(
            ListenerBench.Plan(
                ["Writes"], ListenerBench.Command("Hears", "until [ -e Writes ]; do sleep 0.01; done"), ListenerBench.Command("Long", "sleep 600")),
            observer: heard,
            cancellation: interruption.Token).Interrupted.ShouldBeTrue();
        bench.Lines("Writes")[^1].ShouldStartWith("run False True ");
    }

    [TestMethod]
    public void What_came_of_the_run_is_told_before_the_method_has_ended()
    {
        using ListenerBench bench = new();
        IReadOnlyList<string>? heard = null;
        bench.Run(ListenerBench.Plan(["Waits"], Good), ended: report =>
        {
            heard = bench.Lines("Waits");
            File.WriteAllText(Path.Combine(bench.Root, "over"), "");
        });
        heard.ShouldNotBeNull().ShouldNotContain("True");
        bench.Lines("Waits").ShouldBe(["up", "True"]);
    }

    [TestMethod]
    public void A_signal_after_the_run_ends_the_wait_for_it()
    {
        using ListenerBench bench = new();
        using CancellationTokenSource interruption = new();
        bench.Run(ListenerBench.Plan(["Waits"], Good), ended: _ => interruption.Cancel(), cancellation: interruption.Token).Succeeded.ShouldBeTrue();
        bench.Warnings.ShouldHaveSingleItem().Message.ShouldBe(
            "Listener 'Waits' was ended by a signal that came when the run was over. The run is what it would have been");
    }

    [TestMethod]
    public void What_it_writes_is_in_its_log_and_what_it_left_running_has_ended()
    {
        using ListenerBench bench = new();
        bench.Run(ListenerBench.Plan(["Speaks", "LeavesAProcess"], Good)).Hooks.ShouldHaveSingleItem().Tail.ShouldBeEmpty();
        var log = bench.Lines("logs/Speaks.log");
        log.ShouldContain("out 19999");
        log.ShouldContain("err");

        // One that nobody has asked how it ended has no command line any more.
        ProcessFiles.CommandLine(int.Parse(bench.Lines("LeavesAProcess").ShouldHaveSingleItem(), CultureInfo.InvariantCulture)).ShouldBeEmpty();
        bench.Warnings.ShouldBeEmpty();
    }

    [TestMethod]
    public void Where_it_threw_is_in_its_log()
    {
        using ListenerBench bench = new();
        _ = bench.Run(ListenerBench.Plan(["Throws"], Good));
        bench.Warnings.ShouldHaveSingleItem().Message.ShouldEndWith($". Log: {Path.Combine(bench.Root, "logs", "Throws.log")}");
        bench.Lines("logs/Throws.log").ShouldContain(line => line.Contains("at RepoHooks.Throws(RunContext run)", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Of_a_long_text_that_it_threw_the_beginning_is_told_and_its_log_has_all()
    {
        using ListenerBench bench = new();
        _ = bench.Run(ListenerBench.Plan(["ThrowsMuch"], Good));
        bench.Warnings.ShouldHaveSingleItem().Message.Length.ShouldBeLessThan(500);
        bench.Lines("logs/ThrowsMuch.log").ShouldContain(line => line.Contains(new string('x', 5000), StringComparison.Ordinal));
    }

    [TestMethod]
    public void Why_its_assembly_cannot_be_loaded_is_one_short_line_and_its_log_has_all()
    {
        using ListenerBench bench = new();
        bench.WhileLoaded("throw new Exception(\"first\\nsecond\\n   at Some.Where()\\n\" + new string('x', 5000));");
        _ = bench.Run(ListenerBench.Plan(["Writes"], Good));
        var told = bench.Warnings.ShouldHaveSingleItem().Message;
        told.ShouldContain("was not told of this run: ");
        told.ShouldNotContain('\n');
        told.ShouldNotContain("Some.Where");
        told.Length.ShouldBeLessThan(500);
        bench.Lines("logs/Writes.log").ShouldContain(new string('x', 5000));
    }

    [TestMethod]
    public void What_its_assembly_prints_while_it_is_loaded_is_in_its_log()
    {
        using ListenerBench bench = new();
        bench.WhileLoaded("Console.WriteLine(\"loads\");");
        bench.Run(ListenerBench.Plan(["Writes"], Good)).Succeeded.ShouldBeTrue();
        bench.Lines("logs/Writes.log").ShouldBe(["loads"]);
    }

    [TestMethod]
    public void One_that_writes_nothing_has_no_log_and_empties_that_of_an_earlier_run()
    {
        using ListenerBench bench = new();
        _ = bench.Run(ListenerBench.Plan(["Writes"], Good));
        var log = Path.Combine(bench.Root, "logs", "Writes.log");
        File.Exists(log).ShouldBeFalse();
        File.WriteAllText(log, "earlier\n");
        _ = bench.Run(ListenerBench.Plan(["Writes"], Good));
        File.ReadAllText(log).ShouldBeEmpty();
    }

    [TestMethod]
    public void Where_no_log_can_be_written_one_that_writes_nothing_asks_for_no_folder_and_people_are_told_where_the_others_is()
    {
        using ListenerBench bench = new();
        File.WriteAllText(Path.Combine(bench.Root, "file"), "");
        var request = bench.Request with { LogDirectory = Path.Combine(bench.Root, "file", "logs") };
        _ = bench.Run(ListenerBench.Plan(["Writes"], Good), request);
        bench.Warnings.ShouldHaveSingleItem().Message.ShouldStartWith("The log folder ");
        _ = bench.Run(ListenerBench.Plan(["Speaks", "Throws"], Good), request);
        bench.Warnings.Count(problem => problem.Message.StartsWith("The log folder ", StringComparison.Ordinal)).ShouldBe(3);
        foreach (var folder in bench.Warnings.Select(problem => problem.Message.Split("logs go to "))
            .Where(parts => parts.Length == 2)
            .Select(parts => parts[1].Split(". Set")[0]))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public void Without_a_worker_people_are_told_and_the_hooks_run()
    {
        using ListenerBench bench = new() { Worker = "/nowhere/worker.dll" };
        bench.Run(ListenerBench.Plan(["Writes"], Good)).Succeeded.ShouldBeTrue();
        bench.Warnings.ShouldHaveSingleItem().Message.ShouldStartWith("Listener 'Writes' was not told of this run: no worker");
    }

    [TestMethod]
    public async Task What_does_not_fit_for_one_that_never_reads_is_counted_and_said()
    {
        using ListenerBench bench = new();
        var plan = ListenerBench.Plan(["NeverReads"], Good);
        var services = EngineServices.Create(new WorkerOptions
        {
            Dotnet = "dotnet",
            WorkerAssembly = ListenerBench.WorkerAssembly,
            HooksAssembly = ListenerBench.MethodsAssembly,
        });
        List<Problem> told = [];
        await using var listeners = RunListeners.Of(plan, bench.Request, services, new Warnings(told), CancellationToken.None)!;
        listeners.Began(1);
        var hook = Good with { Name = new string('x', 1000) };
        for (var i = 0; i < 20_000; i++)
        {
            listeners.HookStarted(hook);
        }

        await File.WriteAllTextAsync(Path.Combine(bench.Root, "over"), "");
        await listeners.EndAsync(new RunReport([], TimeSpan.Zero, Interrupted: false));
        told.ShouldHaveSingleItem().Message.ShouldMatch(
            "^Listener 'NeverReads' reads too slowly, or not at all; 1[0-9]{4} events of the run did not fit into what waits for it and were left out\\.");
    }

    [TestMethod]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "The same cases in each run")]
    public void What_it_hears_of_any_graph_is_what_the_stream_tells()
    {
        for (var seed = 0; seed < 8; seed++)
        {
            Random random = new(seed);
            var hooks = Enumerable.Range(0, 1 + random.Next(12)).Select(number => ListenerBench.Command(
                string.Create(CultureInfo.InvariantCulture, $"H{number}"),
                random.Next(4) == 0 ? "echo 'b.txt(1,2): warning W1: \"careful\" ü'; exit 1" : "true",
                [.. Enumerable.Range(0, number).Where(_ => random.Next(4) == 0).Select(other => string.Create(CultureInfo.InvariantCulture, $"H{other}"))]))
                    .ToArray();
            using ListenerBench bench = new();
            var file = Path.Combine(bench.Root, "events.jsonl");
            using EventsOutput stream = new(EventTarget.Read(file, bench.Root), bench.Request, problem => Assert.Fail(problem.Message), CancellationToken.None);
            var report = bench.Run(ListenerBench.Plan(["Writes", "WritesAll"], hooks), observer: stream);
            stream.End(report);
            string[] told = [.. File.ReadAllLines(file)[..^1].Select(StreamText.Of)];
            bench.Lines("WritesAll").ShouldBe(told, $"seed {seed}");
            bench.Lines("Writes").ShouldBe([.. told.Where(line => !line.StartsWith("output ", StringComparison.Ordinal))], $"seed {seed}");
            bench.Warnings.ShouldBeEmpty();
        }
    }

    private abstract class Passive : IRunObserver
    {
        public virtual void Warned(Problem problem)
        {
        }

        public virtual void HookStarted(PlannedHook hook)
        {
        }

        public virtual void HookEnded(HookReport report)
        {
        }

        public void ProfileEnded(ProfileReport report)
        {
        }
    }

    private sealed class OnEnd(string hook, Action act) : Passive
    {
        public override void HookEnded(HookReport report)
        {
            if (report.Hook.Name == hook)
            {
                act();
            }
        }
    }

    private sealed class Warnings(List<Problem> told) : Passive
    {
        public override void Warned(Problem problem) => told.Add(problem);
    }
}
