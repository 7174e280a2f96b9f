using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Locking;

/// <summary>
/// Hooks of packages run with the user's rights. What they may do is told when they first join, and kept in a file beside the project; when it changes they
/// do not run until somebody has looked.
/// </summary>
public static class HookLock
{
    /// <summary>The file's name.</summary>
    public const string FileName = "hooks.lock.json";

    /// <summary>Requires that all hooks of other assemblies are as somebody looked them through.</summary>
    /// <param name="hooks">The hooks of the project's plan.</param>
    /// <param name="project">Absolute path of the project.</param>
    /// <param name="assembly">Absolute path of its assembly.</param>
    /// <exception cref="HooksException">HOOK9032: they are not.</exception>
    public static void Require(IEnumerable<PlannedHook> hooks, string project, string assembly)
    {
        if (JoinedAssembly.Of(hooks, assembly) is not { Count: > 0 } joined)
        {
            return;
        }

        var known = Read(project);
        var problems = joined.Select(one => known.FirstOrDefault(other => other.Name == one.Name) is { } other ? Difference(other, one) : $"{Shown(one)} is not in {FileName}").OfType<string>().ToList();
        if (problems.Count > 0)
        {
            throw new HooksException([.. problems.Select(problem => new Problem(
                Codes.Unlocked,
                $"Hooks of another assembly are not as they were looked through: {problem}. Look at them, and accept them by '{Accept(project)}'",
                PathOf(project)))]);
        }
    }

    /// <summary>
    /// Adds assemblies of which nothing is known yet, where all that is known is as it was looked through: else they may be what it was, moved to another
    /// assembly or package.
    /// </summary>
    /// <inheritdoc cref="Update"/>
    public static string? AddNew(IEnumerable<PlannedHook> hooks, string project, string assembly)
    {
        if (JoinedAssembly.Of(hooks, assembly) is not { Count: > 0 } joined)
        {
            return null;
        }

        var known = Read(project);
        var added = joined.Where(one => known.All(other => other.Name != one.Name)).ToList();
        return known.All(other => joined.Any(one => one.Name == other.Name && Difference(other, one) is null)) && !added.Exists(one => known.Any(other => other.Source == one.Source))
            ? Write(project, [.. known, .. added], added, [])
            : null;
    }

    /// <summary>Takes all as they are.</summary>
    /// <param name="hooks">The hooks of the project's plan.</param>
    /// <param name="project">Absolute path of the project.</param>
    /// <param name="assembly">Absolute path of its assembly.</param>
    /// <returns>What to tell of it; <see langword="null"/> where nothing changed.</returns>
    /// <exception cref="HooksException">HOOK9032: the file cannot be read or written.</exception>
    public static string? Update(IEnumerable<PlannedHook> hooks, string project, string assembly)
    {
        var joined = JoinedAssembly.Of(hooks, assembly);
        var known = TryRead(project);
        return Write(
            project,
            joined,
            [.. joined.Where(one => known.FirstOrDefault(other => other.Name == one.Name) is not { } other || Difference(other, one) is not null)],
            [.. known.Where(other => joined.All(one => one.Name != other.Name))]);
    }

    private static string? Write(string project, IReadOnlyList<JoinedAssembly> all, IReadOnlyList<JoinedAssembly> changed, IReadOnlyList<JoinedAssembly> gone)
    {
        if (changed.Count + gone.Count == 0)
        {
            return null;
        }

        try
        {
            LockFile.Write(PathOf(project), Path.GetFileName(project), all);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HooksException([new Problem(Codes.Unlocked, $"What hooks of other assemblies may do cannot be written down ({e.Message}): let this user write {FileName}, then '{Accept(project)}'", PathOf(project))]);
        }

        return string.Join('\n', changed.Select(Told).Concat(gone.Select(one => $"{Shown(one)} is not used any more"))) + $"\nWritten to {FileName}: check it in, so that a review sees when it changes";
    }

    private static string Accept(string project) => $"dotnet msbuild {Path.GetFileName(project)} -t:LockHooks";

    private static string Told(JoinedAssembly one) =>
        $"Hooks of {Shown(one)} are part of this project's now:\n" + string.Join('\n', one.Hooks.OrderBy(hook => hook.Key, StringComparer.Ordinal).Select(hook => $"  {hook.Key} {hook.Value.May}"));

    private static string? Difference(JoinedAssembly known, JoinedAssembly now)
    {
        List<string> parts = [];
        if (known.Package != now.Package || known.Content != now.Content)
        {
            parts.Add(known.Package == now.Package ? $"{(now.Package.Length == 0 ? "its file" : "its package " + now.Package)} has another content" : $"its package is {(now.Package.Length == 0 ? "not known" : now.Package)}, and was {(known.Package.Length == 0 ? "not known" : known.Package)}");
        }

        Add("changed", now.Hooks.Where(hook => known.Hooks.TryGetValue(hook.Key, out var other) && other.Definition != hook.Value.Definition));
        Add("new", now.Hooks.Where(hook => !known.Hooks.ContainsKey(hook.Key)));
        return parts.Count == 0 ? null : $"{now.Name}: {string.Join("; ", parts)}";

        void Add(string what, IEnumerable<KeyValuePair<string, (string May, string Definition)>> hooks) =>
            parts.AddRange(hooks.OrderBy(hook => hook.Key, StringComparer.Ordinal).Select(hook => $"{hook.Key} is {what}: it {hook.Value.May}"));
    }

    private static string Shown(JoinedAssembly one) => one.Package.Length == 0 ? one.Name : $"{one.Name} ({one.Package})";

    private static string PathOf(string project) => Path.Combine(Path.GetDirectoryName(project)!, FileName);

    private static IReadOnlyList<JoinedAssembly> Read(string project)
    {
        try
        {
            return LockFile.Read(PathOf(project), Path.GetFileName(project));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new HooksException([new Problem(Codes.Unlocked, $"{FileName} cannot be read ({e.Message}): take it from git, or write it anew by '{Accept(project)}'", PathOf(project))]);
        }
    }

    private static IReadOnlyList<JoinedAssembly> TryRead(string project)
    {
        try
        {
            return LockFile.Read(PathOf(project), Path.GetFileName(project));
        }
        catch (InvalidDataException)
        {
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HooksException([new Problem(Codes.Unlocked, $"{FileName} cannot be read ({e.Message}): let this user read it, then '{Accept(project)}'", PathOf(project))]);
        }
    }
}
