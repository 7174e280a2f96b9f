namespace Hooks.Build.Catalog;

/// <summary>Ready-made hooks that look at names, sizes and modes, or at what git knows.</summary>
internal static class RepositoryHooks
{
    /// <summary>They are about what is to be committed, and a build with a hook that always runs is never up to date.</summary>
    private const int ByItself = StageBits.PreCommit;

    public static IReadOnlyList<StandardHook> All { get; } =
    [
        Of("check-added-large-files", "no large files are added; Git LFS is respected", "**") with
        {
            Options =
            [
                new("--maxkb", OptionKind.Number, "the most kibibytes (1,024 bytes) of a file") { Default = "500" },
                new("--enforce-all", OptionKind.Flag, "look at all files, not only at those that are added"),
            ],
            Cache = false,
        },
        Of("check-case-conflict", "no names that differ only in case", "**"),
        Of("destroyed-symlinks", "no link that became a file", "**"),
        Of("forbid-new-submodules", "no new submodules"),
        Of("no-commit-to-branch", "no commits to protected branches") with
        {
            Options =
            [
                new("--branch", OptionKind.List, "a protected branch") { Letter = "-b", Default = "main,master" },
                new("--pattern", OptionKind.Pattern, "a regular expression of protected branches") { Letter = "-p" },
            ],
        },
    ];

    private static StandardHook Of(string id, string description, params string[] files) =>
        new() { Tool = "hooks", Id = id, Description = description, Files = files, Cache = false, Stages = ByItself };
}
