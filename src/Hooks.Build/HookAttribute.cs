using System.Diagnostics;

namespace Hooks.Build;

/// <summary>
/// Declares a quality hook. On a <c>const string</c> field the constant is a command line; on a static method the method is the hook.
/// The hook's name is the member's name, unique across the project.
/// </summary>
/// <remarks>
/// A C# hook returns <see langword="void"/>, <see langword="bool"/>, <see cref="HookResult"/>, <see cref="Task"/> or a task of
/// <see langword="bool"/> or <see cref="HookResult"/>, and takes nothing or a <see cref="HookContext"/>.
/// A command is split into arguments at compile time; no shell is used unless the command itself starts one, and what only a shell
/// would act upon, such as <c>&amp;&amp;</c>, is refused unless it is quoted. Placeholders:
/// <c>{files}</c>, <c>{root}</c>, <c>{cores}</c>, <c>{configuration}</c>, <c>{log}</c>, <c>{item}</c>; literal braces are doubled.
/// A constant of several lines is a sequence that stops at the first failure.
/// The compiler reads the attribute and does not write it into the assembly, which therefore needs no Hooks.Build where it runs.
/// </remarks>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Method, Inherited = false)]
[Conditional("HOOKS_BUILD_KEEP_ATTRIBUTES")]
public sealed class HookAttribute : Attribute
{
    /// <summary>Hooks that must succeed before this one starts, by name (<c>nameof</c>). Default: none.</summary>
    public string[] DependsOn { get; set; } = [];

    /// <summary>
    /// Whether those that depend on this hook wait for it. False makes it a validation: it runs where they do, nobody waits for it and nobody is skipped when
    /// it fails, and the run fails then. Default: true.
    /// </summary>
    public bool Gates { get; set; } = true;

    /// <summary>
    /// Cleans up: runs last among what it depends on, whatever came of it, also when the run is stopped; not where nothing of that has run. Only its own
    /// failure counts. Its <see cref="Stages"/> and <see cref="Profiles"/>, where it has none, are those of what it depends on. Default: false.
    /// </summary>
    public bool Finally { get; set; }

    /// <summary>
    /// One declaration, a hook for each item, named <c>Name[item]</c>: <c>{item}</c> in the command, in globs and other texts, and
    /// <see cref="HookContext.Item"/> in C#. Who depends on <c>Name</c> waits for all items, who depends on <c>Name[item]</c> for one. Default: none.
    /// </summary>
    public string[] Matrix { get; set; } = [];

    /// <summary>
    /// As <see cref="Matrix"/>, with items that are found when hooks run: globs of folders (<c>src/*/</c>, with a slash at the end) or of files
    /// (<c>**/*.csproj</c>) that git tracks or would track. Each item is the path of one, and is about files in that folder, or in the folder of that file.
    /// Default: none.
    /// </summary>
    public string[] MatrixOf { get; set; } = [];

    /// <summary>Order only: if both run, this one runs later, whatever came of the other. Default: none.</summary>
    public string[] After { get; set; } = [];

    /// <summary>When the hook runs. Default: <see cref="HookStages.Build"/> and <see cref="HookStages.PreCommit"/>.</summary>
    public HookStages Stages { get; set; } = HookStages.Build | HookStages.PreCommit;

    /// <summary>
    /// Named sets the hook belongs to, such as <c>fast</c>; <c>fast[item]</c> has one item of a <see cref="Matrix"/> in it. Default: none; a run that selects
    /// no profile runs all hooks.
    /// </summary>
    public string[] Profiles { get; set; } = [];

    /// <summary>
    /// Globs of the files the hook checks, from the repository root, with <c>/</c> and <c>**</c>; <c>docs/</c> is <c>docs/**</c>. A hook with
    /// <see cref="Files"/> and no matching file is skipped. Default: none, the hook always runs.
    /// </summary>
    public string[] Files { get; set; } = [];

