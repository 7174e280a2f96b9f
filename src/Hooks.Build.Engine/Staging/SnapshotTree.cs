using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;

namespace Hooks.Build.Engine.Staging;

/// <summary>
/// A folder that looks like the working tree: the files that a hook works on are copies of their own, everything around them is a link to the
/// working tree, so that a tool finds its configuration and packages.
/// </summary>
/// <param name="path">Absolute path of the folder, which is created.</param>
/// <param name="repository">The repository it stands for.</param>
internal sealed class SnapshotTree(string path, GitRepository repository)
{
    // A link that a hook made may lead anywhere, round in a circle too.
    private static readonly EnumerationOptions WithoutLinks = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileState> _linked = new(StringComparer.Ordinal);
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    // Copies of the user's, as git follows no link to them.
    private readonly HashSet<string> _rules = new(StringComparer.Ordinal);

    /// <summary>Absolute path of the folder.</summary>
    public string Path => path;

    /// <summary>The files that are copies, by path from the top of the working tree.</summary>
    public IReadOnlyCollection<string> Files => _files;

    /// <summary>Whether a file is a copy, or about to be one.</summary>
    public bool Holds(string file) => _files.Contains(file);

    /// <summary>
    /// Files of the working tree beside the copies that changed since they were linked: a hook may have written through a link. What is a copy has none any
    /// more, so that a change of the user's file is the user's.
    /// </summary>
    /// <param name="isRepair">Whether a file is as a repair left it, which another hook made and which counts.</param>
    public IEnumerable<string> ChangedBehindLinks(Func<string, FileState, bool> isRepair)
    {
        foreach (var (file, stamp) in _linked.Where(one => !_files.Contains(one.Key)))
        {
            var now = FileState.Of(System.IO.Path.Combine(repository.Root, file));
            if (now != stamp && !isRepair(file, now))
            {
                yield return file;
            }
        }
    }

    /// <summary>Makes room for copies: their folders become real ones, links in their place are removed. The copies themselves are the caller's.</summary>
    public void MakeRoom(IEnumerable<string> files)
    {
        var wanted = files.Where(_files.Add).ToList();
        foreach (var file in wanted)
        {
            AddFolders(file);
        }

        foreach (var file in wanted)
        {
            // A link to the user's file: writing a copy would write through it.
            File.Delete(In(file));
        }
    }

    /// <summary>Absolute path of a file of the tree.</summary>
    public string In(string file) => System.IO.Path.Combine(path, file);

    /// <summary>Files in the tree's own folders that are neither copies nor links: a hook created them.</summary>
    public IEnumerable<string> Created() => _folders
        .Where(folder => Directory.Exists(In(folder)))
        .SelectMany(folder => new DirectoryInfo(In(folder))
            .EnumerateFileSystemInfos()
            .Where(entry => entry.LinkTarget is null)
            .SelectMany(entry => Below(folder, entry)));

    private IEnumerable<string> Below(string folder, FileSystemInfo entry)
    {
        var name = folder.Length == 0 ? entry.Name : folder + "/" + entry.Name;
        return entry is FileInfo ? (_files.Contains(name) || _rules.Contains(name) ? [] : [name])
            : _folders.Contains(name) || name == ".git" ? []
            : Directory.EnumerateFiles(entry.FullName, "*", WithoutLinks)
                .Select(file => System.IO.Path.GetRelativePath(path, file).Replace(System.IO.Path.DirectorySeparatorChar, '/'));
    }

    private void AddFolders(string file)
    {
        for (var slash = -1; ;)
        {
            AddFolder(slash < 0 ? "" : file[..slash]);
            slash = file.IndexOf('/', slash + 1);
            if (slash < 0)
            {
                return;
            }
        }
    }

    private void AddFolder(string folder)
    {
        if (!_folders.Add(folder))
        {
            return;
        }

        var copy = In(folder);
        if (new DirectoryInfo(copy).LinkTarget is not null)
        {
            DeleteLink(copy);
        }

        _ = Directory.CreateDirectory(copy);
        if (folder.Length == 0)
        {
            SnapshotGit.Create(System.IO.Path.Combine(copy, ".git"), repository);
        }

        LinkNeighbours(System.IO.Path.Combine(repository.Root, folder), copy, folder.Length == 0 ? "" : folder + "/");
    }

    private void LinkNeighbours(string from, string to, string prefix)
    {
        if (!Directory.Exists(from))
        {
            return;
        }

        foreach (var entry in new DirectoryInfo(from)
            .EnumerateFileSystemInfos()
            .Where(entry => !(prefix.Length == 0 && entry.Name == ".git") && !entry.Name.Contains('\uFFFD', StringComparison.Ordinal)))
        {
            try
            {
                var link = System.IO.Path.Combine(to, entry.Name);
                if (entry.Name is ".gitattributes" or ".gitignore" && entry is FileInfo { LinkTarget: null })
                {
                    File.Copy(entry.FullName, link);
                    _ = _rules.Add(prefix + entry.Name);
                    continue;
                }

                if (entry is FileInfo)
                {
                    _linked[prefix + entry.Name] = FileState.Of(entry.FullName);
                }

                _ = entry is DirectoryInfo ? Directory.CreateSymbolicLink(link, entry.FullName) : File.CreateSymbolicLink(link, entry.FullName);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Windows lets only some users make links: the tree then holds nothing but the copies.
                return;
            }
        }
    }

    private static void DeleteLink(string link)
    {
        if (OperatingSystem.IsWindows() && Directory.Exists(link))
        {
            Directory.Delete(link);
        }
        else
        {
            File.Delete(link);
        }
    }
}
