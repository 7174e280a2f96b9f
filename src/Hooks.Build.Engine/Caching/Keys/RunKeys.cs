using Hooks.Build.Engine.Code;
using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Caching.Keys;

/// <summary>Prepares the keys of a run's hooks.</summary>
internal static class RunKeys
{
    /// <summary>Lists what there is, and says how keys are made of it.</summary>
    /// <param name="selection">The hooks.</param>
    /// <param name="request">The run.</param>
    /// <param name="context">The world.</param>
    /// <param name="listing">The files that the run is about.</param>
    /// <param name="fingerprints">Looks into files.</param>
    /// <param name="code">What C# hooks are loaded from, where what is found out about their code is kept for the next run; else
    /// <see langword="null"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<KeyMaker> MakeAsync(
        HookSelection selection, RunRequest request, EngineContext context, Task<FileListing?> listing, FileFingerprints fingerprints, CodeFiles? code,
        CancellationToken cancellation)
    {
        // Beside the list.
        var attributes = selection.Hooks.Any(KeyMaker.AsksForAttributes) && context.Git?.Invoke(request.RepositoryRoot) is { } git
            ? OutsideAttributes.FindAsync(git, cancellation)
            : null;
        var whole = request.Files.For(request.Stage).Kind == FileChoiceKind.All ? await listing : null;
        var all = whole ?? await context.Files.ListAsync(request.RepositoryRoot, new FileChoice(FileChoiceKind.All), cancellation);
        HookInputs inputs = new(selection.Plan, request.RepositoryRoot, all.Paths);
        return new KeyMaker(
            request, inputs, fingerprints, context.Environment, () => Codes(selection.Plan.Hooks, request, context, keeps: code is not null), context.Worker)
        {
            Code = code,
            Projects = [.. selection.Plan.Hooks.Select(hook => hook.Project).OfType<HookProject>().Distinct()],
            Attributes = attributes is null ? null : await attributes,
        };
    }

    private static Dictionary<string, MethodCode> Codes(IEnumerable<PlannedHook> hooks, RunRequest request, EngineContext context, bool keeps)
    {
        Dictionary<string, MethodCode> codes = new(StringComparer.Ordinal);
        foreach (var own in hooks.GroupBy(hook => hook.Project))
        {
            if ((own.Key?.Worker ?? context.Worker) is { } worker)
            {
                foreach (var (name, code) in HookCodes.Read(
                    worker.HooksAssembly, own, Path.Combine(own.Key?.LogDirectory ?? request.LogDirectory, StateFiles.Codes), keeps))
                {
                    codes[own.Key?.Prefix + name] = code;
                }
            }
        }

        return codes;
    }
}
