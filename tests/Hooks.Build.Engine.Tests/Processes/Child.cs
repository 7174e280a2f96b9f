using System.Text;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Tests.Processes;

/// <summary>A real process, its output, and what the system knows of it.</summary>
internal sealed class Child
{
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(10);
    private static readonly IProcessLauncher Launcher = SystemLauncher.Create();
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _wrote = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _awaited;

    private Child(string file, string[] arguments, string workingDirectory, IReadOnlyDictionary<string, string>? environment, string awaited)
    {
        _awaited = awaited;
        Process = Launcher.Start(new ProcessStart(file, arguments, workingDirectory, environment ?? Environment, Receive));
    }

    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
    };

    public IChildProcess Process { get; }

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts a shell.</summary>
    /// <param name="script">What it runs.</param>
    /// <param name="awaited">Text that <see cref="HasWrittenAsync"/> waits for.</param>
    public static Child Shell(string script, string awaited = "ready") => new("/bin/sh", ["-c", script], "/", environment: null, awaited);

    public static Child Start(string file, string[] arguments, string workingDirectory = "/", IReadOnlyDictionary<string, string>? environment = null) =>
        new(file, arguments, workingDirectory, environment, "ready");

    public Task HasWrittenAsync() => _wrote.Task.WaitAsync(Stuck);

    public Task<ProcessExit> EndAsync() => Process.Completion.WaitAsync(Stuck);

    /// <summary>The processes of the child's group that are not dead.</summary>
    public IReadOnlyList<string> Group() => LivingInGroup(Process.Id);

    /// <summary>Waits for the last of the group: what was killed is dead a moment later, and nobody but init can wait for a grandchild.</summary>
    public async Task GroupIsGoneAsync()
    {
        var asked = 0;
        while (Group() is { Count: > 0 } living)
        {
            (asked++).ShouldBeLessThan(2000, string.Concat(living));
            await Task.Delay(5);
        }
    }

    private static List<string> LivingInGroup(int group) =>
        [.. ProcessFiles.All()
            .Where(process => ProcessFiles.Stat(process) is [not ("Z" or "X"), _, var its, ..]
                && its == group.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Select(ProcessFiles.CommandLine)];

    private void Receive(ReadOnlySpan<byte> data)
    {
        lock (_output)
        {
            // A chatty process must not fill the test's memory.
            if (_output.Length < 1_000_000)
            {
                _ = _output.Append(Encoding.UTF8.GetString(data));
            }

            if (_output.Length < 10_000 && _output.ToString().Contains(_awaited, StringComparison.Ordinal))
            {
                _ = _wrote.TrySetResult();
            }
        }
    }
}
