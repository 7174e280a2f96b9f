namespace Hooks.Build.Engine.Model;

/// <summary>What came of the items of a matrix, as one.</summary>
/// <param name="Name">The name of the declaration.</param>
/// <param name="Items">The items that were selected, in the order in which they are declared.</param>
public sealed record MatrixReport(string Name, IReadOnlyList<HookReport> Items)
{
    /// <summary>How many passed.</summary>
    public int Passed => Items.Count(item => item.Outcome == HookOutcome.Succeeded);

    /// <summary>No item failed with more than a warning, and none was kept from running.</summary>
    public bool Succeeded => Items.All(item => !item.Stops);
}
