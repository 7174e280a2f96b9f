namespace Hooks.Build.Engine.Processes;

/// <summary>The variables with which git tells what it starts of a repository. They hold for that one, which need not be the one a process is about.</summary>
internal static class GitVariables
{
    /// <summary>Where the repository is.</summary>
    public static IReadOnlyList<string> Places { get; } = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"];

    /// <summary>Where it and its objects are: what a process must not see that finds its repository by the folder it is in.</summary>
    public static IReadOnlyList<string> Repository { get; } = [.. Places, "GIT_OBJECT_DIRECTORY"];

    /// <summary>How a path on a command line is read.</summary>
    public static IReadOnlyList<string> Pathspecs { get; } = ["GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"];

    /// <summary>What else a hook of another repository would hand on: its objects, and what was set for one command.</summary>
    public static IReadOnlyList<string> Strange { get; } =
        ["GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH", "GIT_NAMESPACE", "GIT_SHALLOW_FILE", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT"];
}
