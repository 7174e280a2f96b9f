using Hooks.Build.Catalog;
using Hooks.Build.Checks.Structured.Json;
using Hooks.Build.Checks.Structured.Lines;
using Hooks.Build.Checks.Structured.Toml;
using Hooks.Build.Checks.Structured.Xml;
using Hooks.Build.Checks.Structured.Yaml;
using Hooks.Build.Checks.Text;
using Hooks.Build.Checks.Text.CSharp;
using Hooks.Build.Checks.Text.EditorConfig;
using Hooks.Build.Checks.Text.Lines;
using Hooks.Build.Checks.Text.Messages;
using Hooks.Build.Checks.Text.Secrets;

namespace Hooks.Build.Checks.Registry;

/// <summary>Makes the checks of files.</summary>
public static class FileChecks
{
    /// <summary>Makes a check; <see langword="null"/> for a ready-made hook that is no check of single files.</summary>
    /// <param name="hook">The ready-made hook.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="context">What it may know beside the files.</param>
    /// <exception cref="CheckSetupException">It cannot work here, such as with an allow list that cannot be read.</exception>
    public static FileCheck? Create(StandardHook hook, HookArguments arguments, CheckContext context) => hook.Id switch
    {
        "trailing-whitespace" => new TrailingWhitespace(arguments, new EditorConfigFolders(context)),
        "end-of-file-fixer" => new EndOfFile(new EditorConfigFolders(context)),
        "mixed-line-ending" =>
            new MixedLineEnding(LineEnds.Parse(arguments.Text("--fix")), fixes: arguments.Text("--fix") != "no", new EditorConfigFolders(context)),
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
        "check-json" => new JsonCheck(arguments.Has("--allow-comments"), arguments.Has("--no-nan")),
        "pretty-format-json" => new PrettyJsonCheck(PrettyStyle.Of(arguments), arguments.Has("--autofix")),
        "check-toml" => new TomlCheck(),
        "check-xml" => new XmlCheck(),
        "check-yaml" => new YamlCheck(arguments.Has("--allow-multiple-documents"), arguments.Has("--unsafe")),
        "file-contents-sorter" => new LineSorterCheck(arguments.Has("--ignore-case"), arguments.Has("--unique"), new EditorConfigFolders(context)),
        _ => null,
    };
}
