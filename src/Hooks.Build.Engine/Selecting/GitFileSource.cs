using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Selecting;

/// <summary>Lists files by asking git; where there is no repository, by walking the folder.</summary>
/// <param name="gitOf">The git of a folder; <see langword="null"/> where there is no repository.</param>
public sealed class GitFileSource(Func<string, GitProgram?> gitOf) : IFileSource
{
    /// <inheritdoc />
    public async Task<FileListing> ListAsync(string root, FileChoice choice, CancellationToken cancellation)
    {
        if (!Directory.Exists(root))
        {
            throw new HooksException(Codes.Files, $"The folder {root} does not exist");
        }

        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        var git = gitOf(root);
        return (git, choice.Kind) switch
        {
            (_, FileChoiceKind.Given) => GivenFiles.List(root, git?.Repository, choice.Paths),
            (null, FileChoiceKind.All) => new FileListing(FolderWalk.List(root)),
            (null, _) =>
                throw new HooksException(
                    Codes.Files, $"{root} is in no git repository, so there are no {choice.Kind} files: use HooksFiles=All, or run 'git init'"),
            _ => await ListAsync(new GitFolder(git, root), choice, cancellation),
        };
    }

    private static async Task<FileListing> ListAsync(GitFolder folder, FileChoice choice, CancellationToken cancellation)
    {
        var listing = await KindAsync(folder, choice, cancellation);
        if (!choice.WithGone || choice.Kind is not (FileChoiceKind.Range or FileChoiceKind.Pushed or FileChoiceKind.Changed))
        {
            return listing;
        }

        var gone = await KindAsync(folder.OfGone, choice, cancellation);
        return listing with { Gone = [.. gone.Paths.Except(listing.Paths, StringComparer.Ordinal)] };
    }

    private static Task<FileListing> KindAsync(GitFolder folder, FileChoice choice, CancellationToken cancellation) => choice.Kind switch
    {
        FileChoiceKind.Staged => StagedFiles.ListAsync(folder, choice.WithGone, cancellation),
        FileChoiceKind.Range => RangeAsync(folder, choice, cancellation),
        FileChoiceKind.Pushed => PushedFiles.ListAsync(folder, choice, cancellation),
        FileChoiceKind.Changed => ChangedAsync(folder, cancellation),
        _ => AllAsync(folder, cancellation),
    };

    private static async Task<FileListing> AllAsync(GitFolder folder, CancellationToken cancellation) =>
        folder.Listing([await folder.RequireAsync([.. GitFolder.Untracked, "--cached"], cancellation)]);

    private static async Task<FileListing> RangeAsync(GitFolder folder, FileChoice choice, CancellationToken cancellation)
    {
        foreach (var name in (string[])[choice.From, choice.To])
        {
            if (!await folder.HasCommitAsync(name, cancellation))
            {
                throw new HooksException(Codes.Files, $"'{name}' is no commit of the repository {folder.Root}: {(await folder.IsShallowAsync(cancellation)
                    ? "the clone is shallow, without its history; get it by 'git fetch --unshallow', or let the build server clone all (fetch-depth: 0, GIT_DEPTH: 0)"
                    : "a range goes from one to another, such as main..HEAD")}");
            }
        }

        return folder.Listing([await folder.RequireAsync([.. folder.NamesThatDiffer, choice.From, choice.To], cancellation)]);
    }

    private static async Task<FileListing> ChangedAsync(GitFolder folder, CancellationToken cancellation)
    {
        var others = folder.RequireAsync(GitFolder.Untracked, cancellation);
        // Before the first commit there is no HEAD: all that is staged is new.
        var tracked = await folder.HasCommitAsync("HEAD", cancellation)
            ? await folder.RequireAsync([.. folder.NamesThatDiffer, "HEAD"], cancellation)
            : await folder.RequireAsync(["ls-files", "-z", "--cached"], cancellation);
        return folder.Listing([tracked, await others]);
    }
}
