using System.Globalization;

namespace Hooks.Build.Engine.Installing;

/// <summary>
/// The script that git starts, for any POSIX shell. In the ordinary case it starts nothing but the runner, whose place it gives itself: tests and
/// variables are the shell's own. A GUI starts git with a bare PATH and perhaps without HOME.
/// </summary>
internal sealed record HookScript
{
    /// <summary>Begins every script of ours, of any version.</summary>
    public const string Marker = "#!/bin/sh\n# Hooks.Build ";

    /// <summary>What the hook that was there before is called now, behind its old name.</summary>
    public const string KeptSuffix = ".before-hooks-build";

    public required HookStages Stage { get; init; }

    public required string Name { get; init; }

    /// <summary>The projects whose hooks it runs, all in one run.</summary>
    public required IReadOnlyList<ScriptProject> Projects { get; init; }

    /// <summary>
    /// Whether git runs the hooks of other projects, too, be it at another stage: what each owns, and what its hooks are called, is the same at all.
    /// </summary>
    public bool IsOfSeveral { get; init; }

    public required string Runner { get; init; }

    public required string Dotnet { get; init; }

    private string MissingLine => Projects.Count == 1
        ? """printf '%s\n' "hooks: $project is not in this checkout, so no hooks run" >&2"""
        : $"""printf '%s\n' "hooks: none of {string.Join(", ", Variables("project"))} is in this checkout, so no hooks run" >&2""";

    private bool IsAfterwards => Stage is HookStages.PostMerge or HookStages.PostCheckout;

    // What git says to these hooks has no way through MSBuild.
    private bool NeedsArguments => Stage is HookStages.CommitMsg or HookStages.PrePush;

