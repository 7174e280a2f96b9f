namespace Hooks.Build.Engine.Model;

/// <summary>One of several hooks projects of a repository, as the hooks know it that it declares.</summary>
public sealed record HookProject
{
    /// <summary>What it owns, by path from the repository's root with <c>/</c>; empty for all. Its hooks are about files in there alone.</summary>
    public required string Folder { get; init; }

    /// <summary>What the names of its hooks begin with in a run of several projects: the folder and a slash. Empty where it owns all, or runs alone.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>How its C# hooks are run.</summary>
    public required WorkerOptions Worker { get; init; }

    /// <summary>Absolute path of the folder for the logs of its hooks.</summary>
    public required string LogDirectory { get; init; }

    /// <summary>Whether another project of the run has the same <see cref="LogDirectory"/>.</summary>
    public bool SharesLogs { get; init; }

    /// <summary>Time limit in seconds of those of its hooks that declare none; 0 for the run's own.</summary>
    public int DefaultTimeout { get; init; }

    /// <summary>Values from its build, for <c>{configuration}</c> and C# hooks.</summary>
    public required IReadOnlyDictionary<string, string> Properties { get; init; }

    /// <summary>Whether a path from the root is one of the project's.</summary>
    public bool Owns(string path) => Folder.Length == 0 || RepositoryFolder.Has(Folder, path);

    /// <summary>The prefix of a folder.</summary>
    public static string PrefixOf(string folder) => folder.Length == 0 ? "" : NameText.Of(folder) + "/";
}
