using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Staging;

/// <summary>
/// The indexes that <c>git commit</c> holds while its hooks run (<c>*.lock</c>). They are changed in a copy, which is exchanged with them in one step; that
/// fails where git has ended and took them away, as Ctrl-C ends both. Written by <c>git update-index</c> itself, a lock would come back that nobody holds.
/// </summary>
/// <param name="exchange">Exchanges two files; the system's own way where it is <see langword="null"/>.</param>
internal sealed class HeldIndexes(Func<string, string, Exchange>? exchange = null) : IDisposable
{
    private readonly Func<string, string, Exchange> _exchange = exchange ?? NativeRename.TryExchange;
    private readonly List<Held> _held = [];

    /// <summary>Where an index is written: a copy of one that git holds; any other, whose lock git takes, itself.</summary>
    /// <exception cref="HooksException">HOOK9017: git has ended.</exception>
    public string PlaceOf(string index)
    {
        if (!index.EndsWith(".lock", StringComparison.Ordinal))
        {
            return index;
        }

        var copy = Path.Combine(Path.GetDirectoryName(index)!, ".hooks-build-" + Guid.NewGuid().ToString("N")[..16]);
        try
        {
            _held.Add(new Held(index, copy, FileStatus.Read(index)));
            File.Copy(index, copy);
            return copy;
        }
        catch (FileNotFoundException)
        {
            throw Ended(index);
        }
    }

    /// <summary>Whether this is a copy that <see cref="Put"/> will bring into its place.</summary>
    public bool IsCopy(string place) => _held.Exists(one => one.Copy == place);

    /// <summary>Puts the copies into the places of the indexes: all of them, or none.</summary>
    /// <exception cref="HooksException">HOOK9017: git has ended.</exception>
    public void Put()
    {
        for (var i = 0; i < _held.Count; i++)
        {
            if (!TryPut(_held[i]))
            {
                foreach (var put in _held.Take(i))
                {
                    _ = _exchange(put.Copy, put.Index);
                }

                throw Ended(_held[i].Index);
            }
        }
    }

    public void Dispose()
    {
        foreach (var one in _held)
        {
            File.Delete(one.Copy);
        }
    }

    private bool TryPut(Held one)
    {
        switch (_exchange(one.Copy, one.Index))
        {
            case Exchange.Done when IsSame(FileStatus.Read(one.Copy), one.Before):
                return true;
            case Exchange.Done:
                // The lock of another git, which came after ours had ended.
                _ = _exchange(one.Copy, one.Index);
                return false;
            case Exchange.Gone:
                return false;
            default:
                return IsSame(FileStatus.Read(one.Index), one.Before) && FileRename.TryReplace(one.Copy, one.Index);
        }
    }

    // Its time of change is that of the exchange.
    private static bool IsSame(FileStatus now, FileStatus before) => now with { Changed = before.Changed } == before;

    private static HooksException Ended(string index) =>
        new(Codes.IndexUpdate, $"The repaired files cannot be staged: {index} is not as it was, so git has ended");

    // An index, its copy, and how it was when it was copied.
    private sealed record Held(string Index, string Copy, FileStatus Before);
}