    private bool NeedsDotnet => Runner.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);

    // Where an earlier hook failed after the fact its exit code is passed on, so the shell must stay.
    private string Launch => IsAfterwards ? "launch" : "exec";

    // Of several the number is said first, of which one may be left at this stage.
    private string Call => !IsOfSeveral
        ? $"git-hook {Name} \"$project\" \"$state\" \"$@\""
        : string.Create(
            CultureInfo.InvariantCulture,
            $"git-hook {Projects.Count} {Name} {string.Join(' ', Projects.Select((_, index) => $"\"${Variable("project", index)}\" \"${Variable("state", index)}\""))} \"$@\"");

    private string Success => IsAfterwards ? "\"$status\"" : "0";

    /// <summary>
    /// Whether a text is a script of ours, of any version; also with line ends of Windows, as an editor or a copy leaves it, which git cannot start.
    /// </summary>
    public static bool IsOne(string text) => WithoutReturns(text).StartsWith(Marker, StringComparison.Ordinal);

    /// <summary>Reads a script of ours, of any version, for what it runs and by what.</summary>
    public static HookScript? TryRead(string text, HookStages stage, string name)
    {
        if (!IsOne(text))
        {
            return null;
        }

        text = WithoutReturns(text);

        // Behind the two lines of the marker.
        var at = text.IndexOf('\n', Marker.Length);
        List<ScriptProject> projects = [];
        while (at >= 0 && ShellText.ValueOf(text, Variable("project", projects.Count), ref at) is { } project)
        {
            projects.Add(new ScriptProject(project, ShellText.ValueOf(text, Variable("state", projects.Count), ref at) ?? ""));
        }

        return new HookScript
        {
            Stage = stage,
            Name = name,
            Projects = projects,
            Runner = at < 0 ? "" : ShellText.ValueOf(text, "runner", ref at) ?? "",
            Dotnet = at < 0 ? "" : ShellText.ValueOf(text, "dotnet", ref at) ?? "",
        };
    }

    /// <summary>Whether a script of ours says that git runs the hooks of several projects.</summary>
    public static bool SaysSeveral(string text) =>
        text.Contains(" git-hook 1 ", StringComparison.Ordinal) || text.Contains($"\n{Variable("project", 1)}='", StringComparison.Ordinal);

    public override string ToString() =>
        Head() + RunKept() + Skip() + (NeedsDotnet
            ? FindDotnet() + RunAssembly()
            : RunExecutable() + (NeedsArguments || IsAfterwards ? "" : FindDotnet())) + RunWithoutRunner();

    private static string WithoutReturns(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private string Head() => Marker + $"""
        1: runs the hooks of {ShellText.Comment(string.Join(", ", Projects.Select(project => project.Project)))} at {Name}. 'hooks uninstall', or -t:UninstallHooks on {(Projects.Count == 1 ? "that project" : "each project")}, removes it.
        {string.Join('\n', Projects.SelectMany((project, index) => (string[])[$"{Variable("project", index)}={ShellText.Quote(project.Project)}", $"{Variable("state", index)}={ShellText.Quote(project.StateFile)}"]))}
        runner={ShellText.Quote(Runner)}
        dotnet={ShellText.Quote(Dotnet)}

        # The hook that was here before runs first.
        kept="$0{KeptSuffix}"

        """;

    private string Skip() => $$"""
        [ "${HOOKS-}" = 0 ] && exit {{Success}}
        # Where a standard stream is closed the first file that is opened would be taken for it.
        { true 3<&0; } 2>/dev/null || exec </dev/null
        { true 3>&1; } 2>/dev/null || exec >/dev/null
        true 3>&2 || exec 2>/dev/null

        if {{string.Join(" && ", Variables("project").Select(variable => $"[ ! -f \"{variable}\" ]"))}}; then
          if [ ! -e .git ] && [ -z "${GIT_WORK_TREE-}" ]; then
            printf '%s\n' "hooks: $project was not found from $PWD, which is not the top of a working tree, where git starts its hooks: a wrapper must not change the folder." >&2
            exit 1
          fi
          {{TellMissing()}}
          exit {{Success}}
        fi

        """;

    // Once a commit, and not at each checkout of a rebase.
    private string TellMissing() => Stage switch
    {
        HookStages.PostMerge or HookStages.PostCheckout => ":",
        HookStages.CommitMsg => $"[ -f \"${{0%/*}}/pre-commit\" ] || {MissingLine}",
        _ => MissingLine,
    };

    private string RunKept() => Stage switch
    {
        // What is pushed stands on standard input, which can be read once.
        HookStages.PrePush => """
            if [ -f "$kept" ] && [ -x "$kept" ]; then
              refs=
              while IFS= read -r line || [ -n "$line" ]; do refs="$refs$line
            "; done
              printf '%s' "$refs" | "$kept" "$@" || exit
              if [ -n "$refs" ]; then
                exec <<REFS
            ${refs%?}
            REFS
              else
                exec </dev/null
              fi
            fi

            """,
        HookStages.PostMerge or HookStages.PostCheckout => """
            status=0
            if [ -f "$kept" ] && [ -x "$kept" ]; then "$kept" "$@" || status=$?; fi
            launch() {
              [ "$status" = 0 ] && exec "$@"
              "$@"
              exit "$status"
            }

            """,
        _ => """
            if [ -f "$kept" ] && [ -x "$kept" ]; then "$kept" "$@" || exit; fi

            """,
    };

    // To a shell an empty file is a script that does nothing and ends well: a lost write would be a commit that nobody checked.
    private string RunExecutable() => $"""
        if [ -s "$runner" ] && [ -x "$runner" ]; then {Launch} "$runner" {Call}; fi

        """;

    private string RunAssembly() => $"""
        if [ -f "$runner" ]; then {Launch} "$dotnet" exec "$runner" {Call}; fi

        """;

    private static string FindDotnet() => """

        if [ ! -s "$dotnet" ] || [ ! -x "$dotnet" ]; then
          recorded=$dotnet dotnet=
          set -f
          IFS=:
          for folder in ${PATH-} "${DOTNET_ROOT-}" "${HOME:+$HOME/.dotnet}" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet '/c/Program Files/dotnet'; do
            if [ -n "$folder" ] && [ -f "$folder/dotnet" ] && [ -s "$folder/dotnet" ] && [ -x "$folder/dotnet" ]; then dotnet=$folder/dotnet; break; fi
          done
          unset IFS
          set +f
        fi
        if [ -z "$dotnet" ]; then
          printf '%s\n' "hooks: dotnet was not found: it was $recorded at the installation, and is neither on PATH (${PATH-}) nor in DOTNET_ROOT, ~/.dotnet, /usr/share/dotnet, /usr/lib/dotnet, /usr/local/share/dotnet." \
            "Install the .NET SDK, or skip the hooks this once: HOOKS=0, or --no-verify." >&2
          exit 1
        fi

        """;

    private string RunWithoutRunner() => $"""

        if [ -f "$runner" ] && [ ! -s "$runner" ]; then
          printf '%s\n' "hooks: the runner $runner is empty: delete the folder of its package and version, and restore, which brings it back" >&2
        elif [ -f "$runner" ]; then
          printf '%s\n' "hooks: the runner $runner is there, but this user may not execute it; its owner repairs it: chmod 755 '$runner'" >&2
        else
          printf '%s\n' "hooks: the runner $runner is not there any more; this repairs it: dotnet msbuild '$project' -restore -t:InstallHooks" >&2
        fi
        {(Stage switch
    {
        _ when NeedsArguments => CannotRun($"the hooks of {Name} cannot run without it"),
        // A build would run what the checkout or merge has just brought in.
        _ when IsAfterwards => "exit \"$status\"",
        // git commit -a and git commit PATH have an index of their own; MSBuild's door reads the usual one. Git always names it: a wrapper took the name away.
        HookStages.PreCommit => $"case ${{GIT_INDEX_FILE-}} in *.lock | '') {CannotRun("what this commit holds (-a or a path) cannot be checked without it").ReplaceLineEndings("; ")} ;; esac\n" + Build(),
        _ => Build(),
    })}

        """;

    private static string CannotRun(string why) => $"""
        printf '%s\n' "hooks: {why}: repair it, or skip the hooks this once: HOOKS=0, or --no-verify" >&2
        exit 1
        """;

    private string Build() => Projects.Count == 1
        ? $"""{Launch} "$dotnet" msbuild "$project" -restore -nologo -v:m -p:_HooksOnlyPlan=true -t:Run{Stage}Hooks"""
        : $"""
        status=0
        for project in {string.Join(' ', Variables("project").Select(variable => $"\"{variable}\""))}; do
          [ ! -f "$project" ] || "$dotnet" msbuild "$project" -restore -nologo -v:m -p:_HooksOnlyPlan=true -t:Run{Stage}Hooks || status=$?
        done
        exit "$status"
        """;

    private IEnumerable<string> Variables(string name) => Projects.Select((_, index) => "$" + Variable(name, index));

    private static string Variable(string name, int index) => index == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}{index + 1}");
}
