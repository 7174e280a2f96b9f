using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Workers;

/// <summary>One of the programs that hooks run in.</summary>
/// <param name="Assembly">Absolute path of the program.</param>
/// <param name="Loads">Absolute path of what it loads; the program's own where that is all.</param>
/// <param name="CommandLine">Its command line, given where it finds the engine: a pipe, or where it waits.</param>
/// <param name="Name">What it is in an error text.</param>
internal sealed record WorkerKind(string Assembly, string Loads, Func<bool, string, IReadOnlyList<string>> CommandLine, string Name)
{
    /// <summary>The one in which C# hooks run.</summary>
    public static WorkerKind ForHooks(WorkerOptions options) => new(
        options.WorkerAssembly, options.HooksAssembly,
        (waits, place) => waits ? WorkerCommandLine.ForHooks(options, "--spare", place) : WorkerCommandLine.ForHooks(options, place),
        "the worker for C# hooks");

    /// <summary>The one in which the hooks of Hooks.Build.CSharp run.</summary>
    public static WorkerKind ForTools(WorkerOptions options) => new(
        options.ToolAssembly, options.ToolAssembly,
        (waits, place) => waits ? WorkerCommandLine.ForTools(options, "--spare", place) : WorkerCommandLine.ForTools(options, place),
        "the worker of Hooks.Build.CSharp");
}
