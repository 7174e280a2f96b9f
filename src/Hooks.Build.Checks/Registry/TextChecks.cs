using Hooks.Build.Catalog;
using Hooks.Build.Checks.Text;
using Hooks.Build.Checks.Text.CSharp;
using Hooks.Build.Checks.Text.EditorConfig;
using Hooks.Build.Checks.Text.Lines;
using Hooks.Build.Checks.Text.Messages;
using Hooks.Build.Checks.Text.Secrets;

namespace Hooks.Build.Checks.Registry;

/// <summary>Makes the checks that look at bytes and lines.</summary>
internal static class TextChecks
{
    public static FileCheck? Create(StandardHook hook, HookArguments arguments, CheckContext context) => hook.Id switch
    {
        "trailing-whitespace" => new TrailingWhitespace(arguments, new EditorConfigFolders(context)),
        "end-of-file-fixer" => new EndOfFile(new EditorConfigFolders(context)),
        "mixed-line-ending" => new MixedLineEnding(LineEnds.Parse(arguments.Text("--fix")), fixes: arguments.Text("--fix") != "no", new EditorConfigFolders(context)),
        "fix-byte-order-marker" => new ByteOrderMark(new EditorConfigFolders(context)),
        "check-merge-conflict" => new MergeConflict(arguments.Has("--assume-in-merge") || context.IsMerging()),
        "detect-private-key" => new PrivateKey(),
        "detect-aws-credentials" => new AwsCredentials(AwsSecrets.Find(arguments, context)),
        "secrets" => new Secrets(AllowedSecrets.Read(arguments, context)),
        "check-editorconfig" => new EditorConfigCheck(context),
        "check-executables-have-shebangs" => new ExecutableHasShebang(),
        "check-shebang-scripts-are-executable" => new ShebangIsExecutable(),
        "check-symlinks" => new BrokenLink(),
        "check-illegal-windows-names" => new WindowsName(),
        "validate-regex-patterns" => new RegexPatterns(),
        "commit-message" => new CommitMessage(arguments, context),
        _ => null,
    };
}
