using Hooks.Build.Engine.Checking;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Running;

/// <summary>The files of a run, staged ones by their status.</summary>
/// <param name="Listing">All that it is about; <see langword="null"/> where no hook takes files.</param>
/// <param name="Given">What each hook of the plan is given, by its index; <see langword="null"/> for one that takes none.</param>
internal sealed record RunFiles(FileListing? Listing, IReadOnlyList<string>?[] Given)
{
    /// <summary>Finds them.</summary>
    /// <exception cref="HooksException">They cannot be listed.</exception>
    public static async Task<RunFiles> FindAsync(
        HookSelection selection, RunRequest request, EngineServices services, IRunObserver observer, CancellationToken cancellation)
    {
        if (!selection.Hooks.Any(FileMatching.NeedsListing))
        {
            return new RunFiles(null, new IReadOnlyList<string>?[selection.Plan.Hooks.Count]);
        }

        var (root, choice) = (request.RepositoryRoot, FileMatching.ChoiceOf(selection, request));
        var listing = await services.Files.ListAsync(root, choice, cancellation);
        // An event of an agent may be about files elsewhere.
        if (listing.Paths.Count == 0 && choice.Kind == FileChoiceKind.All && request.Agent is null)
        {
            observer.Warned(new Problem(
                Codes.Files,
                $"There are no files in {root}, so hooks with Files check nothing: does a repository around it ignore this folder? Set HooksRepositoryRoot, or run 'git init' here"));
        }

        var git = services.Git?.Invoke(root);
        if (listing.Staged is { Count: > 0 })
        {
            listing = listing with { Measures = await StagedConfiguration.FindAsync(git, root, selection, listing, cancellation) };
        }

        return new RunFiles(listing, FileMatching.Match(selection, listing, request));
    }

    /// <summary>The listing, once more, when it is sure which working copies are what is staged.</summary>
    public async Task<FileListing?> SureAsync(HookSelection selection, RunRequest request, EngineServices services, CancellationToken cancellation) =>
        Listing is null
            ? null
            : await ReadCopies.SureAsync(services.Git?.Invoke(request.RepositoryRoot), request.RepositoryRoot, Listing, selection, Given, cancellation);

    /// <summary>Whether there is something for a hook to look at.</summary>
    public bool HasWork(PlannedHook hook) => Given[hook.Index] is not { Count: 0 };
}