    /// <summary>Globs of files to leave out of <see cref="Files"/>. Default: none.</summary>
    public string[] Exclude { get; set; } = [];

    /// <summary>Globs of files the hook reads beyond <see cref="Files"/>. A hook that writes one of them never runs at the same time. Default: none.</summary>
    public string[] Reads { get; set; } = [];

    /// <summary>Globs of files the hook changes. Hooks that read or write one of them never run at the same time. Default: none.</summary>
    public string[] Writes { get; set; } = [];

    /// <summary>Named resources held while the hook runs; two hooks with a common name never run at the same time. Default: none.</summary>
    public string[] Locks { get; set; } = [];

    /// <summary>Time limit in seconds for the whole hook, retries included. Default: 300, or the property <c>HooksDefaultTimeout</c>.</summary>
    public int Timeout { get; set; } = 300;

    /// <summary>What a failure means for the run. Default: <see cref="HookSeverity.Error"/>.</summary>
    public HookSeverity Severity { get; set; } = HookSeverity.Error;

    /// <summary>How many times a failed hook is run again, 0 to 10. Default: 0.</summary>
    public int Retries { get; set; }

    /// <summary>Cores the hook uses, 0 to 1024; 0 means not known. Default: 0.</summary>
    public double Cores { get; set; }

    /// <summary>Runs batches of <c>{files}</c> at the same time instead of one after the other. Default: false.</summary>
    public bool Batch { get; set; }

    /// <summary>
    /// Says that what the hook finds in a file depends on that file and on <see cref="Reads"/> alone, not on the other <see cref="Files"/>: a file that
    /// passed is then left out until one of these changes. Default: false.
    /// </summary>
    public bool PerFile { get; set; }

    /// <summary>Command that repairs what the hook finds. Where fixing applies (<c>HooksFix</c>) it runs after a failure, then the hook once more.</summary>
    public string? Fix { get; set; }

    /// <summary>Whether the result may be remembered. Default: true.</summary>
    public bool Cache { get; set; } = true;

    /// <summary>Environment variables passed to the hook beyond the base set; <c>["*"]</c> passes all. Default: none.</summary>
    public string[] Environment { get; set; } = [];

    /// <summary>Folder the hook runs in, from the repository root. Default: the repository root.</summary>
    public string? WorkingDirectory { get; set; }

    /// <summary>
    /// How findings are read from what a command prints, where it is in no form that is known: a regular expression of .NET for one line with groups named
    /// <c>text</c> and, where they are told, <c>file</c>, <c>line</c>, <c>column</c>, <c>endLine</c>, <c>endColumn</c>, <c>code</c> and <c>level</c>
    /// (<c>w...</c> a warning;
    /// <c>i...</c>, <c>n...</c> and <c>h...</c> no finding; an error else). Or the file from the repository root, with <c>*</c> in its last part, into which
    /// the command writes a report: SARIF 2.1.0, JUnit's XML or TRX; <c>{item}</c> is the item of a matrix. Default: none, only known forms.
    /// </summary>
    public string? Problems { get; set; }

    /// <summary>
    /// Of the stages <see cref="HookStages.BeforeTool"/> and <see cref="HookStages.AfterTool"/>: which tools the hook is about, by kind (<c>Shell</c>,
    /// <c>Edit</c>,
    /// <c>Read</c>, <c>Agent</c>, <c>Mcp</c>, <c>Other</c>) or by the agent's own name of it. Default: none, all tools.
    /// </summary>
    public string[] Tools { get; set; } = [];

    /// <summary>
    /// Of the stages at which a coding agent can be held back: whether it is held back where the hook could not judge, because it crashed, ran out of time or
    /// was not found. Default: false, it goes on and is told.
    /// </summary>
    public bool FailClosed { get; set; }

    /// <summary>What the hook is for, shown in lists.</summary>
    public string? Description { get; set; }
}
