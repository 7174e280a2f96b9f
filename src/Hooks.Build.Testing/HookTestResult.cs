using System.Text;

namespace Hooks.Build.Testing;

/// <summary>What came of a hook.</summary>
public sealed class HookTestResult
{
    internal HookTestResult(bool passed, IReadOnlyList<HookFinding> findings, string message, string output, IReadOnlyDictionary<string, byte[]> files) =>
        (Passed, Findings, Message, Output, Files) = (passed, findings, message, output, files);

    /// <summary>Whether the hook succeeded, as a run would count it: it said so, reported no error and threw nothing.</summary>
    public bool Passed { get; }

    /// <summary>What a coding agent is to make of it. Where it is <see cref="HookAnswer.None"/> the stage makes it of <see cref="Passed"/>.</summary>
    public HookAnswer Answer { get; internal init; }

    /// <summary>What a coding agent is told with <see cref="Answer"/>; empty where that is <see cref="HookAnswer.None"/>.</summary>
    public string AnswerText { get; internal init; } = "";

    /// <summary>What the hook found, with paths from the repository's root.</summary>
    public IReadOnlyList<HookFinding> Findings { get; }

    /// <summary>Why it failed, one line; empty where it passed or its findings say it.</summary>
    public string Message { get; }

    /// <summary>The last lines that a command wrote; empty for a C# hook.</summary>
    public string Output { get; }

    /// <summary>All files of the repository afterwards, by their paths from its root, with <c>/</c>; repaired ones with their new content.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    /// <summary>The content of a file afterwards, as UTF-8 text.</summary>
    /// <exception cref="KeyNotFoundException">There is no such file.</exception>
    public string Text(string path) => Files.TryGetValue(path, out var content)
        ? Encoding.UTF8.GetString(content)
        : throw new KeyNotFoundException($"The hook left no file {path}; there are: {string.Join(", ", Files.Keys.Order(StringComparer.Ordinal))}.");

    /// <summary>All that can be told, for messages of failed tests.</summary>
    public override string ToString() =>
        string.Join(
            '\n',
            ((string[])[
                Passed ? "passed" : "failed",
                Answer == HookAnswer.None ? "" : $"{Answer}: {AnswerText}",
                Message,
                .. Findings.Select(finding => finding.ToString()),
                Output]).Where(line => line.Length > 0));
}
