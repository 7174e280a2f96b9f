namespace Hooks.Build.Checks.Agents;

/// <summary>
/// How much the variables of one command line may stand for before nobody can tell any more: letters, of all words together, and somewhat for each word.
/// </summary>
internal sealed class ExpansionLimit
{
    private const int OfEach = 16;

    /// <summary>How many are left.</summary>
    public int Left { get; private set; } = 4_000_000;

    /// <summary>How many words were made.</summary>
    public int Count { get; private set; }

    /// <summary>Whether none are left: what was made is not all.</summary>
    public bool IsReached => Left <= 0;

    /// <summary>Counts a word.</summary>
    /// <param name="length">Its letters.</param>
    public void Take(int length)
    {
        Left -= Math.Min(Left, length + OfEach);
        Count++;
    }
}
