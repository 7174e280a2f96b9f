namespace Hooks.Build.Checks.Agents;

/// <summary>Which options of git's commands take a value, and which skip hooks.</summary>
internal static class GitOptions
{
    /// <summary>The commands that git runs hooks for.</summary>
    public static bool RunsHooks(string command) =>
        command is "commit" or "merge" or "push" or "pull" or "rebase" or "am" or "cherry-pick" or "revert" or "checkout" or "switch" or "worktree"
            or "commit-msg" or "hook";

    /// <summary>The commands that have <c>--no-verify</c>.</summary>
    public static bool CanSkip(string command) => command is "commit" or "merge" or "push" or "pull" or "rebase" or "am";

    /// <summary>Options that take a value, of those before the command too where that is empty.</summary>
    public static string[] WithValue(string command) => command switch
    {
        "" => ["-C", "-c", "--git-dir", "--work-tree", "--namespace", "--super-prefix", "--config-env", "--attr-source", "--list-cmds"],
        "commit" =>
            ["-m", "-F", "-C", "-c", "-t", "--message", "--file", "--author", "--date", "--template", "--reuse-message", "--reedit-message", "--fixup", "--squash", "--trailer", "--cleanup", "--pathspec-from-file"],
        "merge" => ["-m", "-F", "-s", "-X", "--message", "--file", "--strategy", "--strategy-option", "--into-name", "--cleanup"],
        "pull" =>
            ["-s", "-X", "-o", "-j", "--strategy", "--strategy-option", "--upload-pack", "--depth", "--deepen", "--shallow-since", "--shallow-exclude", "--server-option", "--refmap", "--jobs", "--negotiation-tip", "--cleanup"],
        "push" => ["-o", "--repo", "--receive-pack", "--exec", "--push-option"],
        "rebase" => ["-s", "-X", "-x", "-C", "--strategy", "--strategy-option", "--onto", "--exec", "--whitespace", "--empty"],
        "am" => ["-C", "-p", "--directory", "--exclude", "--include", "--patch-format", "--whitespace", "--resolvemsg"],
        "config" => ["-f", "--file", "--blob", "--type", "--default", "--value", "--comment"],
        _ => [],
    };

    /// <summary>Short options that may have a value in the rest of their word.</summary>
    public static string WithRest(string command) => command == "commit" ? "uS" : "S";
}
