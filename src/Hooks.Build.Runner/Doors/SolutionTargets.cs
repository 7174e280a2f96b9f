using System.Security;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Doors;

/// <summary>The file that lets the targets of the hooks project be asked of the solution.</summary>
internal static class SolutionTargets
{
    private const string FileName = "Directory.Solution.targets";

    private static readonly string[] Delegated =
    [
        "RunHooks", "RunBuildHooks", "RunPreCommitHooks", "RunCommitMsgHooks", "RunPrePushHooks", "RunPostMergeHooks", "RunPostCheckoutHooks", "RunManualHooks",
        "ListHooks", "ShowHookGraph", "ExplainHooks", "HookReport", "LockHooks", "CleanHooks", "InstallHooks", "UninstallHooks",
    ];

    /// <summary>Writes the file beside each solution that has none, or says that it can be written.</summary>
    /// <returns>What there is to tell.</returns>
    public static IReadOnlyList<string> Offer(string root, string project, bool write)
    {
        try
        {
            return [.. SolutionFolders(root).Select(folder => Offer(folder, root, project, write)).OfType<string>()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HooksException(Codes.CannotInstall, $"The git hooks are installed, but {FileName} cannot be written: {e.Message}");
        }
    }

    private static string? Offer(string folder, string root, string project, bool write)
    {
        var file = Above(folder, root);
        if (file is null && !write)
        {
            return $"The solution in {folder} does not know the targets of the hooks: -p:HooksWriteSolutionTargets=true writes {FileName} beside it";
        }

        if (file is null)
        {
            file = Path.Combine(folder, FileName);
            File.WriteAllText(file, $"<Project>\n{Targets(folder, project)}</Project>\n");
            return $"{file} is written: the targets of the hooks can be asked of the solution";
        }

        if (NamedProjects.Problem(file, root, project) is { } problem)
        {
            return problem;
        }

        return write && !File.ReadAllText(file).Contains("\"InstallHooks\"", StringComparison.Ordinal)
            ? $"{file} exists and is left as it is. What it lacks for the targets of the hooks:\n{Targets(Path.GetDirectoryName(file)!, project)}"
            : null;
    }

    private static IEnumerable<string> SolutionFolders(string root) => Directory
        .EnumerateDirectories(root, "*", new EnumerationOptions())
        .Where(folder => Path.GetFileName(folder)[0] != '.')
        .Order(StringComparer.Ordinal)
        .Prepend(root)
        .Where(folder => Directory.EnumerateFiles(folder, "*", new EnumerationOptions()).Any(file => Path.GetExtension(file) is ".sln" or ".slnx"));

    // MSBuild takes the nearest one.
    private static string? Above(string folder, string root)
    {
        for (var current = folder; current is not null && current.Length >= root.Length; current = Path.GetDirectoryName(current))
        {
            if (File.Exists(Path.Combine(current, FileName)))
            {
                return Path.Combine(current, FileName);
            }
        }

        return null;
    }

    private static string Targets(string folder, string project)
    {
        var path = SecurityElement.Escape(Escape(Path.GetRelativePath(folder, project).Replace('\\', '/')));
        var lines = Delegated.Select(target => $"""  <Target Name="{target}"><MSBuild Projects="$(_HooksProject)" Targets="{target}" /></Target>""");
        return $"""
              <!-- Asked of the solution, these are the targets of the hooks project. -->
              <PropertyGroup>
                <_HooksProject>$(MSBuildThisFileDirectory){path}</_HooksProject>
              </PropertyGroup>
            {string.Join('\n', lines)}
              <!-- A restore of the solution imports no package, so it is asked for. Does nothing but where the project is in the checkout and sets HooksInstall. -->
              <Target Name="InstallHooksAfterRestore" AfterTargets="Restore" Condition="Exists('$(_HooksProject)')">
                <MSBuild Projects="$(_HooksProject)" Targets="InstallHooksAfterRestore" Properties="MSBuildIsRestoring=false" SkipNonexistentTargets="true" />
              </Target>

            """;
    }

    // What MSBuild reads in a path otherwise than as it is written.
    private static string Escape(string path) => string.Concat(path.Select(character => "%*?@$();'".Contains(character, StringComparison.Ordinal) ? Uri.HexEscape(character) : character.ToString()));
}
