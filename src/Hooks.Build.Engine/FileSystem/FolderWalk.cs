using System.IO.Enumeration;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>Lists the files below a folder without asking git, leaving out what is generated and, as git does, repositories below it.</summary>
internal static class FolderWalk
{
    private static readonly string[] Generated = ["bin", "obj", "node_modules", ".git", ".vs", ".idea"];

    public static IReadOnlyList<string> List(string root)
    {
        var prefix = Path.TrimEndingDirectorySeparator(root).Length + 1;
        List<string> paths =
        [
            .. new FileSystemEnumerable<string>(
                root,
                (ref FileSystemEntry entry) => entry.ToFullPath()[prefix..].Replace(Path.DirectorySeparatorChar, '/'),
                new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None })
            {
                ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
                ShouldRecursePredicate = (ref FileSystemEntry entry) =>
                    !Generated.Contains(entry.FileName.ToString(), StringComparer.OrdinalIgnoreCase) && (entry.Attributes & FileAttributes.ReparsePoint) == 0
                    && !Path.Exists(Path.Combine(entry.ToFullPath(), ".git")),
            },
        ];
        paths.Sort(StringComparer.Ordinal);
        return paths;
    }
}
