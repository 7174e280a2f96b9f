using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Reporting;

/// <summary>That hooks cannot run in this repository, as lists tell it: beside each hook in a word, and below why, once for all of a kind.</summary>
public static class FaultText
{
    /// <summary>What stands beside the hook.</summary>
    public static string Of(HookFault fault) => $"cannot run here ({fault.Problem.Code}, below)";

    /// <summary>What stands below: a line for each kind of fault, none where there is none.</summary>
    public static IEnumerable<string> Lines(IEnumerable<PlannedHook> hooks) => HookFault.Sum(hooks).Select(problem =>
        FormattableString.Invariant($"{(problem.File is null ? "" : $"{problem.File}({problem.Line},{problem.Column}): ")}{problem.Code}: {problem.Message}"));
}
