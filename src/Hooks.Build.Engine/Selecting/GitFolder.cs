using Hooks.Build.Engine.Git;

namespace Hooks.Build.Engine.Selecting;

/// <summary>
/// The folder that a run is about, which may be the whole working tree or a part of it: git is asked at the top, about that part, and its answers
/// are told from the folder.
/// </summary>
internal sealed class GitFolder
{
    private readonly RepositoryPaths _ways;
    private readonly string[] _paths;

    private readonly string _filter;

    /// <param name="git">Git at the top.</param>
    /// <param name="root">The folder.</param>
    /// <param name="filter">Which differences are listed, in git's letters.</param>
    public GitFolder(GitProgram git, string root, string filter = "ACMRT")
    {
        (Git, Root, _filter) = (git, root, filter);
        _ways = new RepositoryPaths(git.Repository, root);
        _paths = _ways.Prefix.Length == 0 ? ["--"] : ["--", ":(top,literal)" + _ways.Prefix];
    }

    // Build output is no source, also where nobody has written a .gitignore yet. Tracked files are listed wherever they are.
    public static string[] Untracked { get; } =
        ["ls-files", "-z", "--others", "--exclude-standard", "--exclude=obj/", "--exclude=bin/Debug/", "--exclude=bin/Release/"];

    public IReadOnlyList<string> NamesThatDiffer =>
        ["diff", "--name-only", "--no-renames", "--no-ext-diff", "--diff-filter=" + _filter, "-z", "--ignore-submodules"];

    /// <summary>The same folder, of which is listed what is gone: renames are not looked for, so that an old name is one that was deleted.</summary>
    public GitFolder OfGone => new(Git, Root, "D");

    public GitProgram Git { get; }

    public string Root { get; }

    /// <summary>Whether the run is about the whole working tree.</summary>
    public bool IsTop => _ways.Prefix.Length == 0;

    /// <summary>Runs a command that lists files of the folder and must succeed.</summary>
    public Task<byte[]> RequireAsync(IReadOnlyList<string> arguments, CancellationToken cancellation) =>
        Git.RequireAsync([.. arguments, .. _paths], cancellation);

    /// <summary>Runs a command that lists files of the folder.</summary>
    public Task<GitResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation) => Git.RunAsync([.. arguments, .. _paths], cancellation);

    public async Task<bool> HasCommitAsync(string name, CancellationToken cancellation) =>
        (await Git.RunAsync(["rev-parse", "--quiet", "--verify", name + "^{commit}"], cancellation)).ExitCode == 0;

    /// <summary>Whether the clone has only the newest commits, as build servers make it (from git 2.15 on).</summary>
    public async Task<bool> IsShallowAsync(CancellationToken cancellation) =>
        (await Git.RunAsync(["rev-parse", "--is-shallow-repository"], cancellation)).Output.AsSpan().StartsWith("true"u8);

    /// <summary>The path from the folder of a path from the top.</summary>
    public string FromFolder(string path) => path[_ways.Prefix.Length..];

    /// <summary>The files that git's answers name.</summary>
    public FileListing Listing(IEnumerable<byte[]> answers)
    {
        List<string> paths = [.. answers.SelectMany(answer => ZeroTerminated.Paths(answer)).Select(FromFolder)];
        paths.Sort(StringComparer.Ordinal);
        // Of a file that several answers name one is left.
        var count = 0;
        for (var i = 0; i < paths.Count; i++)
        {
            if (count == 0 || paths[i] != paths[count - 1])
            {
                paths[count++] = paths[i];
            }
        }

        paths.RemoveRange(count, paths.Count - count);
        return new FileListing(paths);
    }
}
