using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.History;

/// <summary>What the writer and the readers of run logs agree on. The fields are described in docs/run-log.md.</summary>
internal static class RunLogFormat
{
    /// <summary>Version of the records; a higher one is left alone by readers of this one.</summary>
    public const int Schema = 1;

    /// <summary>The log of git, the build and people.</summary>
    public const string Runs = "runs";

    /// <summary>The log of coding agents.</summary>
    public const string Agents = "agents";

    /// <summary>How many full files are kept beside the one that is written.</summary>
    public const int OldFiles = 3;

    /// <summary>A file is full when the next run would make it longer than this.</summary>
    public const long MostBytes = 4 * 1024 * 1024;

    /// <summary>Every record begins with this: a reader finds its way back by it.</summary>
    public static ReadOnlySpan<byte> Beginning => "{\"schema\":"u8;

    /// <summary>The logs of a folder.</summary>
    public static IReadOnlyList<string> Logs { get; } = [Runs, Agents];

    /// <summary>The log of a stage. Coding agents have one of their own: hundreds of their events come between two commits, and would push those out.</summary>
    /// <param name="stage">The stage of a run; <see cref="HookStages.None"/> where hooks of every stage ran.</param>
    public static string LogOf(HookStages stage) => stage != HookStages.None && (stage & ~AgentStages.All) == 0 ? Agents : Runs;

    /// <summary>Path of a log file.</summary>
    /// <param name="folder">The folder of the hooks' logs.</param>
    /// <param name="log">The log.</param>
    /// <param name="age">0 for the one that is written, 1 for the one before it.</param>
    public static string PathOf(string folder, string log = Runs, int age = 0) =>
        Path.Combine(folder, age == 0 ? log + ".jsonl" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{log}.{age}.jsonl"));
}
