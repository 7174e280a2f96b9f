using System.IO.Enumeration;

namespace Hooks.Build.Testing;

/// <summary>A repository's folder for one test, and one for logs beside it.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hook-test-").FullName;

    private TestFolder(IReadOnlyList<string> paths) => Paths = paths;

    /// <summary>The repository's root.</summary>
    public string Root => Path.Combine(_folder, "repository");

    /// <summary>Where logs are written.</summary>
    public string Logs => Path.Combine(_folder, "logs");

    /// <summary>The files the hook is given, sorted.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Writes the files.</summary>
    public static async Task<TestFolder> CreateAsync(HookTestOptions options, IReadOnlyList<(string Path, string Content)> files)
    {
        foreach (var (path, _) in files)
        {
            if (path.Length == 0
                || Path.IsPathRooted(path)
                || path.Contains('\\', StringComparison.Ordinal)
                || path.Split('/').Any(part => part is "" or "." or ".."))
                throw new ArgumentException($"'{path}' is no path from the repository's root: write it with / and without leading /, . or ..", nameof(files));
        }

        TestFolder folder = new([.. files.Select(file => file.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        try
        {
            _ = Directory.CreateDirectory(folder.Root);
            _ = Directory.CreateDirectory(folder.Logs);
            foreach (var (path, content) in files)
            {
                var full = Path.Combine(folder.Root, path);
                _ = Directory.CreateDirectory(Path.GetDirectoryName(full)!);
                await File.WriteAllTextAsync(full, content);
            }

            if (options.Prepare is { } prepare)
                await prepare(folder.Root);

            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>All files as they are now, but git's own, and what links to folders lead to.</summary>
    public IReadOnlyDictionary<string, byte[]> Read()
    {
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
        foreach (var file in FilesBelow(Root))
        {
            if (Relative(file) is var path && path.StartsWith(".git/", StringComparison.Ordinal))
                continue;

            try
            {
                files[path] = File.ReadAllBytes(file);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                // A link that leads nowhere.
            }
        }

        return files;
    }

    /// <summary>The path from the root where a file lies below it.</summary>
    public string Relative(string file)
    {
        if (file.Length == 0)
            return "";

        var path = Path.GetRelativePath(Root, Path.Combine(Root, file)).Replace(Path.DirectorySeparatorChar, '/');
        return path.StartsWith("../", StringComparison.Ordinal) ? file : path;
    }

    public void Dispose()
    {
        try
        {
            // Git's objects are read-only, and Windows deletes no such file.
            foreach (var file in FilesBelow(_folder).Where(file => new FileInfo(file) is { IsReadOnly: true, LinkTarget: null }))
                File.SetAttributes(file, FileAttributes.Normal);

            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A hook whose time is over may still write: the test has its result all the same.
        }
    }

    // Links to folders lead out of the test.
    private static FileSystemEnumerable<string> FilesBelow(string folder) =>
        new(
            folder,
            (ref FileSystemEntry entry) => entry.ToFullPath(),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };
}
