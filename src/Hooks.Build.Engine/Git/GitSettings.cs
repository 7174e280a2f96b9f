using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Git;

/// <summary>By what git is set up outside the working tree: its configuration, and what a user and a machine say of every repository.</summary>
internal static class GitSettings
{
    private static readonly string[] List = ["config", "--list", "--show-origin", "-z"];
    private static readonly string[] Named = [
        "config", "--show-origin", "-z", "--type=path", "--get-regexp", @"^(core\.excludesfile|include\.path|includeif\..*\.path)$"];

    private static readonly string[] Places =
        ["HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS", OutsideAttributes.NoSystem, .. GitVariables.OfOneCall];

    /// <summary>The variables that say where settings, the repository and its index are, or that are settings.</summary>
    public static IEnumerable<string> Variables(IReadOnlyDictionary<string, string> environment) =>
        Places.Concat(environment.Keys.Where(name => name.StartsWith("GIT_CONFIG_", StringComparison.Ordinal)).Except(Places, StringComparer.Ordinal));

    /// <summary>
    /// Absolute paths of the files that say what git ignores wherever a repository is: those it reads, and those it would if they were there.
    /// </summary>
    /// <exception cref="HooksException">HOOK9010: git does not tell.</exception>
    public static async Task<IReadOnlyCollection<string>> FilesAsync(GitProgram git, CancellationToken cancellation)
    {
        var repository = git.Repository;
        HashSet<string> files = new(StringComparer.Ordinal)
        {
            Path.Combine(repository.CommonDirectory, "config"),
            Path.Combine(repository.GitDirectory, "config.worktree"),
            git.Environment.GetValueOrDefault("GIT_CONFIG_SYSTEM") is { Length: > 0 } system ? Path.GetFullPath(system, repository.Root) : "/etc/gitconfig",
        };
        if (git.Environment.GetValueOrDefault("GIT_CONFIG_GLOBAL") is { Length: > 0 } user)
        {
            _ = files.Add(Path.GetFullPath(user, repository.Root));
        }

        if (git.Environment.GetValueOrDefault("HOME") is { Length: > 0 } home)
        {
            _ = files.Add(Path.Combine(home, ".gitconfig"));
        }

        if (OfUser(git.Environment) is { } folder)
        {
            files.UnionWith([Path.Combine(folder, "config"), Path.Combine(folder, "ignore")]);
        }

        var list = git.RequireAsync(List, cancellation);
        // 1: none of them is set.
        var (exitCode, named) = await git.RunAsync(Named, cancellation);
        AddNamed(exitCode switch { 0 => named, 1 => [], _ => await git.RequireAsync(Named, cancellation) }, repository, files);
        foreach (var (origin, _) in Pairs(await list))
        {
            if (FileOf(origin, repository) is { } file)
            {
                _ = files.Add(file);
            }
        }

        return files;
    }

    /// <summary>The folder of the user's files for git. Without a home git looks nowhere.</summary>
    public static string? OfUser(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault("XDG_CONFIG_HOME") is { Length: > 0 } named ? Path.Combine(named, "git")
            : environment.GetValueOrDefault("HOME") is { Length: > 0 } home ? Path.Combine(home, ".config", "git")
            : null;

    // An included file that is empty, or not there yet, is no origin of anything.
    private static void AddNamed(byte[] output, GitRepository repository, HashSet<string> files)
    {
        foreach (var (origin, setting) in Pairs(output))
        {
            var end = setting.IndexOf('\n', StringComparison.Ordinal);
            var (key, path) = (setting[..end], setting[(end + 1)..]);
            if (key.StartsWith("includeif.onbranch:", StringComparison.Ordinal))
            {
                _ = files.Add(Path.Combine(repository.GitDirectory, "HEAD"));
            }

            // A file is included from where the one is that names it; what is ignored is looked for from the top.
            var start = key.StartsWith("include", StringComparison.Ordinal) && FileOf(origin, repository) is { } file
                ? Path.GetDirectoryName(file)!
                : repository.Root;
            if (path.Length > 0)
            {
                _ = files.Add(Path.GetFullPath(path, start));
            }
        }
    }

    private static IEnumerable<(string Origin, string Setting)> Pairs(byte[] output)
    {
        string? origin = null;
        foreach (var text in ZeroTerminated.Split(output))
        {
            if (origin is null)
            {
                origin = PathText.Decode(text.Span);
                continue;
            }

            yield return (origin, PathText.Decode(text.Span));
            origin = null;
        }
    }

    private static string? FileOf(string origin, GitRepository repository)
    {
        const string File = "file:";
        return origin.StartsWith(File, StringComparison.Ordinal) ? Path.GetFullPath(origin[File.Length..], repository.Root) : null;
    }
}
