using System.Collections.Concurrent;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;
using Hooks.Build.Graph;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Fingerprints;

/// <summary>
/// Which files the result of a hook depends on, beside those it is given: what it <c>Reads</c>, what the hooks it depends on <c>Write</c>, files that
/// its command names, and the configuration that tools read by themselves.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="root">Absolute path of the repository's root.</param>
/// <param name="listed">The files of the repository, by path from the root, in ordinal order.</param>
internal sealed class HookInputs(HookPlan plan, string root, IReadOnlyList<string> listed)
{
    private readonly InputGlobs _globs = new(root, listed);
    private readonly Lazy<HashSet<string>> _listed = new(() => new HashSet<string>(listed, StringComparer.Ordinal));
    private readonly ConcurrentDictionary<string, bool> _missing = new(StringComparer.Ordinal);
    private readonly object _lock = new();
    private List<string>? _configuration;

    /// <summary>The files of the repository.</summary>
    public IReadOnlyList<string> Listed => listed;

    /// <summary>Whether a file is one of them.</summary>
    public bool IsListed(string path) => _listed.Value.Contains(path);

    /// <summary>
    /// Absolute paths of the folders that were searched for files that git does not list, and of the places where nothing is that a command may mean.
    /// </summary>
    public IReadOnlyCollection<string> Searched => [.. _globs.Searched, .. _missing.Keys];

    /// <summary>Whether it is known what a hook depends on: it says so.</summary>
    public static bool AreKnown(PlannedHook hook) => hook.Files.Count > 0 || hook.Reads.Count > 0;

    /// <summary>The files that a hook depends on beside those it is given, by path from the root, in ordinal order.</summary>
    public List<string> BesideGiven(PlannedHook hook)
    {
        // A check says all that it reads, and what others write is content to it.
        if (hook.Kind == HookKind.Check)
        {
            return [.. new SortedSet<string>(_globs.Find(hook.ReadGlobs, withIgnored: true), StringComparer.Ordinal)];
        }

        SortedSet<string> paths = new(Configuration(), StringComparer.Ordinal);
        paths.UnionWith(_globs.Find(hook.ReadGlobs, withIgnored: true));
        foreach (var dependency in plan.Prerequisites[hook.Index])
        {
            paths.UnionWith(_globs.Find(plan.Hooks[dependency].Writes, withIgnored: true));
        }

        AddWork(hook, paths);
        foreach (var command in hook.Command)
        {
            foreach (var argument in command)
            {
                foreach (var word in ShellWords.Of(argument))
                {
                    if (Named(word, hook) is { } path && !IsOutput(path, hook))
                    {
                        _ = paths.Add(path);
                    }
                }
            }
        }

        return [.. paths];
    }

    /// <summary>The files that a hook declares to write, as they are now, in ordinal order.</summary>
    public List<string> Written(PlannedHook hook)
    {
        SortedSet<string> paths = new(_globs.Find(hook.Writes, withIgnored: false), StringComparer.Ordinal);
        return [.. paths];
    }

    private List<string> Configuration()
    {
        lock (_lock)
        {
            return _configuration ??= [.. KnownConfiguration.Among(listed), .. KnownConfiguration.ReadByTools.SelectMany(_globs.Named)];
        }
    }

    // What git lists is somebody's work, also where a hook changes it: an edit makes the hook run, and nothing is ever put back over it.
    private void AddWork(PlannedHook hook, SortedSet<string> paths)
    {
        if (hook.Writes.Count > 0)
        {
            var writes = GlobSet.Parse(hook.Writes, []);
            paths.UnionWith(listed.Where(writes.IsMatch));
            // What git ignores beside that work may be the hook's or anybody's: it is not put back either. A glob of its Files is about what it is given.
            paths.UnionWith(_globs.FindIgnored(hook.Writes.Except(hook.Files, StringComparer.Ordinal)));
        }
    }

    // Where a command is told to write.
    private bool IsOutput(string path, PlannedHook hook) =>
        hook.Writes.Count > 0 && !_listed.Value.Contains(path) && GlobSet.Parse(hook.Writes, []).IsMatch(path);

    // A script, a configuration: an argument, or its part behind '=', that is the path of a file of the repository.
    private string? Named(string argument, PlannedHook hook)
    {
        var text = argument[(argument.IndexOf('=', StringComparison.Ordinal) + 1)..].Replace("{root}", root, StringComparison.Ordinal);
        if (text.Length == 0 || text.Contains('{', StringComparison.Ordinal) || text.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var full = Path.Combine(root, hook.WorkingDirectory ?? "", text);
        // Behind a link to a folder '..' is not what the text says.
        full = text.Contains("..", StringComparison.Ordinal) ? RealPath.Of(full) ?? Path.GetFullPath(full) : Path.GetFullPath(full);
        if (full.Length <= root.Length || !full.StartsWith(root, StringComparison.Ordinal) || full[root.Length] != Path.DirectorySeparatorChar)
        {
            return null;
        }

        if (File.Exists(full))
        {
            return full[(root.Length + 1)..].Replace(Path.DirectorySeparatorChar, '/');
        }

        if (!Directory.Exists(full))
        {
            _missing[full] = true;
        }

        return null;
    }
}
