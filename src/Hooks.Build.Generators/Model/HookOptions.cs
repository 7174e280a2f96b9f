namespace Hooks.Build.Generators.Model;

/// <summary>All that a hook's attribute says. The names are the attribute's own.</summary>
internal sealed record HookOptions
{
    public EquatableArray<ListItem> DependsOn { get; init; }

    public EquatableArray<ListItem> After { get; init; }

    public required Setting<int> Stages { get; init; }

    public EquatableArray<ListItem> Profiles { get; init; }

    /// <summary>The profiles that have any item of the hook's matrix in them; none for a hook that is no item.</summary>
    public EquatableArray<ListItem> ProfilesOfMatrix { get; init; }

    /// <summary>Whether the profiles of a hook that cleans up are those of what it cleans up after.</summary>
    public bool ProfilesAreOfOthers { get; init; }

    public required Setting<EquatableArray<ListItem>> Matrix { get; init; }

    public required Setting<EquatableArray<ListItem>> MatrixOf { get; init; }

    public required Setting<bool> Gates { get; init; }

    public required Setting<bool> Finally { get; init; }

    public EquatableArray<ListItem> Files { get; init; }

    public EquatableArray<ListItem> Exclude { get; init; }

    public EquatableArray<ListItem> Reads { get; init; }

    public EquatableArray<ListItem> Writes { get; init; }

    public EquatableArray<ListItem> Locks { get; init; }

    public required Setting<int> Timeout { get; init; }

    public required Setting<int> Severity { get; init; }

    public required Setting<int> Retries { get; init; }

    public required Setting<double> Cores { get; init; }

    public required Setting<bool> Batch { get; init; }

    public required Setting<bool> PerFile { get; init; }

    /// <summary>The repairing command, or <see langword="null"/>.</summary>
    public CommandSpec? Fix { get; init; }

    public required Setting<bool> Cache { get; init; }

    public EquatableArray<ListItem> Environment { get; init; }

    public required Setting<string?> WorkingDirectory { get; init; }

    public required Setting<string?> Problems { get; init; }

    public EquatableArray<ListItem> Tools { get; init; }

    public required Setting<bool> FailClosed { get; init; }

    public required Setting<string?> Description { get; init; }
}
