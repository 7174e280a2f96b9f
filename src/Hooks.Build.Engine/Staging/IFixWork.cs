using Hooks.Build.Engine.Jobs;

namespace Hooks.Build.Engine.Staging;

/// <summary>Copies on which a hook works that changes files.</summary>
internal interface IFixWork
{
    /// <summary>Where the hook finds them.</summary>
    HookView View { get; }

    /// <summary>What the hook did to them.</summary>
    FixChanges Changes();

    /// <summary>Deletes them.</summary>
    void Delete();
}

/// <summary>What a hook did to its copies, by path from the run's root.</summary>
/// <param name="Changed">Files that were written, perhaps with the same bytes, and where their content is.</param>
/// <param name="Damaged">Files that are no files any more.</param>
/// <param name="Created">Files that are new.</param>
/// <param name="Behind">Files of the user's that it changed through links.</param>
internal sealed record FixChanges(
    IReadOnlyList<(string File, string Content)> Changed, IReadOnlyList<string> Damaged, IReadOnlyList<string> Created, IReadOnlyList<string> Behind)
{
    /// <summary>Whether it is about content alone, and the files keep their modes.</summary>
    public bool KeepModes { get; init; }
}
