using System.Collections.Concurrent;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.Testing;

/// <summary>What a C# hook is given in a test: files on disk.</summary>
internal sealed class FolderContext(string name, HookTestOptions options, TestFolder folder, CancellationToken cancellation) : HookContext
{
    private readonly ConcurrentQueue<HookFinding> _findings = new();

    public override string Name => name;

    public override string Item => options.Item;

    public override HookStages Stage => TestEvent.StageOf(options);

    public override AgentEvent? Agent { get; } = TestEvent.In(options, folder);

    public override string RepositoryRoot => folder.Root;

    public override IReadOnlyList<HookFile> Files => field ??= [.. folder.Paths.Select(path => new FolderFile(this, path))];

    public override bool Fixing => options.Fixing;

    public override int Cores => Math.Max(1, options.Cores);

    public override CancellationToken Cancellation => cancellation;

    public override IReadOnlyDictionary<string, string> Properties => options.Properties;

    /// <summary>What was reported, in order of place: visits of several files at a time report as they come.</summary>
    public IReadOnlyList<HookFinding> Findings =>
        [.. _findings.OrderBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line).ThenBy(finding => finding.Column)];

    public override void Report(HookFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        _findings.Enqueue(new HookFinding(
            finding.Level, folder.Relative(finding.File ?? ""), finding.Line, finding.Column, finding.Code ?? "", finding.Message ?? ""));
    }

    public override async Task<HookProcessResult> RunAsync(string fileName, params string[] arguments)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        ArgumentNullException.ThrowIfNull(arguments);

        // What a hook declares of the environment is not known in a test.
        var environment = HookEnvironment.For(HookEnvironment.OfThisProcess(), ["*"]);
        var (exit, output) = await ChildOfHook.RunAsync(
            [fileName, .. arguments], RepositoryRoot, environment, TestProcesses.Launcher, TimeProvider.System, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return exit is { } ended ? new HookProcessResult(ended.ExitCode, output) : throw new IOException(output);
    }

    private sealed class FolderFile(FolderContext context, string path) : HookFile
    {
        public override string Path => path;

        public override string FullPath => System.IO.Path.Combine(context.RepositoryRoot, path);

        public override Task<byte[]> ReadBytesAsync(CancellationToken cancellationToken = default) => File.ReadAllBytesAsync(FullPath, cancellationToken);

        public override Task WriteBytesAsync(byte[] content, CancellationToken cancellationToken = default) => context.Fixing
            ? File.WriteAllBytesAsync(FullPath, content, cancellationToken)
            : throw new InvalidOperationException($"Hook '{context.Name}' is not fixing: it may not write {path}.");
    }
}
