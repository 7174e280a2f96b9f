using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Git;

/// <summary>What git leaves on disk to tell where a repository's parts are.</summary>
internal static class GitFolders
{
    private const string Link = "gitdir:";

    /// <summary>The nearest working tree around a folder.</summary>
    public static (string Root, string GitDirectory)? Above(string start)
    {
        for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var entry = Path.Combine(folder, ".git");
            if (File.Exists(entry))
            {
                return (folder, Follow(entry));
            }

            if (IsGitDirectory(entry))
            {
                return (folder, entry);
            }

            // Inside a git directory, of a bare repository for instance, there is no working tree.
            if (IsGitDirectory(folder))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Why there is no working tree around a folder, as the end of a sentence that begins with its name.</summary>
    public static string WhyNone(string folder) =>
        IsInside(folder) ? "is in a bare repository or a git directory, and hooks run on the files of a working tree" : "is not in a git repository";

    /// <summary>Whether a folder is in a git directory, of a bare repository for instance.</summary>
    public static bool IsInside(string folder)
    {
        for (var above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            if (IsGitDirectory(above))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsGitDirectory(string folder) =>
        File.Exists(Path.Combine(folder, "HEAD")) && (Directory.Exists(Path.Combine(folder, "objects")) || File.Exists(Path.Combine(folder, "commondir")));

    /// <summary>The directory that all working trees share.</summary>
    public static string Common(string directory)
    {
        var file = Path.Combine(directory, "commondir");
        return Text(file) is { } text ? Path.GetFullPath(text.TrimEnd('\n', '\r'), directory) : directory;
    }

    /// <summary>The tops of a repository's other working trees; <see langword="null"/> where one of them cannot be looked at.</summary>
    /// <param name="directory">The git directory of the working tree that asks.</param>
    public static IReadOnlyList<string>? OtherTrees(string directory)
    {
        var common = Common(directory);
        List<string> trees = [];
        if (common != directory && !IsBare(common))
        {
            // Of a submodule, and after --separate-git-dir, it is somewhere else.
            if (Path.GetFileName(common) != ".git")
            {
                return null;
            }

            trees.Add(Path.GetDirectoryName(common)!);
        }

        var linked = Path.Combine(common, "worktrees");
        foreach (var other in Directory.Exists(linked) ? Directory.GetDirectories(linked) : [])
        {
            // Since git 2.48 it may start at the folder in which it is written.
            if (!IsSame(other, directory) && Text(Path.Combine(other, "gitdir")) is { } link)
            {
                link = Path.GetFullPath(link.TrimEnd('\n', '\r'), other);
                if (!File.Exists(link) && File.Exists(Path.Combine(other, "locked")))
                {
                    // What is not there git prunes, but not what is locked: it is on a disk that is not always there.
                    return null;
                }

                trees.Add(Path.GetDirectoryName(link)!);
            }
        }

        return trees;
    }

    /// <summary>Whether the repository's configuration says that it has no working tree.</summary>
    public static bool IsBare(string directory)
    {
        var file = Path.Combine(directory, "config");
        var isCore = false;
        foreach (var line in (Text(file) ?? "").Split('\n'))
        {
            var text = line.Trim();
            if (text.StartsWith('['))
            {
                isCore = text.StartsWith("[core]", StringComparison.OrdinalIgnoreCase);
            }
            else if (isCore && text.StartsWith("bare", StringComparison.OrdinalIgnoreCase))
            {
                return text[4..].Trim() is "" or "= true" or "=true" or "= yes" or "= on" or "= 1";
            }
        }

        return false;
    }

    /// <summary>Whether two paths are one folder: git resolves symbolic links, the caller's path may go through some.</summary>
    public static bool IsSame(string one, string other) =>
        string.Equals(one, other, StringComparison.Ordinal)
            || (Directory.Exists(one) && Directory.Exists(other) && string.Equals(Real(one), Real(other), StringComparison.Ordinal));

    /// <summary>Whether a path is a folder or below it.</summary>
    public static bool IsIn(string path, string folder) => PathBelow.IsIn(path, folder);

    private static string Follow(string file)
    {
        var text = Text(file) ?? "";
        var target = text.StartsWith(Link, StringComparison.Ordinal) ? Path.GetFullPath(text[Link.Length..].Trim(), Path.GetDirectoryName(file)!) : "";
        return IsGitDirectory(target)
            ? target
            : throw new HooksException(
                Codes.Files,
                $"{file} names no git directory{(target.Length > 0 ? $" ({target} is none)" : "")}: 'git worktree repair' or 'git submodule update --init' may help");
    }

    private static string? Text(string file) => PlainFile.Read(file) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    private static string Real(string path)
    {
        path = Path.TrimEndingDirectorySeparator(path);
        var resolved = new DirectoryInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        return Path.GetDirectoryName(resolved) is { } parent ? Path.Combine(Real(parent), Path.GetFileName(resolved)) : resolved;
    }
}
