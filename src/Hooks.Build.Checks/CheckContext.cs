namespace Hooks.Build.Checks;

/// <summary>What checks may know beside the file they look at.</summary>
/// <param name="Root">Absolute path of the repository's root, or of what stands for it.</param>
/// <param name="Environment">The variables of the hook.</param>
public sealed record CheckContext(string Root, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Whether git is in the middle of a merge.</summary>
    public Func<bool> IsMerging { get; init; } = () => false;

    /// <summary>How git is set up to clean commit messages.</summary>
    public MessageSettings Messages { get; init; } = MessageSettings.Usual;
}
