using Hooks.Build;

/// <summary>The quality hooks of this repository. One whose files do not occur does not run.</summary>
internal static class RepoHooks
{
    [Hook(Exclude = ["**/*.{diff,patch}"])]
    private const string TrailingWhitespace = StandardHooks.TrailingWhitespace + " --markdown-linebreak-ext=md";

    [Hook(Exclude = ["**/packages.lock.json"])]
    private const string EndOfFile = StandardHooks.EndOfFileFixer;

    [Hook]
    private const string LineEndings = StandardHooks.MixedLineEnding;

#if (csharp)
    [Hook]
    private const string Format = CSharpHooks.Format;

#endif
    [Hook]
    private const string Json = StandardHooks.CheckJson + " --allow-comments";

    [Hook]
    private const string Yaml = StandardHooks.CheckYaml + " --allow-multiple-documents";

    [Hook]
    private const string Xml = StandardHooks.CheckXml;

    [Hook]
    private const string PrivateKeys = StandardHooks.DetectPrivateKey;

    [Hook]
    private const string Secrets = StandardHooks.Secrets;

    [Hook]
    private const string MergeConflicts = StandardHooks.CheckMergeConflict;

    [Hook]
    private const string LargeFiles = StandardHooks.CheckAddedLargeFiles;
#if (protects)

    [Hook]
    private const string Branch = StandardHooks.NoCommitToBranch + " --branch=PROTECTED_BRANCH";
#endif
#if (tests)

    [Hook(Stages = HookStages.PrePush)]
    private const string Test = DotNetHooks.Test;
#endif
}
