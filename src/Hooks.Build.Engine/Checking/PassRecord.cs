using System.Diagnostics;
using Hooks.Build.Checks;

namespace Hooks.Build.Engine.Checking;

/// <summary>
/// What one thread of a pass found, repaired and left alone, and the time that each member took. It is handed over when all threads are done.
/// </summary>
/// <param name="members">The checks of the pass.</param>
internal sealed class PassRecord(IReadOnlyList<CheckMember> members)
{
    private readonly List<(int Member, string File, Findings Found)> _found = [];
    private readonly List<(int Member, string File)> _repaired = [];
    private readonly List<(int Member, string File, string Why)> _leftAlone = [];
    private ulong _failedBefore;
    private readonly long[] _ticks = new long[members.Count];

    /// <summary>A bit for each member that found something.</summary>
    public ulong Failed => _found.Aggregate(_failedBefore, (failed, found) => failed | (1UL << found.Member));

    /// <summary>Where the record is, for <see cref="GoBack"/>.</summary>
    public (int Found, int Repaired, int LeftAlone) Place => (_found.Count, _repaired.Count, _leftAlone.Count);

    /// <summary>Forgets what came after a place, but for the time that it took.</summary>
    public void GoBack((int Found, int Repaired, int LeftAlone) place)
    {
        _found.RemoveRange(place.Found, _found.Count - place.Found);
        _repaired.RemoveRange(place.Repaired, _repaired.Count - place.Repaired);
        _leftAlone.RemoveRange(place.LeftAlone, _leftAlone.Count - place.LeftAlone);
    }

    /// <summary>Forgets what was seen after a place in a file that is looked at again, but not who found something that stays.</summary>
    public void Postpone(ulong failed, (int Found, int Repaired, int LeftAlone) place)
    {
        _failedBefore |= failed;
        GoBack((place.Found, _repaired.Count, place.LeftAlone));
    }

    /// <summary>A member found something in a file, or, <see langword="null"/>, nothing.</summary>
    public void Find(int member, string file, Findings? found)
    {
        if (found is not null)
        {
            _found.Add((member, file, found));
        }
    }

    /// <summary>The same about a file as a whole, for a bit each of some members.</summary>
    public void Find(ulong some, string file, string message)
    {
        for (var rest = some; rest != 0; rest &= rest - 1)
        {
            Findings found = new();
            found.Add(0, 0, message);
            Find(System.Numerics.BitOperations.TrailingZeroCount(rest), file, found);
        }
    }

    /// <summary>A member repaired a file.</summary>
    public void Repair(int member, string file) => _repaired.Add((member, file));

    /// <summary>A member would have repaired a file that is not its to repair; told once, however often it looks.</summary>
    public void LeaveAlone(int member, string file, string why)
    {
        if (!_leftAlone.Contains((member, file, why)))
        {
            _leftAlone.Add((member, file, why));
        }
    }

    /// <summary>Adds the time since a time stamp.</summary>
    public void Spend(int member, long started) => _ticks[member] += Stopwatch.GetTimestamp() - started;

    /// <summary>Adds the time since a time stamp, in equal parts, to a bit each of some members: reading is for all who look.</summary>
    public void Share(ulong some, long started)
    {
        var count = System.Numerics.BitOperations.PopCount(some);
        var share = count == 0 ? 0 : (Stopwatch.GetTimestamp() - started) / count;
        for (var rest = some; rest != 0; rest &= rest - 1)
        {
            _ticks[System.Numerics.BitOperations.TrailingZeroCount(rest)] += share;
        }
    }

    /// <summary>Hands over to the members; called for one record after the other.</summary>
    public void HandOver()
    {
        foreach (var (member, file, found) in _found)
        {
            members[member].Add(file, found);
        }

        foreach (var (member, file) in _repaired)
        {
            members[member].Repaired.Add(file);
        }

        foreach (var (member, file, why) in _leftAlone)
        {
            members[member].LeftAlone.Add((file, why));
        }

        for (var i = 0; i < _ticks.Length; i++)
        {
            members[i].Time += Stopwatch.GetElapsedTime(0, _ticks[i]);
        }
    }
}
