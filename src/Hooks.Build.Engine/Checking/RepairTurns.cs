using System.Numerics;

namespace Hooks.Build.Engine.Checking;

/// <summary>
/// When which check of a pass may repair. One that depends on others repairs only when all files have shown that those pass, as a hook that starts behind them
/// would: what is skipped must not have changed anything. Files that it would repair are left for its turn, in which only those whose turn it is can come to
/// fail: where they cannot have their way in a file it stays as the turns before left it.
/// </summary>
internal sealed class RepairTurns
{
    private readonly IReadOnlyList<ulong> _prerequisites;
    private readonly int[] _turns;
    private int _turn;
    private ulong _barred;

    /// <summary>Begins with the first turn.</summary>
    /// <param name="prerequisites">For each check, in the order in which they look at a file, a bit for every other that it depends on.</param>
    /// <param name="repairers">A bit for each that may repair.</param>
    /// <param name="barred">A bit for each that depends on what failed before.</param>
    public RepairTurns(IReadOnlyList<ulong> prerequisites, ulong repairers, ulong barred = 0)
    {
        _prerequisites = prerequisites;
        _turns = new int[prerequisites.Count];
        for (var i = 0; i < _turns.Length; i++)
        {
            // Those it depends on come before it.
            for (var rest = prerequisites[i]; rest != 0; rest &= rest - 1)
            {
                _turns[i] = Math.Max(_turns[i], _turns[BitOperations.TrailingZeroCount(rest)] + (int)((repairers >> i) & 1));
            }
        }

        _barred = barred;
        Take();
    }

    /// <summary>A bit for each that may repair now.</summary>
    public ulong Now { get; private set; }

    /// <summary>A bit for each of these that might not before.</summary>
    public ulong New { get; private set; }

    /// <summary>A bit for each whose turn is still to come.</summary>
    public ulong Later { get; private set; }

    /// <summary>Whether somebody had a turn before.</summary>
    public bool HasBegun => _turn > 0;

    /// <summary>A bit for each that a check depends on.</summary>
    public ulong PrerequisitesOf(int member) => _prerequisites[member];

    /// <summary>Goes on to those whose turn is next.</summary>
    /// <param name="failed">A bit for each check that found something which it did not repair.</param>
    public void Next(ulong failed)
    {
        for (var i = 0; i < _turns.Length; i++)
        {
            _barred |= (_prerequisites[i] & failed) != 0 ? 1UL << i : 0;
        }

        _turn++;
        Take();
    }

    private void Take()
    {
        (Now, New, Later) = (0, 0, 0);
        for (var i = 0; i < _turns.Length; i++)
        {
            var bit = (1UL << i) & ~_barred;
            Now |= _turns[i] <= _turn ? bit : 0;
            New |= _turns[i] == _turn ? bit : 0;
            Later |= _turns[i] > _turn ? bit : 0;
        }
    }
}
