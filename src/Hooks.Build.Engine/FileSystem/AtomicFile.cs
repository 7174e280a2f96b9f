namespace Hooks.Build.Engine.FileSystem;

/// <summary>A file that is written under another name and takes its place as a whole, or was never there.</summary>
internal sealed class AtomicFile : IDisposable
{
    /// <summary>How the names of drafts end: one that a killed run left behind is known by it.</summary>
    public const string Suffix = ".draft";

    private readonly string _path;
    private bool _isPublished;

    private AtomicFile(string path, FileStream stream)
    {
        _path = path;
        Stream = stream;
    }

    /// <summary>Takes the content.</summary>
    public FileStream Stream { get; }

    /// <summary>Starts a draft.</summary>
    /// <param name="start">Absolute path to which something is added for the draft's own; the folder is there and is on the file system of the final
    /// place.</param>
    /// <param name="isPrivate">Nobody but its owner may read it. Nobody else may write it in any case.</param>
    /// <exception cref="IOException">It cannot be created.</exception>
    public static AtomicFile Create(string start, bool isPrivate)
    {
        var path = $"{start}.{Guid.NewGuid():N}{Suffix}";
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = isPrivate ? UnixFileMode.UserRead | UnixFileMode.UserWrite : OwnFolder.FileMode;
        }

        return new AtomicFile(path, new FileStream(path, options));
    }

    /// <summary>Makes the file executable, or not, for those who may read it.</summary>
    /// <param name="model">Absolute path of the file that it replaces, whose mode it takes; <see langword="null"/> for none.</param>
    /// <param name="isExecutable">Whether it is to be executable.</param>
    public void SetMode(string? model, bool isExecutable)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Stream.SafeFileHandle, ExecutableBit.Set(File.GetUnixFileMode(model ?? _path), isExecutable));
        }
    }

    /// <summary>Puts the file into its place, over what is there.</summary>
    /// <remarks>Nothing waits for the disk: what a loss of power leaves is found out by its checksum.</remarks>
    /// <exception cref="IOException">It cannot be put there; the draft is gone then.</exception>
    public void Publish(string path)
    {
        Stream.Dispose();
        File.Move(_path, path, overwrite: true);
        _isPublished = true;
    }

    /// <summary>Puts the file into its place, unless something is there: of several that are made at once the first stays.</summary>
    /// <returns>Whether it was put there.</returns>
    /// <exception cref="IOException">It cannot be put there.</exception>
    public bool TryPublishNew(string path)
    {
        Stream.Dispose();
        _isPublished = NewName.TryMove(_path, path);
        return _isPublished;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            // Closing may write, and fail.
            Stream.Dispose();
            if (!_isPublished)
            {
                File.Delete(_path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left for the next clean-up.
        }
    }
}
