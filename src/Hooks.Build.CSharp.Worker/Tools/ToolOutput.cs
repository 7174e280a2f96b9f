namespace Hooks.Build.CSharp.Tools;

/// <summary>Takes what a ready-made hook says.</summary>
/// <param name="Line">Takes a line at a time; findings are lines as MSBuild knows them, <c>src/A.cs(3,5): error IDE0055: ...</c>, their paths from the
/// root.</param>
internal sealed record ToolOutput(Action<string> Line)
{
    /// <summary>Takes a line in which no finding is looked for, such as what a test prints.</summary>
    public Action<string> Text { get; init; } = Line;

    /// <summary>Takes the reason why there was nothing to do: that is no success of anything.</summary>
    public Action<string> Idle { get; init; } = _ => { };
}
