using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Spares;

/// <summary>A process that a run may take over where one waits, and leave behind for the next.</summary>
/// <param name="Purpose">What it is for: at most one waits for the same with the same code.</param>
/// <param name="Command">The command line that starts it, given the path that it waits at.</param>
/// <param name="Start">How it is started, but for its arguments and its output.</param>
/// <param name="Folders">The folders that it loads from.</param>
internal sealed record SpareRequest(string Purpose, Func<string, IReadOnlyList<string>> Command, ProcessStart Start, IReadOnlyList<string> Folders);

/// <summary>A spare that serves this run now.</summary>
/// <param name="Stream">What is said to it.</param>
/// <param name="Process">It, as if this process had started it.</param>
internal sealed record TakenSpare(Stream Stream, IChildProcess Process);
