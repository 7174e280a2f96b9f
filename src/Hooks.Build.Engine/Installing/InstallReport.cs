namespace Hooks.Build.Engine.Installing;

/// <summary>What was done.</summary>
/// <param name="Lines">One sentence for each thing, for people.</param>
/// <param name="Changed">False where all was as it should be.</param>
public sealed record InstallReport(IReadOnlyList<string> Lines, bool Changed);
