using System.Buffers;
using System.Numerics;
using Hooks.Build.Checks;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Checking;

/// <summary>
/// The repairs of one file: who made them, the memory they are made in, and what comes of them. Used by one thread, for one file after the other.
/// </summary>
/// <param name="work">What the pass does.</param>
/// <param name="record">Where it is told.</param>
internal sealed class FileRepairs(PassWork work, PassRecord record)
{
    private readonly ArrayBufferWriter<byte>[] _buffers = [new(), new()];
    private readonly List<int> _fixers = [];
    private int _turn;

    /// <summary>Whether there are any.</summary>
    public bool Any => _fixers.Count > 0;

    /// <summary>Begins with a file.</summary>
    public void Begin()
    {
        _fixers.Clear();
        _turn = 0;
    }

    /// <summary>Notes who made one.</summary>
    public void Add(int member) => _fixers.Add(member);

    /// <summary>What a check makes of a content; <see langword="null"/> where it leaves it as it is.</summary>
    public ReadOnlyMemory<byte>? Make(FileCheck check, CheckedFile file, ReadOnlyMemory<byte> content)
    {
        // What was repaired before is in the other one.
        var writer = _buffers[_turn];
        writer.ResetWrittenCount();
        if (!check.TryFix(file, content.Span, writer))
        {
            return null;
        }

        _turn = 1 - _turn;
        return writer.WrittenMemory;
    }

    /// <summary>Writes what came of them, and tells it.</summary>
    /// <returns>A bit for each that is told why nothing was written; 0 where it was.</returns>
    public ulong TryWrite(CheckedFile file, FileStatus status, ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        if (work.Write(file, status, before, after) is { } problem)
        {
            return Tell(Responsible(), file.Path, problem);
        }

        foreach (var member in _fixers.Distinct())
        {
            record.Repair(member, file.Path);
        }

        return 0;
    }

    /// <summary>
    /// Who finds something only now that one which depends on it has repaired the file: that it passed was known of all files; <see langword="null"/> where
    /// nobody does.
    /// </summary>
    /// <param name="failed">A bit for each that finds something in the repaired content.</param>
    public int? Contested(ulong failed)
    {
        var contested = !work.Turns.HasBegun || failed == 0 ? 0 : failed & _fixers.Aggregate(0UL, (all, fixer) => all | work.Turns.PrerequisitesOf(fixer));
        return contested == 0 ? null : BitOperations.TrailingZeroCount(contested);
    }

    /// <summary>Leaves the file as it is, and tells so those who repaired it.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="contested">Who finds something in what they made of it.</param>
    /// <returns>A bit for each that is told.</returns>
    public ulong Drop(string path, int contested) =>
        Tell(Responsible(), path, $"was left as it is, since '{work.Members[contested].Hook.Name}' finds something in what would come of the repair");

    private ulong Tell(IEnumerable<int> some, string path, string what)
    {
        var told = some.Aggregate(0UL, (all, member) => all | (1UL << member));
        record.Find(told, path, what);
        return told;
    }

    // Of a later turn those whose turn it is.
    private IEnumerable<int> Responsible()
    {
        var all = _fixers.Distinct().ToList();
        return work.Turns.HasBegun && all.FindAll(member => ((work.Turns.New >> member) & 1) != 0) is { Count: > 0 } late ? late : all;
    }

    /// <summary>Tells of checks that take back each other's repairs: one error for both.</summary>
    /// <returns>A bit for each that is told.</returns>
    public ulong Disagree(string path, string why)
    {
        var last = _fixers[^1];
        var index = _fixers.FindLastIndex(fixer => fixer != last);
        if (index < 0)
        {
            return Tell([last], path, "was left as it is: the check finds something in each of its own repairs, which is a mistake in Hooks.Build");
        }

        var other = _fixers[index];
        var (one, two) = (Math.Min(last, other), Math.Max(last, other));
        return Tell(
            Responsible().Where(member => member == one || member == two),
            path,
            $"'{work.Members[one].Hook.Name}' and '{work.Members[two].Hook.Name}' do not agree: {why}, so it was left as it is. Leave it out of one of them (Exclude), or set both to the same form");
    }

    /// <summary>Ends them: one large file must not hold its memory to the end of the run.</summary>
    public void End()
    {
        const int Large = 1024 * 1024;
        for (var i = 0; i < _buffers.Length; i++)
        {
            _buffers[i] = _buffers[i].Capacity > Large ? new ArrayBufferWriter<byte>() : _buffers[i];
        }
    }
}
