using System.Globalization;
using System.Net.Sockets;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Running;
using Hooks.Build.Runner.Events;
using Hooks.Build.Runner.Running;
using Hooks.Build.Runner.Serving;
using Hooks.Build.Runner.Tests.Doors;

namespace Hooks.Build.Runner.Tests.Running;

[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "Runs are listened to on Linux.")]
public sealed class RunListenersTests
{
    [TestMethod]
    public async Task A_listener_that_never_reads_holds_no_run_up_and_another_gets_everything_in_order()
    {
        using var repository = Repository();
        using var deaf = ListeningSocket.TryOpen(ListenerFolder.PathOf(repository.Path)!)!;
        using var other = ListeningSocket.TryOpen(ListenerFolder.PathOf(repository.Path)!)!;
        Started observer = new();
        var hooks = Enumerable.Range(0, 20000)
            .Select(number => new PlannedHook { Index = number, Name = "Hook" + number.ToString(CultureInfo.InvariantCulture), Command = [["true"]] })
            .ToList();
        await using var listeners = Of(RequestOf(repository), observer)!;
        using var connection = other.Socket.Accept();
        var heard = Task.Run(() =>
        {
            using StreamReader reader = new(new NetworkStream(connection));
            return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        });
        listeners.Began(hooks.Count);
        hooks.ForEach(listeners.HookStarted);
        await listeners.EndAsync(new RunReport([], TimeSpan.Zero, Interrupted: false));
        observer.Names.ShouldBe(hooks.Select(hook => hook.Name));
        var lines = await heard;
        lines.Length.ShouldBe(hooks.Count + 3);
        lines[1..^2].Zip(hooks).ShouldAllBe(pair => pair.First.Contains($"\"{pair.Second.Name}\"", StringComparison.Ordinal));
        lines[^1].ShouldContain($"\"events\":{hooks.Count + 2}");
    }

    [TestMethod]
    public void Events_of_coding_agents_are_told_to_nobody()
    {
        using var repository = Repository();
        using var socket = ListeningSocket.TryOpen(ListenerFolder.PathOf(repository.Path)!);
        Of(RequestOf(repository) with { Agent = new AgentEvent() }, new Started()).ShouldBeNull();
    }

    [TestMethod]
    public void Outside_of_git_nobody_listens()
    {
        using TemporaryFolder folder = new();
        ListenerFolder.PathOf(folder.Path).ShouldBeNull();
        Of(RequestOf(folder), new Started()).ShouldBeNull();
    }

    private static RunListeners? Of(RunRequest request, Started observer) =>
        RunListeners.Of(HookPlan.Create([]), request, EngineServices.Create(worker: null), observer, CancellationToken.None);

    private static TemporaryFolder Repository()
    {
        TemporaryFolder folder = new();
        _ = Directory.CreateDirectory(Path.Combine(folder.Path, ".git", "objects"));
        File.WriteAllText(Path.Combine(folder.Path, ".git", "HEAD"), "ref: refs/heads/main\n");
        return folder;
    }

    private static RunRequest RequestOf(TemporaryFolder repository) => new() { RepositoryRoot = repository.Path, LogDirectory = repository.Path };

    private sealed class Started : IRunObserver
    {
        public List<string> Names { get; } = [];

        public void Warned(Problem problem)
        {
        }

        public void HookStarted(PlannedHook hook) => Names.Add(hook.Name);

        public void HookEnded(HookReport report)
        {
        }

        public void ProfileEnded(ProfileReport report)
        {
        }
    }
}
