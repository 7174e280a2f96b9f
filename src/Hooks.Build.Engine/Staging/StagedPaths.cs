using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;

namespace Hooks.Build.Engine.Staging;

/// <summary>
/// The two ways to name a file: from the run's root, as hooks see it, and from the top of the working tree, as git and snapshots do.
/// </summary>
internal sealed class StagedPaths(GitRepository repository, string root)
{
    private readonly string _prefix = Prefix(repository.Root, root);

    /// <summary>From the top of the working tree.</summary>
    public string ToTop(string path) => _prefix + path;

    /// <summary>From the run's root; with leading <c>../</c> for what lies outside.</summary>
    public string FromTop(string path) =>
        path.StartsWith(_prefix, StringComparison.Ordinal) ? path[_prefix.Length..] : Path.GetRelativePath(Path.Combine("/", _prefix), "/" + path).Replace('\\', '/');

    /// <summary>The run's root in a folder that stands for the working tree.</summary>
    public string RootIn(string folder) => _prefix.Length == 0 ? folder : Path.Combine(folder, _prefix.TrimEnd('/'));

    /// <summary>Writes names the way git reads them from standard input.</summary>
    public static void WriteList(string file, IEnumerable<string> paths)
    {
        using MemoryStream list = new();
        foreach (var path in paths)
        {
            list.Write(PathText.Encode(path));
            list.WriteByte(0);
        }

        File.WriteAllBytes(file, list.ToArray());
    }

    /// <summary>Reads names the way git writes them.</summary>
    public static IEnumerable<string> ReadList(byte[] list) => ZeroTerminated.Split(list).Select(name => PathText.Decode(name.Span));

    private static string Prefix(string top, string root)
    {
        var relative = Path.GetRelativePath(top, root).Replace('\\', '/');
        return relative == "." || relative.StartsWith("../", StringComparison.Ordinal) ? "" : relative + "/";
    }
}
