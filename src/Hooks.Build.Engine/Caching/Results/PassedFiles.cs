using System.Collections.Concurrent;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>Remembers, for hooks whose findings in a file depend on that file alone, which files passed without any.</summary>
/// <param name="folder">The cache.</param>
/// <param name="root">Absolute path of the repository's root.</param>
/// <param name="clock">Tells when it was used.</param>
internal sealed class PassedFiles(CacheFolder folder, string root, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, FileMemory> _memories = new(StringComparer.Ordinal);

    /// <summary>The files of which it is not known that they pass.</summary>
    /// <param name="baseKey">All else that the findings depend on.</param>
    /// <param name="given">The files.</param>
    /// <param name="mark">Tells one state of a file from another.</param>
    public IReadOnlyList<string> LeftOf(string baseKey, IReadOnlyList<string> given, Func<string, Fingerprint> mark)
    {
        var memory = Open(baseKey);
        List<string> left = [];
        foreach (var file in given)
        {
            if (memory.Count == 0 || !memory.Knows(mark(file)))
            {
                left.Add(file);
            }
        }

        return left;
    }

    /// <summary>Remembers the files of a run that succeeded, but for those in which something was found.</summary>
    public void Keep(string baseKey, IReadOnlyList<string> files, HookReport report, Func<string, Fingerprint> mark)
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        foreach (var finding in report.Findings)
        {
            _ = found.Add(finding.File);
        }

        // Findings that were dropped may be of any file.
        if (report.DroppedFindings > 0 || found.Contains(""))
        {
            return;
        }

        var memory = Open(baseKey);
        foreach (var file in files)
        {
            if (found.Count == 0 || !found.Contains(Path.GetFullPath(Path.Combine(root, file))))
            {
                memory.Add(mark(file));
            }
        }

        memory.Save();
    }

    private FileMemory Open(string baseKey) => _memories.GetOrAdd(baseKey, key => FileMemory.Open(folder, key, clock));
}
