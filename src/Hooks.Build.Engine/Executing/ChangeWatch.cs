using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Fingerprints;

namespace Hooks.Build.Engine.Executing;

/// <summary>Tells which files of the working tree a hook gave other bytes, or made executable.</summary>
internal sealed class ChangeWatch
{
    private readonly string _root;
    private readonly List<(string File, FileState Stamp, ContentId? Content)> _before = [];

    /// <summary>Begins to watch.</summary>
    /// <param name="root">Absolute path of the root.</param>
    /// <param name="files">The files, by path from it.</param>
    public ChangeWatch(string root, IEnumerable<string> files)
    {
        _root = root;
        foreach (var file in files.Where(file => !PathText.HasRawBytes(file)))
        {
            _before.Add((file, FileState.Of(In(file)), ContentHash.OfFile(In(file))));
        }
    }

    /// <summary>What has changed.</summary>
    public IReadOnlyList<string> Changed() => [.. _before.Where(HasChanged).Select(before => before.File)];

    private bool HasChanged((string File, FileState Stamp, ContentId? Content) before)
    {
        var now = FileState.Of(In(before.File));
        return now != before.Stamp
            && (now.Kind != before.Stamp.Kind || now.IsExecutable != before.Stamp.IsExecutable || ContentHash.OfFile(In(before.File)) != before.Content);
    }

    private string In(string file) => Path.Combine(_root, file);
}
