using Hooks.Build.Catalog;

namespace Hooks.Build.Checks;

/// <summary>Makes the checks that look at bytes and lines.</summary>
internal static class TextChecks
{
    public static FileCheck? Create(StandardHook hook, HookArguments arguments, CheckSurroundings surroundings) => hook.Id switch
    {
        "trailing-whitespace" => new TrailingWhitespace(arguments, new EditorConfigFolders(surroundings)),
        "end-of-file-fixer" => new EndOfFile(new EditorConfigFolders(surroundings)),
        "mixed-line-ending" => new MixedLineEnding(LineEnds.Parse(arguments.Text("--fix")), fixes: arguments.Text("--fix") != "no", new EditorConfigFolders(surroundings)),
        "fix-byte-order-marker" => new ByteOrderMark(new EditorConfigFolders(surroundings)),
        "check-merge-conflict" => new MergeConflict(arguments.Has("--assume-in-merge") || surroundings.IsMerging()),
        "detect-private-key" => new PrivateKey(),
        "detect-aws-credentials" => new AwsCredentials(AwsSecrets.Find(arguments, surroundings)),
        "secrets" => new Secrets(AllowedSecrets.Read(arguments, surroundings)),
        "check-editorconfig" => new EditorConfigCheck(surroundings),
        "check-executables-have-shebangs" => new ExecutableHasShebang(),
        "check-shebang-scripts-are-executable" => new ShebangIsExecutable(),
        "check-symlinks" => new BrokenLink(),
        "check-illegal-windows-names" => new WindowsName(),
        "validate-regex-patterns" => new RegexPatterns(),
        "commit-message" => new CommitMessage(arguments, surroundings),
        _ => null,
    };
}
