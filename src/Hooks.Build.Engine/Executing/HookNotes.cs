namespace Hooks.Build.Engine.Executing;

/// <summary>What is learned about a hook while it runs, beside what it says itself.</summary>
internal sealed class HookNotes
{
    /// <summary>The files it changed, by path from the root.</summary>
    public List<string> Changed { get; } = [];

    /// <summary>What the user should know that does not fail it.</summary>
    public List<Problem> Warnings { get; } = [];
}
