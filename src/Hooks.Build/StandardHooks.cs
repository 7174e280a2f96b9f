namespace Hooks.Build;

/// <summary>
/// Ready-made checks, with nothing to install: <c>[Hook] const string Whitespace = StandardHooks.TrailingWhitespace;</c>. Arguments are appended as text
/// and checked at compile time: <c>StandardHooks.CheckAddedLargeFiles + " --maxkb=1000"</c>. Each is about the files it knows unless
/// <see cref="HookAttribute.Files"/> says otherwise; where one can repair, it does so where fixing applies. Names, arguments and results are
/// those of pre-commit-hooks where it has the check.
/// </summary>
public static class StandardHooks
{
    /// <summary>No large files are added; Git LFS is respected.</summary>
    /// <remarks>
    /// Arguments:
    /// <c>--maxkb</c>: the most kibibytes (1,024 bytes) of a file (default: 500);
    /// <c>--enforce-all</c>: look at all files, not only at those that are added.
    /// </remarks>
    public const string CheckAddedLargeFiles = "hooks:check-added-large-files";

    /// <summary>No names that differ only in case.</summary>
    public const string CheckCaseConflict = "hooks:check-case-conflict";

    /// <summary>Charset, line endings, final newline and indentation as .editorconfig says.</summary>
    public const string CheckEditorConfig = "hooks:check-editorconfig";

    /// <summary>Files that are executable begin with #!.</summary>
    public const string CheckExecutablesHaveShebangs = "hooks:check-executables-have-shebangs";

    /// <summary>Names that Windows can have.</summary>
    public const string CheckIllegalWindowsNames = "hooks:check-illegal-windows-names";

    /// <summary>JSON can be parsed.</summary>
    /// <remarks>
    /// Arguments:
    /// <c>--allow-comments</c>: accept comments and trailing commas.
    /// </remarks>
    public const string CheckJson = "hooks:check-json";

    /// <summary>No conflict markers of a merge.</summary>
    /// <remarks>
    /// Arguments:
    /// <c>--assume-in-merge</c>: look for them also when no merge is under way.
    /// </remarks>
    public const string CheckMergeConflict = "hooks:check-merge-conflict";

    /// <summary>Files that begin with #! are executable.</summary>
    public const string CheckShebangScriptsAreExecutable = "hooks:check-shebang-scripts-are-executable";

    /// <summary>Links lead to something.</summary>
    public const string CheckSymlinks = "hooks:check-symlinks";

    /// <summary>TOML can be parsed.</summary>
    public const string CheckToml = "hooks:check-toml";

    /// <summary>XML is well formed.</summary>
    public const string CheckXml = "hooks:check-xml";

    /// <summary>YAML can be parsed.</summary>
    /// <remarks>
    /// Arguments:
    /// <c>--allow-multiple-documents</c>: accept more than one document in a file;
    /// <c>--unsafe</c>: accept tags that are not of YAML itself.
    /// </remarks>
    public const string CheckYaml = "hooks:check-yaml";

    /// <summary>The commit message follows Conventional Commits.</summary>
    /// <remarks>
    /// Arguments:
    /// <c>--types</c>: the types there are (default: build,chore,ci,docs,feat,fix,perf,refactor,revert,style,test);
    /// <c>--scopes</c>: the scopes there are; any when not given;
    /// <c>--any-format</c>: do not ask for 'type(scope): subject';
    /// <c>--max-subject</c>: the most characters of the first line (default: 72);
    /// <c>--max-line</c>: the most characters of the other lines; 0 for any (default: 100);
    /// <c>--issue</c>: a regular expression that the message must match somewhere, such as #\d+.
    /// </remarks>
    public const string CommitMessage = "hooks:commit-message";

    /// <summary>No link that became a file.</summary>
    public const string DestroyedSymlinks = "hooks:destroyed-symlinks";

    /// <summary>No AWS secret of yours.</summary>
    /// <remarks>
    /// Arguments:
    /// <c>--credentials-file</c>: where your AWS secrets are (~/.aws/config, ~/.aws/credentials and others);
    /// <c>--allow-missing-credentials</c>: accept that there are none on this machine.
    /// </remarks>
    public const string DetectAwsCredentials = "hooks:detect-aws-credentials";

    /// <summary>No private keys.</summary>
    public const string DetectPrivateKey = "hooks:detect-private-key";

    /// <summary>One newline at the end of a file, and no more.</summary>
    public const string EndOfFileFixer = "hooks:end-of-file-fixer";

    /// <summary>Lines of the files you name are in order.</summary>
    /// <remarks>
    /// Arguments:
    /// <c>--ignore-case</c>: upper and lower case are one;
    /// <c>--unique</c>: a line stands once.
    /// </remarks>
    public const string FileContentsSorter = "hooks:file-contents-sorter";

    /// <summary>No byte order mark of UTF-8.</summary>
    public const string FixByteOrderMarker = "hooks:fix-byte-order-marker";

    /// <summary>No new submodules.</summary>
    public const string ForbidNewSubmodules = "hooks:forbid-new-submodules";

    /// <summary>One kind of line ending in a file.</summary>
    /// <remarks>
    /// Arguments:
    /// <c>--fix</c>: the line ending to have; auto is the one most used in the file, no only reports (default: auto).
    /// </remarks>
    public const string MixedLineEnding = "hooks:mixed-line-ending";

    /// <summary>No commits to protected branches.</summary>
    /// <remarks>
    /// Arguments:
    /// <c>--branch</c>: a protected branch (default: main,master);
    /// <c>--pattern</c>: a regular expression of protected branches.
    /// </remarks>
    public const string NoCommitToBranch = "hooks:no-commit-to-branch";

    /// <summary>JSON is indented, with its keys in order.</summary>
    /// <remarks>
    /// Arguments:
    /// <c>--autofix</c>: repair also when run by itself (hooks check);
    /// <c>--indent</c>: how many blanks a level is indented by, or the text to indent with (default: 2);
    /// <c>--no-ensure-ascii</c>: keep characters beyond ASCII as they are;
    /// <c>--no-sort-keys</c>: keep the order of keys;
    /// <c>--top-keys</c>: keys that come first.
    /// </remarks>
    public const string PrettyFormatJson = "hooks:pretty-format-json";

    /// <summary>No tokens, keys or passwords of well-known formats.</summary>
    /// <remarks>
    /// Arguments:
    /// <c>--allow-list</c>: a file with a fingerprint or a glob a line of what is accepted (default: .secrets-allowed).
    /// </remarks>
    public const string Secrets = "hooks:secrets";

    /// <summary>No blanks at the ends of lines.</summary>
    /// <remarks>
    /// Arguments:
    /// <c>--markdown-linebreak-ext</c>: extensions in which two blanks at the end of a line mean a line break (md); * for all files;
    /// <c>--chars</c>: the characters to take away, instead of all white space.
    /// </remarks>
    public const string TrailingWhitespace = "hooks:trailing-whitespace";

    /// <summary>Patterns of Regex and [GeneratedRegex] in C# can be parsed.</summary>
    public const string ValidateRegexPatterns = "hooks:validate-regex-patterns";
}
