namespace Hooks.Build.Catalog;

/// <summary>Ready-made hooks that look into one file at a time. Names, arguments and defaults are those of pre-commit-hooks where it has them.</summary>
internal static class FileHooks
{
    /// <summary>They say what is text, and so what is never rewritten.</summary>
    private const string Attributes = "**/.gitattributes";

    private static readonly string[] Everything = ["**"];

    public static IReadOnlyList<StandardHook> All { get; } =
    [
        Text("trailing-whitespace", "no blanks at the ends of lines", fixes: true) with
        {
            Aliases = ["trailing-whitespace-fixer"],
            Options =
            [
                new("--markdown-linebreak-ext", OptionKind.List, "extensions in which two blanks at the end of a line mean a line break (md); * for all files"),
                new("--chars", OptionKind.Text, "the characters to take away, instead of all white space"),
            ],
        },
        Text("end-of-file-fixer", "one newline at the end of a file, and no more", fixes: true),
        Text("mixed-line-ending", "one kind of line ending in a file", fixes: true) with
        {
            Options = [new("--fix", OptionKind.Text, "the line ending to have; auto is the one most used in the file, no only reports")
            {
                Letter = "-f",
                Default = "auto",
                Choices = ["auto", "cr", "crlf", "lf", "no"],
            }],
        },
        Text("fix-byte-order-marker", "no byte order mark of UTF-8", fixes: true),
        Text("check-merge-conflict", "no conflict markers of a merge") with
        {
            Options = [new("--assume-in-merge", OptionKind.Flag, "look for them also when no merge is under way")],
            Cache = false,
            // A build with a hook that always runs is never up to date.
            Stages = StageBits.PreCommit,
        },
        Text("detect-private-key", "no private keys"),
        Text("detect-aws-credentials", "no AWS secret of yours") with
        {
            Options =
            [
                new("--credentials-file", OptionKind.List, "where your AWS secrets are (~/.aws/config, ~/.aws/credentials and others)"),
                new("--allow-missing-credentials", OptionKind.Flag, "accept that there are none on this machine"),
            ],
            Environment = [
                "AWS_CONFIG_FILE",
                "AWS_CREDENTIAL_FILE",
                "AWS_SHARED_CREDENTIALS_FILE",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_SECURITY_TOKEN",
                "AWS_SESSION_TOKEN",
                "BOTO_CONFIG"],
            Cache = false,
            // A build with a hook that always runs is never up to date.
            Stages = StageBits.PreCommit,
        },
        Text("secrets", "no tokens, keys or passwords of well-known formats") with
        {
            Contents = FileContents.AnyText,
            Options = [new("--allow-list", OptionKind.File, "a file with a fingerprint or a glob a line of what is accepted") { Default = ".secrets-allowed" }],
        },
        Text(
            "check-editorconfig",
            "charset, line endings, final newline and indentation as .editorconfig says; indent_size in JSON, YAML and CSS alone",
            fixes: true) with { RepairsAll = false },
        // Of these four: what pre-commit takes for such a file (its library identify), and what .NET has besides.
        Structured(
            "check-json", "JSON can be parsed",
            "**/*.{json,geojson,jsonld,ipynb,webmanifest}", "**/.{babel,bower,csslint,jshint}rc", "**/.mention-bot", "**/Pipfile.lock") with
        {
            Options =
            [
                new("--allow-comments", OptionKind.Flag, "accept comments and trailing commas"),
                new("--no-nan", OptionKind.Flag, "refuse NaN and Infinity, which JSON has not and Python's json reads"),
            ],
        },
        Structured("check-yaml", "YAML can be parsed", "**/*.{yaml,yml,eyaml,yamlld}", "**/.{clang-format,clang-tidy,yamllint}") with
        {
            Options =
            [
                new("--allow-multiple-documents", OptionKind.Flag, "accept more than one document in a file") { Letter = "-m" },
                new("--unsafe", OptionKind.Flag, "accept tags that are not of YAML itself"),
            ],
        },
        Structured(
            "check-xml", "XML is well formed",
            "**/*.{xml,csproj,fsproj,vbproj,vcxproj,pyproj,props,targets,resx,slnx,config,xaml,nuspec,pom,wsdl,xlf,xliff}",
            "**/*.{svg,xsd,xsl,xslt,xhtml,gpx,inx,kml,lpi,mscx,rng,urdf,yin,zcml}"),
        Structured("check-toml", "TOML 1.1 can be parsed", "**/*.toml", "**/Pipfile", "**/{Cargo,poetry,uv}.lock"),
        Structured("pretty-format-json", "JSON is indented, with its keys in order", "**/*.json") with
        {
            Fixes = true,
            Reads = [Attributes],
            Options =
            [
                new("--autofix", OptionKind.Flag, "repair also when run by itself (hooks check)"),
                new("--indent", OptionKind.Text, "how many blanks a level is indented by, or the text to indent with") { Default = "2" },
                new("--no-ensure-ascii", OptionKind.Flag, "keep characters beyond ASCII as they are"),
                new("--no-sort-keys", OptionKind.Flag, "keep the order of keys"),
                new("--top-keys", OptionKind.List, "keys that come first"),
            ],
        },
        Structured("file-contents-sorter", "lines of the files you name are in order") with
        {
            Fixes = true,
            RepairsAll = true,
            Reads = [Attributes, "**/.editorconfig"],
            Options =
            [
                new("--ignore-case", OptionKind.Flag, "upper and lower case are one; not beside --unique") { Excludes = "--unique" },
                new("--unique", OptionKind.Flag, "a line stands once"),
            ],
        },
        Structured("validate-regex-patterns", "patterns of Regex and [GeneratedRegex] in C# can be parsed", "**/*.cs"),
        Structured("check-executables-have-shebangs", "files that are executable begin with #!", "**") with { Contents = FileContents.ExecutableText },
        Structured("check-shebang-scripts-are-executable", "files that begin with #! are executable", "**") with { Contents = FileContents.Text },
        Structured("check-symlinks", "links lead to something", "**"),
        Structured("check-illegal-windows-names", "names that Windows can have", "**"),
        Structured("commit-message", "the commit message follows Conventional Commits", "**") with
        {
            Stages = StageBits.CommitMsg,
            Cache = false,
            Options =
            [
                new("--types", OptionKind.List, "the types there are") { Default = "build,chore,ci,docs,feat,fix,perf,refactor,revert,style,test" },
                new("--scopes", OptionKind.List, "the scopes there are; any when not given"),
                new("--any-format", OptionKind.Flag, "do not ask for 'type(scope): subject'"),
                new("--max-subject", OptionKind.Number, "the most characters of the first line") { Default = "72" },
                new("--max-line", OptionKind.Number, "the most characters of the other lines, but for those with a longer word or an address; 0 for any")
                {
                    Default = "100",
                },
                new("--issue", OptionKind.Pattern, @"a regular expression that the message must match somewhere, such as #\d+"),
            ],
        },
    ];

    private static StandardHook Text(string id, string description, bool fixes = false) =>
        new()
        {
            Tool = "hooks",
            Id = id,
            Description = description,
            Files = Everything,
            Contents = FileContents.Text,
            Fixes = fixes,
            RepairsAll = fixes,
            PerFile = true,
            Reads = fixes ? [Attributes, "**/.editorconfig"] : [],
        };

    private static StandardHook Structured(string id, string description, params string[] files) =>
        new() { Tool = "hooks", Id = id, Description = description, Files = files, PerFile = true };
}
