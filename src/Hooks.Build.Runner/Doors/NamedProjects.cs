using System.Net;
using System.Text.RegularExpressions;
using Hooks.Build.Runner.Agents;

namespace Hooks.Build.Runner.Doors;

/// <summary>The hooks projects that a <c>Directory.Solution.targets</c> names, and which of them no clone will have.</summary>
internal static partial class NamedProjects
{
    // As the template writes it, and as the documentation shows it.
    [GeneratedRegex("""<_HooksProject>\$\(MSBuildThisFileDirectory\)(?<path>[^<$]+)<|\sProjects="(?<path>[^"$]+)"\s+Targets="[A-Za-z]*Hooks"|\sTargets="[A-Za-z]*Hooks"\s+Projects="(?<path>[^"$]+)["]""", RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex Name();

    /// <summary>What there is to tell of a file.</summary>
    /// <param name="file">Absolute path of the file.</param>
    /// <param name="root">Absolute path of the repository's root.</param>
    /// <param name="project">Absolute path of the hooks project.</param>
    public static string? Problem(string file, string root, string project)
    {
        var folder = Path.GetDirectoryName(file)!;
        var named = Name().Matches(File.ReadAllText(file))
            .Select(match => match.Groups["path"].Value)
            .Select(path => Uri.UnescapeDataString(WebUtility.HtmlDecode(path)).Replace('\\', '/'))
            .Distinct(StringComparer.Ordinal);
        foreach (var path in named)
        {
            var full = Path.GetFullPath(path, folder);
            if (full == project)
            {
                continue;
            }

            var what = !File.Exists(full) ? "does not exist" : PrivateFile.IsIgnored(root, full) ? "git ignores" : null;
            if (what is not null)
            {
                return $"{file} names {path}, which {what}: what is asked of the solution fails in a clone. Write {Path.GetRelativePath(folder, project).Replace('\\', '/')} there in its place";
            }
        }

        return null;
    }
}
