using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Hooks.Build.CSharp.Projects;

/// <summary>Projects of which the package sources told nothing, each with what was said about it. What is known of the others holds all the same.</summary>
/// <param name="root">The repository.</param>
internal sealed partial class UnaskedProjects(string root)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _reasons = new(ProjectPaths.Comparer);

    [GeneratedRegex(@"^\s*(?<project>[^:\s][^:]*?\.(cs|fs|vb)proj)(\(\d+,\d+\))?\s*: (error|warning) ", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex OfProject();

    /// <summary>Takes what a restore said.</summary>
    /// <returns>Whether it is known which projects are meant; else nothing is known of any.</returns>
    public bool TryTake(IReadOnlyList<string> lines, int exit)
    {
        // 'dotnet list package' takes a source of advisories that does not answer for one that knows nothing bad; a restore does not.
        List<string> told = [.. lines.Where(line => line.Contains(": warning NU1900:", StringComparison.Ordinal)
            || line.Contains(": warning NU1905:", StringComparison.Ordinal)
            || (exit != 0 && line.Contains(": error ", StringComparison.Ordinal)))];
        foreach (var lineOfProject in told.GroupBy(line => OfProject().Match(line).Groups["project"].Value, ProjectPaths.Comparer))
        {
            if (lineOfProject.Key.Length == 0)
                return false;

            Add(ProjectPaths.Full(root, lineOfProject.Key), lineOfProject);
        }

        return exit == 0 || !_reasons.IsEmpty;
    }

    /// <summary>Whether a project is one of them.</summary>
    /// <param name="project">Full path.</param>
    public bool Contains(string project) => _reasons.ContainsKey(project);

    /// <summary>Adds a project, where anything was said.</summary>
    public void Add(string project, IEnumerable<string> reasons)
    {
        if (reasons.Where(line => line.Length > 0).Distinct(StringComparer.Ordinal).ToList() is [_, ..] lines)
            _reasons[project] = lines;
    }

    /// <summary>Tells them all.</summary>
    /// <returns>Whether there are any.</returns>
    public bool Tell(string question, Action<string> output)
    {
        foreach (var line in _reasons.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value).Distinct(StringComparer.Ordinal))
        {
            output(line);
        }

        foreach (var project in _reasons.Keys.Order(StringComparer.Ordinal))
        {
            output(
                $"{ProjectPaths.FromRoot(root, project)} : error HOOK3003: its packages could not be checked ({question}): whether it is affected is not known");
        }

        return !_reasons.IsEmpty;
    }
}
