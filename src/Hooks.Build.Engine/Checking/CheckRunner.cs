using Hooks.Build.Catalog;
using Hooks.Build.Engine.Caching.Results;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Staging;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Checking;

/// <summary>Runs ready-made checks, in this process.</summary>
internal sealed class CheckRunner : IHookRunner, IAsyncDisposable
{
    private readonly Dictionary<int, CheckPass> _ofHook = [];
    private readonly List<CheckPass> _passes = [];
    private readonly PassContext _context;

    /// <summary>Groups the checks of a run.</summary>
    /// <param name="selection">The hooks.</param>
    /// <param name="files">The files each is given, by hook index.</param>
    /// <param name="context">The run.</param>
    /// <exception cref="HooksException">HOOK0005: a check is none that this engine knows.</exception>
    public CheckRunner(HookSelection selection, IReadOnlyList<string>?[] files, PassContext context)
    {
        _context = context;
        foreach (var group in CheckGroups.Of(selection, context.Request.Fixing))
        {
            CheckPass pass = new(group.ConvertAll(hook => CheckMember.Of(hook, files[hook.Index])), context);
            _passes.Add(pass);
            group.ForEach(hook => _ofHook.Add(hook.Index, pass));
        }
    }

    /// <summary>What is remembered of a check's result.</summary>
    public Task<KnownResult?> LookUpAsync(PlannedHook hook, ResultCache cache) => _ofHook[hook.Index].LookUpAsync(hook, cache);

    public Task<Attempt> RunAsync(HookJob job, CancellationToken cancellation) => _ofHook[job.Hook.Index].RunAsync(job, cancellation);

    /// <summary>Whether a hook is run here.</summary>
    public static bool Takes(PlannedHook hook) => hook.Kind == HookKind.Check;

    /// <summary>Whether the bytes of files decide what comes of a hook: some checks look at names, modes and branches alone.</summary>
    public static bool LooksAtContent(PlannedHook hook) =>
        !Takes(hook) || HookCatalog.Find(hook.Command[0][0]) is not { } standard || RepositoryChecks.LooksAtContent(standard);

    /// <summary>
    /// What came of hooks, with all that was repaired for them: a check may be stopped, or not be asked any more, when the pass that it belongs to has repaired
    /// files for it. That is none which was skipped.
    /// </summary>
    /// <param name="reports">What came of the run, of which nothing runs any more.</param>
    /// <param name="observer">Is told of what came to another end.</param>
    public IReadOnlyList<HookReport> WithRepairs(IReadOnlyList<HookReport> reports, IRunObserver observer)
    {
        return [.. reports.Select(With)];

        HookReport With(HookReport report)
        {
            IReadOnlyCollection<string> repaired = _ofHook.TryGetValue(report.Hook.Index, out var pass) ? pass.RepairedFor(report.Hook) : [];
            if (repaired.Count == 0 || repaired.Count == report.Changed.Count)
            {
                return report;
            }

            foreach (var file in repaired.Except(report.Changed, StringComparer.Ordinal))
            {
                observer.Told(new RepairDetail(report.Hook, file, StagedContent.WorkingCopyOf(_context.Staged, file)));
            }

            var told = report with { Changed = [.. report.Changed.Union(repaired, StringComparer.Ordinal)] };
            if (report.Outcome == HookOutcome.Skipped)
            {
                told = told with { Outcome = HookOutcome.Cancelled, Reason = $"{report.Reason}; what it had repaired before that stays" };
                observer.HookEnded(told);
            }

            return told;
        }
    }

    /// <summary>Ends what still runs, and waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var pass in _passes)
        {
            await pass.DisposeAsync();
        }

        _passes.Clear();
    }
}
