namespace Hooks.Build.Checks.Agents;

/// <summary>Which options of git's commands take a value, and which skip hooks.</summary>
internal static class GitOptions
{
    /// <summary>The commands that git runs hooks for.</summary>
    public static bool RunsHooks(string command) => command is "commit" or "merge" or "push" or "pull" or "rebase" or "am" or "cherry-pick" or "revert" or "checkout" or "switch" or "worktree" or "commit-msg" or "hook";

    /// <summary>The commands that have <c>--no-verify</c>.</summary>
    public static bool CanSkip(string command) => command is "commit" or "merge" or "push" or "pull" or "rebase" or "am";

    /// <summary>Short options, of those before the command too, that take the rest of their word or the next word.</summary>
    public static string ShortWithValue(string command) => command switch
    {
        "commit" => "mFCct",
        "am" => "Cp",
        "merge" => "mFsX",
        "pull" => "sXoj",
        "push" => "o",
        "rebase" => "sXxC",
        _ => "",
    };

    /// <summary>Short options that may have a value in the rest of their word.</summary>
    public static string ShortWithRest(string command) => command == "commit" ? "uS" : "S";

    /// <summary>Long options that take the next word, where they have no <c>=</c>. Git takes what they begin with for them as well.</summary>
    public static IReadOnlyList<string> LongWithValue(string command) => command switch
    {
        "commit" => ["--message", "--file", "--author", "--date", "--template", "--reuse-message", "--reedit-message", "--fixup", "--squash", "--trailer", "--cleanup", "--pathspec-from-file"],
        "merge" => ["--message", "--file", "--strategy", "--strategy-option", "--into-name", "--cleanup"],
        "pull" => ["--strategy", "--strategy-option", "--upload-pack", "--depth", "--deepen", "--shallow-since", "--shallow-exclude", "--server-option", "--refmap", "--jobs", "--negotiation-tip", "--cleanup"],
        "push" => ["--repo", "--receive-pack", "--exec", "--push-option"],
        "rebase" => ["--strategy", "--strategy-option", "--onto", "--exec", "--whitespace", "--empty"],
        "am" => ["--directory", "--exclude", "--include", "--patch-format", "--whitespace", "--resolvemsg"],
        _ => [],
    };

    /// <summary>Options before the command that take the next word.</summary>
    public static bool IsGlobalWithValue(string word) => word is "-C" or "-c" or "--git-dir" or "--work-tree" or "--namespace" or "--super-prefix" or "--config-env" or "--attr-source" or "--list-cmds";
}
