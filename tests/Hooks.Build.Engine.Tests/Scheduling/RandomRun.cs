using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Scheduling;

/// <summary>A plan, a request and a course of events, all from one seed.</summary>
#pragma warning disable CA1001 // a source without a timer holds nothing to release
internal sealed class RandomRun
{
    private static readonly string[] Profile = ["fast", "slow", "all"];
    private readonly Dice _dice;
    private readonly HookPlan _plan;
    private readonly bool[] _hasWork;
    private readonly HookForecast[] _forecasts;
    private readonly CancellationTokenSource _interrupt = new();
    private readonly bool _interruptible;
    private readonly bool _apart;
    private Conductor? _conductor;

    public RandomRun(int seed, Func<RunRequest, RunRequest>? change = null, bool interruptible = false, bool apart = true)
    {
        _apart = apart;
        _dice = new Dice(seed);
        _interruptible = interruptible;
        _plan = RandomPlan();
        _hasWork = [.. _plan.Hooks.Select(_ => !_dice.OneIn(8))];
        _forecasts = [.. _plan.Hooks.Select(_ => RandomForecast())];
        Request = (change ?? (request => request))(RandomRequest());
        Selection = HookSelection.Select(_plan, Request);
    }

    /// <summary>Is told which hooks were asked to end.</summary>
    public Action<string> OnCancelled { get; set; } = _ => { };

    public RunRequest Request { get; }

    public HookSelection Selection { get; }

    /// <summary>Is called when observers are told that a hook is ready.</summary>
    public Action<PlannedHook> OnReady { get; set; } = _ => { };

    /// <summary>Is called when observers are told that a hook starts.</summary>
    public Action<PlannedHook> OnStart { get; set; } = _ => { };

    /// <summary>Is called when a hook does start, with all that run then.</summary>
    public Action<PlannedHook, IReadOnlyList<PlannedHook>> OnBegin { get; set; } = (_, _) => { };

    public Dictionary<int, HookReport> Ended { get; } = [];

    public List<string> Events { get; } = [];

    public bool IsInterrupted => _interrupt.IsCancellationRequested;

    public IReadOnlyList<HookReport> Reports => _conductor!.Reports;

    public double WeightOf(PlannedHook hook)
    {
        var forecast = _forecasts[hook.Index];
        return hook.Cores > 0 ? hook.Cores : !forecast.IsLearned ? 1 : forecast.Cores < 0.1 ? 0 : Math.Min(forecast.Cores, Request.Cores);
    }

    public bool Blocks(int index) =>
        Ended.TryGetValue(index, out var report) && (report.IsBlocking || report.Outcome is HookOutcome.Skipped or HookOutcome.Cancelled);

    /// <summary>Of the hooks that run, those of which one may end next.</summary>
    public Func<IReadOnlyList<PlannedHook>, IReadOnlyList<PlannedHook>> Choose { get; set; } = running => running;

    public void Play()
    {
        _conductor = new Conductor(_plan, Request, hook => _hasWork[hook.Index], new Watch(this), _forecasts, Begin, cancellation: _interrupt.Token);
        while (!_conductor.IsOver)
        {
            _conductor.Running.ShouldNotBeEmpty("the run stands still");
            if (_interruptible && !IsInterrupted && _dice.OneIn(6))
            {
                _ = _conductor.Do(_interrupt.Cancel);
                continue;
            }

            _conductor.Clock.Advance(TimeSpan.FromSeconds(_dice.Below(3)));
            var choice = Choose([.. _conductor.Running.Select(running => _plan.Hooks.Single(hook => hook.Name == running))]);
            var name = choice[_dice.Below(choice.Count)].Name;
            foreach (var running in _conductor.Running.Where(_conductor.IsCancelled))
            {
                OnCancelled(running);
            }

            _ = _conductor.End(
                name, _conductor.IsCancelled(name) ? _dice.Of(HookOutcome.Cancelled, HookOutcome.Succeeded, HookOutcome.Failed) : RandomOutcome());
        }
    }

    private static bool IsIn(PlannedHook hook, string profile) => hook.Profiles.Contains(profile, StringComparer.Ordinal);

    private HookOutcome RandomOutcome() =>
        _dice.Of(
            HookOutcome.Succeeded,
            HookOutcome.Succeeded,
            HookOutcome.Succeeded,
            HookOutcome.Succeeded,
            HookOutcome.Failed,
            HookOutcome.TimedOut,
            HookOutcome.Crashed,
            HookOutcome.ToolNotFound);

