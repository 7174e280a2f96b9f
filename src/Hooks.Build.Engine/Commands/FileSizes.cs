using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Commands;

/// <summary>How large files are, as far as the system tells.</summary>
internal static class FileSizes
{
    /// <returns>The size of each file in bytes; 0 for one that cannot be asked for it.</returns>
    public static long[] Of(string root, IReadOnlyList<string> files) => [.. files.Select(file => Of(Path.Combine(root, file)))];

    private static long Of(string path)
    {
        var status = FileStatus.Read(path, followsLinks: true);
        if (status.IsDetailed || status.Kind != FileKind.File)
        {
            return status.Size;
        }

        try
        {
            return new FileInfo(path).Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
