using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Microsoft.Win32.SafeHandles;

namespace Hooks.Build.Engine.Git;

/// <summary>
/// Names that git reads from standard input: in memory where the system can, so that there is nothing to be left behind and no disk to be full.
/// </summary>
internal sealed class InputList : IDisposable
{
    private readonly SafeFileHandle _file;

    private InputList(SafeFileHandle file, string path) => (_file, Path) = (file, path);

    /// <summary>What git opens.</summary>
    public string Path { get; }

    /// <summary>Writes names.</summary>
    /// <exception cref="HooksException">HOOK9010: there is no place for them.</exception>
    public static InputList Of(IEnumerable<string> names) => Of(ZeroTerminated.Join(names));

    /// <summary>Writes a list.</summary>
    /// <exception cref="HooksException">HOOK9010: there is no place for it.</exception>
    public static InputList Of(byte[] content)
    {
        InputList? list = null;
        try
        {
            list = InMemory() ?? InFolder();
            RandomAccess.Write(list._file, content, 0);
            return list;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            list?.Dispose();
            throw new HooksException(Codes.Files, $"A list of files for git cannot be written: {e.Message}. {Remedy.For(e)}");
        }
    }

    public void Dispose() => _file.Dispose();

    // The child that becomes git opens it before it starts git: then it still has its parent's descriptors.
    private static InputList? InMemory()
    {
        const string Opened = "/proc/self/fd/";
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var descriptor = PosixPipe.CreateFile("hooks-list");
#pragma warning disable CA2000 // the list owns it
        SafeFileHandle file = new(descriptor, ownsHandle: true);
#pragma warning restore CA2000
        var path = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Opened}{descriptor}");
        if (!file.IsInvalid && File.Exists(path))
        {
            return new InputList(file, path);
        }

        file.Dispose();
        return null;
    }

    private static InputList InFolder()
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "hooks-list-" + System.IO.Path.GetRandomFileName());
#pragma warning disable CA2000 // the list owns it
        return new InputList(
            File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, FileOptions.DeleteOnClose), path);
#pragma warning restore CA2000
    }
}