    private RunRequest RandomRequest() => Make.Request() with
    {
        Schedule = _dice.Of(HookSchedule.Ready, HookSchedule.Ready, HookSchedule.Waves, HookSchedule.Sequential),
        MaxParallel = 1 + _dice.Below(4),
        Cores = 1 + _dice.Below(4),
        Fix = _dice.Of(FixMode.Always, FixMode.Never, FixMode.Never),
        MaxConcurrentProfiles = _dice.Below(3),
        FailFast = _dice.OneIn(4),
        Profiles = _dice.OneIn(2) ? [] : [.. Profile.Where(profile => _dice.OneIn(2) && _plan.Hooks.Any(hook => IsIn(hook, profile)))],
        Skip = _dice.OneIn(3) ? [_plan.Hooks[_dice.Below(_plan.Hooks.Count)].Name] : [],
    };

    private void Begin(Conductor conductor, PlannedHook hook) =>
        OnBegin(hook, [.. conductor.Running.Select(name => _plan.Hooks.Single(other => other.Name == name))]);

    private HookForecast RandomForecast() => new(TimeSpan.FromSeconds(_dice.Below(20)), _dice.Of(0.02, 0.4, 0.97, 1, 2.6, 40), _dice.OneIn(2));

    private HookPlan RandomPlan()
    {
        var count = 1 + _dice.Below(10);
        var rank = Enumerable.Range(0, count).OrderBy(_ => _dice.Below(1000)).ToArray();
        bool[] gates = [.. Enumerable.Range(0, count).Select(_ => !_dice.OneIn(5))];
        return Make.Plan([.. Enumerable.Range(0, count).Select(index => Special(Make.Hook($"H{index}") with
        {
            DependsOn = Earlier(index, oneIn: 3),
            After = Earlier(index, oneIn: 6),
            Severity = _dice.Of(HookSeverity.Error, HookSeverity.Error, HookSeverity.Error, HookSeverity.Warning, HookSeverity.Critical),
            Locks = _apart && _dice.OneIn(3) ? [_dice.Of("a", "b")] : [],
            Profiles = [.. Profile.Where(_ => _dice.OneIn(2))],
            Cores = _dice.OneIn(3) ? _dice.Of(0.5, 2, 3, 16) : 0,
            Reads = _dice.OneIn(4) ? [] : [_dice.Of("a/**", "b/**")],
            Writes = _apart && _dice.OneIn(6) ? [_dice.Of("a/**", "b/**")] : [],
            NoCache = _dice.OneIn(8),
            Fix = _dice.OneIn(6) ? [[FakeTool.Name]] : [],
        }, gates))]);

        PlannedHook Special(PlannedHook hook, bool[] gates)
        {
            var index = int.Parse(hook.Name[1..], System.Globalization.CultureInfo.InvariantCulture);
            var isFinally = hook.DependsOn.Count > 0 && _dice.OneIn(4);
            return hook with
            {
                Gates = gates[index],
                Finally = isFinally,
                Severity = gates[index] || hook.Severity != HookSeverity.Critical ? hook.Severity : HookSeverity.Error,
                After = isFinally ? hook.After : [.. hook.After.Where(name => gates[int.Parse(name[1..], System.Globalization.CultureInfo.InvariantCulture)])],
            };
        }

        string[] Earlier(int index, int oneIn) =>
            [.. Enumerable.Range(0, count).Where(other => rank[other] < rank[index] && _dice.OneIn(oneIn)).Select(other => $"H{other}")];
    }

    private sealed class Watch(RandomRun run) : IRunObserver
    {
        public void Warned(Problem problem) => throw new InvalidOperationException(problem.Message);

        public void Told(RunDetail detail)
        {
            if (detail is ReadyDetail ready)
            {
                run.Events.Add($"ready {ready.Hook.Name}");
                run.OnReady(ready.Hook);
            }
        }

        public void HookStarted(PlannedHook hook)
        {
            run.Events.Add($"start {hook.Name}");
            run.OnStart(hook);
        }

        public void HookEnded(HookReport report)
        {
            run.Events.Add($"end {report.Hook.Name} {report.Outcome}");
            run.Ended.Add(report.Hook.Index, report);
        }

        public void ProfileEnded(ProfileReport report) => run.Events.Add($"profile {report.Profile}");
    }
}
