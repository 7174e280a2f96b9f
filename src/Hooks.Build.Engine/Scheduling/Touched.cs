using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Graph;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Scheduling;

/// <summary>What a hook writes and reads. It is compared with that of every other hook, so each of its sets is read once.</summary>
internal sealed class Touched
{
    private readonly IReadOnlyList<string> _locks;
    private readonly string? _folder;
    private readonly bool _keepsToItsFiles;
    private readonly GlobSet _declaresToWrite;
    private readonly GlobSet _written;
    private readonly GlobSet _all;
    private readonly GlobSet _declared;

    public Touched(PlannedHook hook, bool fixes)
    {
        _locks = hook.Locks;
        _folder = hook.Scope ?? hook.Project?.Folder;
        _keepsToItsFiles = _folder is not null && KeepsToItsFiles(hook);
        _declaresToWrite = GlobSet.Parse(hook.Writes, []);
        var given = GivenTo(hook);
        _written = fixes && given.Count > 0 ? GlobSet.Parse(hook.Writes.Concat(given), []) : _declaresToWrite;
        _all = GlobSet.Parse(given.Concat(hook.ReadGlobs).Concat(hook.Writes), []);

        // The file that is its item is in its folder, as what it is given.
        _declared = _keepsToItsFiles
            ? GlobSet.Parse((hook with { Reads = [.. hook.Reads.Where(glob => glob != hook.ItemGlob)] }).ReadGlobs.Concat(hook.Writes), [])
            : _all;
    }

    /// <summary>Whether the two must not run at the same time.</summary>
    public bool Collides(Touched other, GlobBudget budget)
    {
        if (ShareLock(other))
        {
            return true;
        }

        if (_written.IsEmpty && other._written.IsEmpty)
        {
            return false;
        }

        // What they are given is in different folders, whatever their globs say; what they declare beyond that need not be.
        return IsApart(other)
            ? _declaresToWrite.Overlaps(other._all, budget)
                || other._declaresToWrite.Overlaps(_all, budget)
                || _written.Overlaps(other._declared, budget)
                || other._written.Overlaps(_declared, budget)
            : _written.Overlaps(other._all, budget) || other._written.Overlaps(_all, budget);
    }

    private bool IsApart(Touched other) => _keepsToItsFiles && other._keepsToItsFiles && !IsIn(_folder!, other._folder!) && !IsIn(other._folder!, _folder!);

    private bool ShareLock(Touched other)
    {
        if (_locks.Count == 0 || other._locks.Count == 0)
        {
            return false;
        }

        return _locks.Any(name => other._locks.Contains(name, StringComparer.OrdinalIgnoreCase));
    }

    private static bool IsIn(string folder, string other) =>
        other.Length == 0 || (folder.StartsWith(other, StringComparison.Ordinal) && (folder.Length == other.Length || folder[other.Length] == '/'));

    // A command that is not told of files works on the whole tree, whatever it, or its project, is about.
    private static bool KeepsToItsFiles(PlannedHook hook) =>
        hook.Kind != HookKind.Command || hook.Command.Concat(hook.Fix).All(step => step.Any(ArgumentTemplate.IsFiles));

    // A command that asks for files without saying which is given all of them.
    private static IReadOnlyList<string> GivenTo(PlannedHook hook) => hook.Files.Count == 0 && FileMatching.TakesFiles(hook) ? ["**"] : hook.Files;
}
