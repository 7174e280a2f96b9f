using Hooks.Build.Engine.Agents;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Plans;

namespace Hooks.Build.Runner.Mcp.Tools;

/// <summary>What a call chooses: stage, files and hooks. What it does not say is as the projects' settings have it.</summary>
internal static class ToolRequest
{
    /// <summary>Makes the request.</summary>
    /// <exception cref="HooksException">The arguments contradict each other, or name a file that is none of the repository.</exception>
    public static RunRequest Of(BuiltHooks built, ToolArguments arguments) =>
        Of(built, arguments, StageOf(arguments, HookStages.PreCommit), arguments.Texts("hooks"));

    /// <summary>Makes the request for a stage, and for some of the hooks that a call names.</summary>
    /// <inheritdoc cref="Of(BuiltHooks, ToolArguments)"/>
    public static RunRequest Of(BuiltHooks built, ToolArguments arguments, HookStages stage, IReadOnlyList<string> hooks)
    {
        var (profiles, skip) = (arguments.Texts("profiles"), arguments.Texts("skip"));
        var own = built.Projects.ToRequest(
            stage, Without(profiles, HookSelectors.Profiles) | Without(hooks, HookSelectors.Filter) | Without(skip, HookSelectors.Skip));
        return own with
        {
            Files = FilesOf(arguments, own.RepositoryRoot),
            Profiles = profiles.Count > 0 ? profiles : own.Profiles,
            Filter = hooks.Count > 0 ? hooks : own.Filter,
            Skip = skip.Count > 0 ? skip : own.Skip,
            SaidAs = new SelectionNames(
                profiles.Count > 0 ? "profiles" : own.SaidAs.Profiles, hooks.Count > 0 ? "hooks" : own.SaidAs.Filter,
                skip.Count > 0 ? "skip" : own.SaidAs.Skip),
        };
    }

    /// <summary>The stage that a call names.</summary>
    /// <param name="arguments">What it says.</param>
    /// <param name="otherwise">The stage where it names none.</param>
    public static HookStages StageOf(ToolArguments arguments, HookStages otherwise) =>
        arguments.Text("stage") is { Length: > 0 } said ? StageNames.ReadAny(said, "stage") : otherwise;

    private static HookSelectors Without(IReadOnlyList<string> said, HookSelectors choice) => said.Count > 0 ? choice : HookSelectors.None;

    private static FileChoice FilesOf(ToolArguments arguments, string root)
    {
        var files = arguments.Texts("files");
        var select = arguments.Text("select");
        if (files.Count > 0 && select.Length > 0)
        {
            throw new HooksException("", "files and select were given together: choose one");
        }

        return files.Count > 0 ? FileChoice.Given(Within(files, root)) : new FileChoice(select switch
        {
            "staged" => FileChoiceKind.Staged,
            "all" => FileChoiceKind.All,
            _ => FileChoiceKind.Changed,
        });
    }

    // What a path names counts and not how it is written: links are followed first.
    private static List<string> Within(IReadOnlyList<string> files, string root)
    {
        List<string> within = [];
        foreach (var file in files)
        {
            if (file.Length == 0 || file.Contains('\0', StringComparison.Ordinal))
            {
                throw new HooksException(Codes.Files, "files has a name that no file can have");
            }

            if (AgentPaths.Within(root, [Path.GetFullPath(file, root)]) is not [var relative] || IsOfGit(relative))
            {
                throw new HooksException(
                    Codes.Files,
                    $"files has '{file}', which is no file of this repository: only files in {root} are checked, and links are followed before that is decided");
            }

            var full = Path.Combine(root, relative);
            if (!FileStatus.IsFile(full))
            {
                throw new HooksException(
                    Codes.Files, $"files has '{file}', which {(Directory.Exists(full) ? "is a folder: name the files in it" : "does not exist")}");
            }

            within.Add(full);
        }

        return within;
    }

    private static bool IsOfGit(string relative) => relative.Equals(".git", PathCase.Comparison) || relative.StartsWith(".git/", PathCase.Comparison);
}
