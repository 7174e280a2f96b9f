using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Locking;

/// <summary>
/// Hooks of packages run with the user's rights. What they may do is told when they first join, and kept in a file beside the project; when it changes they
/// do not run until somebody has looked.
/// </summary>
/// <param name="root">Absolute path of the repository's root.</param>
/// <param name="project">Absolute path of the project.</param>
/// <param name="assembly">Absolute path of its assembly.</param>
public sealed class HookLock(string root, string project, string assembly)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "hooks.lock.json";

    // Nobody writes one for so long.
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(1);

    private string Own => Path.GetFileName(project);

    /// <summary>Absolute path of the file, which need not be there.</summary>
    public string LockPath => Path.Combine(Path.GetDirectoryName(project)!, FileName);

    private string Accept
    {
        get
        {
            var path = Path.GetRelativePath(root, project).Replace(Path.DirectorySeparatorChar, '/');
            return $"dotnet msbuild {(path.All(character => char.IsAsciiLetterOrDigit(character) || "/._-".Contains(character, StringComparison.Ordinal)) ? path : $"\"{path}\"")} -t:LockHooks";
        }
    }

    /// <summary>Requires that all hooks of other assemblies are as somebody looked them through.</summary>
    /// <param name="hooks">The hooks of the project's plan.</param>
    /// <exception cref="HooksException">HOOK9032: they are not.</exception>
    public void Require(IEnumerable<PlannedHook> hooks)
    {
        if (JoinedAssembly.Of(hooks, assembly) is not { Count: > 0 } joined)
        {
            return;
        }

        var known = Of(Read());
        var problems = joined.Select(one => known.FirstOrDefault(other => other.Name == one.Name) is { } other
            ? Difference(other, one)
            : $"{Shown(one)} is not in {FileName}").OfType<string>().ToList();
        if (problems.Count > 0)
        {
            throw new HooksException([.. problems.Select(problem => new Problem(
                Codes.Unlocked,
                $"Hooks of another assembly are not as they were looked through: {problem}. Look at them, and accept them by '{Accept}'",
                LockPath))]);
        }
    }

    /// <summary>
    /// Adds assemblies of which nothing is known yet, where all that is known is as it was looked through: else they may be what it was, moved to another
    /// assembly, package or project.
    /// </summary>
    /// <inheritdoc cref="Update"/>
    public string? AddNew(IEnumerable<PlannedHook> hooks)
    {
        var joined = JoinedAssembly.Of(hooks, assembly);
        return joined.Count == 0 || IsKnown(Of(Read()), joined) ? null : Change(() =>
        {
            var all = Read();
            var known = Of(all);
            var added = joined.Where(one => known.All(other => other.Name != one.Name)).ToList();
            var former = known.Concat(all.Where(entry => IsAbandoned(entry.Key)).SelectMany(entry => entry.Value));
            var isAsItWas = former.All(other => joined.Any(one => one.Name == other.Name && Difference(other, one) is null))
                && !added.Exists(one => known.Any(other => other.Source == one.Source))
                && !all.Values.SelectMany(others => others)
                    .Any(other => added.Exists(one => other.Source == one.Source) && !joined.Any(one => one.Name == other.Name && IsSameCode(other, one)));
            return isAsItWas ? Write(all, [.. known, .. added], added, []) : null;
        });
    }

    /// <summary>Takes all as they are.</summary>
    /// <param name="hooks">The hooks of the project's plan.</param>
    /// <returns>What to tell of it; <see langword="null"/> where nothing changed.</returns>
    /// <exception cref="HooksException">HOOK9032: the file cannot be read or written.</exception>
    public string? Update(IEnumerable<PlannedHook> hooks)
    {
        var joined = JoinedAssembly.Of(hooks, assembly);
        return joined.Count == 0 && !File.Exists(LockPath) || IsKnown(Of(Read(takesAnything: true)), joined) ? null : Change(() =>
        {
            var all = Read(takesAnything: true);
            var known = Of(all);
            return Write(
                all,
                joined,
                [.. joined.Where(one => known.FirstOrDefault(other => other.Name == one.Name) is not { } other || Difference(other, one) is not null)],
                [.. known.Where(other => joined.All(one => one.Name != other.Name))]);
        });
    }

    private static bool IsKnown(IReadOnlyList<JoinedAssembly> known, IReadOnlyList<JoinedAssembly> joined) =>
        known.Count == joined.Count && joined.All(one => known.Any(other => other.Name == one.Name && Difference(other, one) is null));

    // Of a project that is not there any more: it may be this one under its former name.
    private bool IsAbandoned(string name) => !IsOwn(name) && !File.Exists(Path.Combine(Path.GetDirectoryName(project)!, name));

    private bool IsOwn(string name) => PathCase.Comparer.Equals(name, Own);

    private IReadOnlyList<JoinedAssembly> Of(SortedDictionary<string, IReadOnlyList<JoinedAssembly>> all) =>
        all.FirstOrDefault(entry => IsOwn(entry.Key)).Value ?? [];

    private string? Change(Func<string?> change)
    {
        try
        {
            var folder = Path.GetDirectoryName(project)!;
            using var turn = TakeTurn(folder);

            // Of somebody who was killed. A young one may be another's who has the turn, too: not every file system has locks.
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            foreach (var draft in Directory.GetFiles(folder, $"{FileName}.*{AtomicFile.Suffix}")
                .Where(draft => now - File.GetLastWriteTimeUtc(draft) > Abandoned))
            {
                File.Delete(draft);
            }

            return change();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HooksException([new Problem(
                Codes.Unlocked,
                $"What hooks of other assemblies may do cannot be written down ({e.Message}): let this user write {FileName}, then '{Accept}'",
                LockPath)]);
        }
    }

    // In a folder of git or of the build, where a file may stay.
    private FileTurn TakeTurn(string folder)
    {
        var place = GitFolders.Above(root)?.GitDirectory ?? Directory.CreateDirectory(Path.Combine(folder, "obj")).FullName;
        return FileTurn.Take(Path.Combine(place, FileName + ".turn"));
    }

    private string? Write(
        SortedDictionary<string, IReadOnlyList<JoinedAssembly>> all,
        IReadOnlyList<JoinedAssembly> own,
        IReadOnlyList<JoinedAssembly> changed,
        IReadOnlyList<JoinedAssembly> gone)
    {
        if (changed.Count + gone.Count == 0)
        {
            return null;
        }

        foreach (var name in all.Keys.Where(name => IsOwn(name) || IsAbandoned(name)).ToList())
        {
            _ = all.Remove(name);
        }

        if (own.Count > 0)
        {
            all.Add(Own, own);
        }

        LockFile.Write(LockPath, all);
        return string.Join(
            '\n',
            changed.Select(Told).Concat(gone.Select(one => $"{Shown(one)} is not used any more")))
                + $"\nWritten to {FileName}: check it in, so that a review sees when it changes";
    }

    private static string Told(JoinedAssembly one) =>
        $"Hooks of {Shown(one)} are part of this project's now:\n" + string.Join(
            '\n', one.Hooks.OrderBy(hook => hook.Key, StringComparer.Ordinal).Select(hook => $"  {hook.Key} {hook.Value.May}"));

    private static bool IsSameCode(JoinedAssembly known, JoinedAssembly now) => known.Package == now.Package && known.Content == now.Content;

    private static string? Difference(JoinedAssembly known, JoinedAssembly now)
    {
        List<string> parts = [];
        if (!IsSameCode(known, now))
        {
            parts.Add(known.Package == now.Package
                ? $"{(now.Package.Length == 0 ? "its file" : "its package " + now.Package)} has another content"
                : $"its package is {(now.Package.Length == 0 ? "not known" : now.Package)}, and was {(known.Package.Length == 0 ? "not known" : known.Package)}");
        }

        Add("changed", now.Hooks.Where(hook => known.Hooks.TryGetValue(hook.Key, out var other) && other.Definition != hook.Value.Definition));
        Add("new", now.Hooks.Where(hook => !known.Hooks.ContainsKey(hook.Key)));
        return parts.Count == 0 ? null : $"{now.Name}: {string.Join("; ", parts)}";

        void Add(string what, IEnumerable<KeyValuePair<string, (string May, string Definition)>> hooks) =>
            parts.AddRange(hooks.OrderBy(hook => hook.Key, StringComparer.Ordinal).Select(hook => $"{hook.Key} is {what}: it {hook.Value.May}"));
    }

    private static string Shown(JoinedAssembly one) => one.Package.Length == 0 ? one.Name : $"{one.Name} ({one.Package})";

    private SortedDictionary<string, IReadOnlyList<JoinedAssembly>> Read(bool takesAnything = false)
    {
        try
        {
            return LockFile.Read(LockPath);
        }
        catch (InvalidDataException e)
        {
            return takesAnything
                ? new(StringComparer.Ordinal)
                : throw Refusal($"cannot be read ({e.Message}): take it from git, or write it anew by '{Accept}'");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusal($"cannot be read ({e.Message}): let this user read it, or take it from git");
        }
    }

    private HooksException Refusal(string what) => new([new Problem(Codes.Unlocked, $"{FileName} {what}", LockPath)]);
}
