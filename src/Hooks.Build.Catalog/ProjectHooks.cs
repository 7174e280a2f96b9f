namespace Hooks.Build.Catalog;

/// <summary>Ready-made hooks that know the graph of projects.</summary>
internal static class ProjectHooks
{
    /// <summary>In a build they would build what that is building.</summary>
    private const int CommitOrPush = StageBits.PreCommit | StageBits.PrePush;

    private static readonly HookOption Configuration = new(
        "--configuration", OptionKind.Text, "the configuration, such as Release; that of the build when not given")
    {
        Letter = "-c",
    };
    private static readonly HookOption NoRestore = new("--no-restore", OptionKind.Flag, "packages are restored already");
    private static readonly HookOption Solution = new(
        "--solution", OptionKind.Text, "the solution where the graph of projects starts; the only one in the root, else all projects, when not given");

    // What decides which packages a project has.
    private static readonly string[] PackageFiles = [
        "**/*.{cs,fs,vb}proj", "**/*.{props,targets,sln,slnx,slnf}", "**/packages*.lock.json", "**/global.json", "**/[Nn]u[Gg]et.[Cc]onfig"];

    public static IReadOnlyList<StandardHook> All { get; } =
    [
        Of("build", "the projects that files affect build", "**") with
        {
            Timeout = 900,
            Cache = false,
            WorksOnWorkingTree = true,
            Stages = CommitOrPush,
            Options = [Configuration, NoRestore, Solution, new("--args", OptionKind.Text, "more arguments of dotnet build, in one text")],
        },
        Of("test", "the tests of the projects that files affect pass", "**") with
        {
            Timeout = 1800,
            Cache = false,
            WorksOnWorkingTree = true,
            Stages = CommitOrPush,
            Options = [Configuration, NoRestore, Solution, new("--args", OptionKind.Text, "more arguments of dotnet test, in one text")],
        },
        Of("vulnerable-packages", "no package that is known to be vulnerable", PackageFiles) with
        {
            Stages = CommitOrPush,
            Cache = false,
            Options =
            [
                Configuration,
                Solution,
                new("--severity", OptionKind.Text, "from which severity on it fails; what is below is a warning")
                {
                    Default = "low",
                    Choices = ["low", "moderate", "high", "critical"],
                },
                new("--allow", OptionKind.List, "an advisory (GHSA-xxxx-xxxx-xxxx) or a package that is accepted"),
            ],
        },
        Of("deprecated-packages", "no package that its authors gave up", PackageFiles) with
        {
            Stages = CommitOrPush,
            Cache = false,
            Options = [Configuration, Solution, new("--allow", OptionKind.List, "a package that is accepted")],
        },
        Of("lock-files", "packages.lock.json says what the projects say", PackageFiles) with
        {
            Stages = CommitOrPush,
            Cache = false,
            Options = [Configuration, Solution],
        },
    ];

    private static StandardHook Of(string id, string description, params string[] files) => new()
    {
        Tool = "csharp",
        Id = id,
        Description = description,
        Files = files,
        SeesGone = true,
        Timeout = 300,
        Environment = [
            "DOTNET_ROOT",
            "NUGET_PACKAGES",
            "NUGET_FALLBACK_PACKAGES",
            "NUGET_RESTORE_MSBUILD_ARGS",
            "VSS_NUGET_EXTERNAL_FEED_ENDPOINTS",
            "ARTIFACTS_CREDENTIALPROVIDER_FEED_ENDPOINTS"],
    };
}
