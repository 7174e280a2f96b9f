using Hooks.Build.Engine.Caching.Keys;
using Hooks.Build.Engine.Caching.Results;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.UpToDate;

/// <summary>
/// Writes the stamp of a run after which nothing is left to tell: every hook passed without a word, and all that each depends on is known. Where any of
/// that is in doubt there is no stamp, and the next build asks the engine.
/// </summary>
/// <param name="request">The run.</param>
/// <param name="context">The world.</param>
/// <param name="warn">Is told once that there is none because something went wrong.</param>
/// <param name="began">When it began, before any file was listed or looked at.</param>
internal sealed class RunStamp(RunRequest request, EngineContext context, Action<Problem> warn, FileTime began)
{
    /// <summary>Writes it where it may be written.</summary>
    public async Task WriteAsync(RunReport report, ResultCache cache, CancellationToken cancellation)
    {
        try
        {
            await TryWriteAsync(report, cache, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            warn(StoreTexts.Unstamped(e));
        }
    }

    private async Task TryWriteAsync(RunReport report, ResultCache cache, CancellationToken cancellation)
    {
        if (request.StampFile.Length == 0 || !UpToDateCheck.IsKnown)
        {
            return;
        }

        // Which files differ from a commit is not told by any file that the stamp looks at.
        // What becomes an item next time is told by no file either.
        if (report.Hooks.Any(hook => hook.Hook.ItemPath is not null || hook.Hook.HasNoItem))
        {
            return;
        }

        if (!report.Succeeded || report.Repaired.Count > 0 || request.Files.For(request.Stage).Kind != FileChoiceKind.All
            || context.Git?.Invoke(request.RepositoryRoot) is not { } git || git.Repository.Root != request.RepositoryRoot)
        {
            return;
        }

        // What a hook declares may be a password; PATH and git's are nobody's secret.
        var declares = report.Hooks.Any(hook => hook.Hook.Environment.Count > 0);
        StampWriter writer = new(request.StampIdentity, declares ? cache.Secret.Value : null);
        foreach (var name in GitSettings.Variables(context.Environment).Prepend("PATH"))
        {
            writer.AddVariable(name, System.Environment.GetEnvironmentVariable(name));
        }

        List<ResultKey> keys = [];
        foreach (var hook in report.Hooks)
        {
            // A hook that was given files, and found that they were none of its own, says nothing of the next time.
            if (hook is { Outcome: HookOutcome.NoFiles, FileCount: null or 0 } or { Outcome: HookOutcome.NotNeeded })
            {
                continue;
            }

            if (hook.Outcome != HookOutcome.Succeeded
                || hook.Findings.Count + hook.Warnings.Count + hook.Changed.Count > 0
                || cache.CurrentKey(hook.Hook) is not { } key
                || !cache.IsStill(key))
            {
                return;
            }

            // A variable that does not exist yet has no name to ask for.
            if (hook.Hook.Environment.Contains("*", StringComparer.Ordinal))
            {
                return;
            }

            keys.Add(key);
            foreach (var name in KeyMaker.Declared(hook.Hook, context.Environment))
            {
                writer.AddVariable(name, System.Environment.GetEnvironmentVariable(name));
            }
        }

        // Git is asked only where the rest is known.
        if (AddInputs(writer, keys, cache) && writer.IsWhole && await AddPlacesAsync(writer, git, cache, cancellation) && writer.IsWhole)
        {
            writer.Save(request.StampFile);
        }
    }

    private static bool AddInputs(StampWriter writer, List<ResultKey> keys, ResultCache cache)
    {
        // Hooks with the same globs have one list.
        HashSet<IReadOnlyList<string>> added = new(ReferenceEqualityComparer.Instance);
        foreach (var key in keys)
        {
            var given = added.Add(key.Given) ? key.Given : [];
            foreach (var path in given.Concat(key.Beside).Concat(key.Outputs))
            {
                // What a link leads to counts too, if it does not lead in a circle.
                var next = path;
                for (var steps = 0; next is not null && steps <= FileFingerprints.MostLinks; next = cache.Prints.TargetOf(next), steps++)
                {
                    if (cache.Prints.Settled(next) is not { } status)
                    {
                        return false;
                    }

                    writer.Add(cache.Prints.FullPath(next), status);
                }
            }
        }

        return true;
    }

    // What is not a hook's input says what is: it must be as it was before the run began.
    private async Task<bool> AddPlacesAsync(StampWriter writer, GitProgram git, ResultCache cache, CancellationToken cancellation)
    {
        var places = await WatchedFolders.FindAsync(git, cache.Listed, cancellation);
        foreach (var place in places.Concat(request.StampPlaces).Concat(cache.Tools).Concat(cache.Searched).Concat(Assemblies()))
        {
            // Settings are often links to a folder with all of a user's.
            var next = place;
            for (var steps = 0; next is not null && steps <= FileFingerprints.MostLinks; steps++)
            {
                var status = FileStatus.Read(next);
                if (status.Kind != FileKind.None && !StatMargin.IsSettled(status, began))
                {
                    return false;
                }

                writer.Add(next, status);
                next = status.Kind == FileKind.Link ? FileFingerprints.Target(next) : null;
            }
        }

        return true;
    }

    // A project that the hooks refer to is built into the same folder, and mostly leaves the hooks' own assembly as it was.
    private IEnumerable<string> Assemblies() => context.Worker?.HooksAssembly is not { } assembly
        ? []
        : [
            Path.GetDirectoryName(assembly)!,
            Path.ChangeExtension(assembly, ".deps.json"),
            assembly,
            .. Directory.EnumerateFiles(Path.GetDirectoryName(assembly)!, "*.dll")];
}
