namespace Hooks.Build.Engine.Processes;

/// <summary>
/// The variables by which one call of git tells the next what is meant. What we ask is another question: none of them reaches a git that we start, but those
/// that we set. The one list of them, compiled into engine and workers.
/// </summary>
internal static class GitVariables
{
    /// <summary>What they begin with, all of them.</summary>
    public const string Prefix = "GIT_";

    /// <summary>
    /// How a path on the command line is read (<c>git --literal-pathspecs</c>, as Magit calls it): one for which <c>:(icase)x</c> is the name of a file finds
    /// nothing. And from where attributes are read (<c>--attr-source</c>).
    /// </summary>
    public static IReadOnlyList<string> Reading { get; } =
        ["GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_ATTR_SOURCE"];

    /// <summary>These, and where the repository, its working tree and its index are. What the next git is to know of that is said anew.</summary>
    public static IReadOnlyList<string> OfOneCall { get; } =
    [
        .. Reading, "GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_INTERNAL_SUPER_PREFIX",
    ];

    /// <summary>These, and where a repository has its objects and names. Where another repository may be meant they are about the wrong one.</summary>
    public static IReadOnlyList<string> OfOneRepository { get; } =
    [
        .. OfOneCall, "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH", "GIT_NAMESPACE", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE",
        "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE",
    ];

    /// <summary>These, and the settings of one call (<c>git -c</c>), which are the user's: dropped only where another repository is meant for sure.</summary>
    public static IReadOnlyList<string> All { get; } = [.. OfOneRepository, "GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT"];
}
