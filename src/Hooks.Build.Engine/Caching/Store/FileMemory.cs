using System.Text;
using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Caching.Store;

/// <summary>
/// Remembers for which files a hook is known to succeed, so that it need not see them again. What is lost, be it by damage or by another process that saves
/// at the same time, is checked again. Safe for several threads.
/// </summary>
internal sealed class FileMemory
{
    /// <summary>How many files are remembered; beyond that those go first that were not asked for the longest time.</summary>
    public const int Most = 200_000;

    private readonly object _lock = new();
    private readonly CacheFolder _folder;
    private readonly byte[] _owner;
    private readonly string _path;
    private readonly int _most;
    private readonly HashSet<Fingerprint> _known;
    private readonly HashSet<Fingerprint> _used = [];
    private bool _isChanged;

    private FileMemory(CacheFolder folder, string baseKey, int most)
    {
        _owner = Sha256.Of(Encoding.UTF8.GetBytes(baseKey));
        _folder = folder;
        _most = most;
        _path = folder.PathOf(CacheLayout.Files, Hex.Lower(_owner));
        var marks = Load();
        _known = new HashSet<Fingerprint>(marks.Length);
        foreach (var mark in marks)
        {
            _ = _known.Add(mark);
        }
    }

    /// <summary>How many files are known.</summary>
    public int Count => _known.Count;

    /// <summary>Opens the memory of a hook; an empty one where there is none, or it is damaged.</summary>
    /// <param name="folder">The run's cache folder.</param>
    /// <param name="baseKey">All that the hook's result depends on besides the file: another text is another memory.</param>
    /// <param name="clock">Tells when it was used.</param>
    /// <param name="most">How many files are remembered.</param>
    public static FileMemory Open(CacheFolder folder, string baseKey, TimeProvider clock, int most = Most)
    {
        FileMemory memory = new(folder, baseKey, most);
        if (memory._known.Count > 0)
        {
            LastUse.Renew(memory._path, clock.GetUtcNow().UtcDateTime);
        }

        return memory;
    }

    /// <summary>Whether the hook is known to succeed for a file.</summary>
    public bool Knows(in Fingerprint mark)
    {
        lock (_lock)
        {
            return _known.Contains(mark) && (_used.Add(mark) || true);
        }
    }

    /// <summary>The hook has succeeded for a file.</summary>
    public void Add(in Fingerprint mark)
    {
        lock (_lock)
        {
            _ = _used.Add(mark);
            _isChanged |= _known.Add(mark);
        }
    }

    /// <summary>Writes what was added, together with what others wrote since; nothing if nothing was.</summary>
    public void Save()
    {
        lock (_lock)
        {
            if (!_isChanged)
            {
                return;
            }

            // The order in the file is that of the last use.
            List<Fingerprint> marks = [];
            foreach (var mark in Load())
            {
                if (!_used.Contains(mark))
                {
                    marks.Add(mark);
                }
            }

            marks.AddRange(_used);
            marks.RemoveRange(0, Math.Max(0, marks.Count - _most));
            _isChanged = !_folder.Write(_path, FingerprintList.Write(_owner, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(marks)));
        }
    }

    private ReadOnlySpan<Fingerprint> Load() => _folder.Read(_path) is { } bytes ? FingerprintList.Read(_owner, bytes) : [];
}
