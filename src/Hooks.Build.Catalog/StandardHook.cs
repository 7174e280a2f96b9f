namespace Hooks.Build.Catalog;

/// <summary>A ready-made hook: its name, what it takes, and the settings it has where a project says nothing else.</summary>
public sealed record StandardHook
{
    /// <summary>
    /// The word that stands before the colon of its command: <c>hooks</c> for checks of the engine, <c>csharp</c> for what Hooks.Build.CSharp brings,
    /// <c>agent</c> for hooks of coding agents.
    /// </summary>
    public required string Tool { get; init; }

    /// <summary>Its id, as people know it from pre-commit-hooks.</summary>
    public required string Id { get; init; }

    /// <summary>What it does, in one line.</summary>
    public required string Description { get; init; }

    /// <summary>Names it is also known by.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<HookOption> Options { get; init; } = [];

    /// <summary>The files it is about unless told otherwise; empty for one that is about the repository as a whole.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Which of its files it looks at.</summary>
    public FileContents Contents { get; init; }

    /// <summary>Whether it repairs what it finds.</summary>
    public bool Fixes { get; init; }

    /// <summary>Whether it repairs all that it finds, so that it never fails where fixing applies.</summary>
    public bool RepairsAll { get; init; }

    /// <summary>Whether it works on the working tree also at a commit: a build writes where it builds.</summary>
    public bool WorksOnWorkingTree { get; init; }

    /// <summary>Whether it is also given files that were deleted, and the old names of those that were renamed.</summary>
    public bool SeesGone { get; init; }

    /// <summary>Whether what it says of a file depends on that file alone.</summary>
    public bool PerFile { get; init; }

    /// <summary>Files beside its own that its result depends on.</summary>
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>Whether its result may be remembered: not where it depends on what is in no file, such as a branch or a server.</summary>
    public bool Cache { get; init; } = true;

    /// <summary>Variables it needs and depends on.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Its time limit in seconds; 0 for the usual one.</summary>
    public int Timeout { get; init; }

    /// <summary>The bits of the stages it runs at; 0 for the usual ones.</summary>
    public int Stages { get; init; }

    /// <summary>The bits of the stages at which it does anything; 0 where that is not said.</summary>
    public int StagesWithEffect { get; init; }

    /// <summary>Whether it is about paths that <c>Files</c> and <c>Exclude</c> choose. A hook of coding agents is given no files.</summary>
    public bool TakesGlobs { get; init; }

    /// <summary>The tools of coding agents that it is about; empty for all.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Whether a coding agent is held back where it cannot judge.</summary>
    public bool FailClosed { get; init; }

    /// <summary>Its command without arguments.</summary>
    public string Command => Tool + ":" + Id;
}

/// <summary>Which files a ready-made hook looks at, by what is in them.</summary>
public enum FileContents
{
    /// <summary>All.</summary>
    Any,

    /// <summary>Text: files without control characters in their first kilobyte, and without NUL in the first 8,000 bytes.</summary>
    Text,

    /// <summary>Text that git keeps as executable.</summary>
    ExecutableText,

    /// <summary>Text, and text of UTF-16, which has control characters for its half bytes.</summary>
    AnyText,
}
