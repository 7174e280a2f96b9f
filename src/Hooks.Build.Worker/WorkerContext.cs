using Hooks.Build.Engine.Workers;

namespace Hooks.Build.Worker;

/// <summary>What a hook is given when it runs for real.</summary>
internal sealed class WorkerContext(RunCommand command, WorkerChannel channel, ChildProcesses children, CancellationToken cancellation) : HookContext
{
    public override string Name => command.Name;

    public override string Item => command.Item;

    public override AgentEvent? Agent => command.Agent;

    public override HookStages Stage => (HookStages)command.Stage;

    public override string RepositoryRoot => command.Root;

    public override IReadOnlyList<HookFile> Files { get; } = [.. command.Files.Select(path => new DiskFile(command, path))];

    public override bool Fixing => command.Fixing;

    public override int Cores => command.Cores;

    public override CancellationToken Cancellation => cancellation;

    public override IReadOnlyDictionary<string, string> Properties => command.Properties;

    public override void Report(HookFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        channel.Send(WorkerMessage.Finding, writer =>
        {
            writer.Write(command.Run);
            writer.Write((int)finding.Level);
            writer.Write(finding.File ?? "");
            writer.Write(finding.Line);
            writer.Write(finding.Column);
            writer.Write(finding.Code ?? "");
            writer.Write(finding.Message ?? "");
        });
    }

    public override Task<HookProcessResult> RunAsync(string fileName, params string[] arguments)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        ArgumentNullException.ThrowIfNull(arguments);
        cancellation.ThrowIfCancellationRequested();
        var (request, ended) = children.Expect();
        channel.Send(WorkerMessage.StartProcess, writer =>
        {
            writer.Write(command.Run);
            writer.Write(request);
            writer.Write(arguments.Length + 1);
            writer.Write(fileName);
            foreach (var argument in arguments)
            {
                writer.Write(argument);
            }
        });
        return ended.WaitAsync(cancellation);
    }
}
