using System.Globalization;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Statistics;

/// <summary>The runs of one stage, and those of them that can be played again.</summary>
internal sealed class StageRuns(
    HookPlan plan, IReadOnlyDictionary<string, int> indices, StageStatistics statistics, IReadOnlyList<HookStatistics> hooks, IReadOnlyList<RunReplay> replays,
    Scheduling.ConflictTable conflicts)
{
    /// <summary>From fewer runs nothing is concluded.</summary>
    public const int Fewest = 10;

    /// <summary>The newest are played; more would only take longer.</summary>
    public const int MostPlayed = 50;

    private readonly List<RunReplay> _faithful = [.. replays.Where(replay => replay.IsFaithful)];

    public HookPlan Plan => plan;

    public StageStatistics Statistics => statistics;

    public HookStages Stage => statistics.Stage;

    /// <summary>The stage's hooks that are still in the plan.</summary>
    public IReadOnlyList<HookStatistics> Hooks => hooks;

    /// <summary>The hook of figures.</summary>
    public PlannedHook Planned(HookStatistics hook) => plan.Hooks[indices[hook.Name]];

    /// <summary>The runs whose graph is known.</summary>
    public IReadOnlyList<RunReplay> Replays => replays;

    /// <summary>Where it is, for a sentence.</summary>
    public string Where => Stage == HookStages.None ? "in runs of all stages" : $"at {Stage}";

    /// <summary>The hooks that must not run while one does.</summary>
    public IReadOnlyList<int> ConflictsOf(int hook) => conflicts.Of(hook);

    /// <summary>Advice of this stage.</summary>
    public Advice Advise(AdviceKind kind, IReadOnlyList<string> hooks, string text, int runs, double weight, TimeSpan? saves = null, double? share = null) =>
        new(kind, Stage, hooks, text, runs) { Saves = saves, Share = share, Weight = weight };

    /// <summary>How much shorter the runs would be; <see langword="null"/> where too few can be played as they were.</summary>
    /// <param name="isMeant">The runs that count.</param>
    /// <param name="saved">Seconds saved in one.</param>
    public Saving? Saved(Func<RunReplay, bool> isMeant, Func<RunReplay, double> saved)
    {
        var played = _faithful.Where(isMeant).Select(saved).ToArray();
        return played.Length < Fewest ? null : new Saving(TimeSpan.FromSeconds(History.HookSamples.Median(played)), played.Length);
    }

    /// <summary>Whether a time is worth a sentence: a twentieth of a run, and no trifle.</summary>
    public bool IsWorthIt(TimeSpan time)
    {
        const double Part = 0.05;
        return time >= TimeSpan.FromMilliseconds(100) && time >= Part * statistics.Durations.Median;
    }

    /// <summary>A part for people: <c>92 %</c>.</summary>
    public static string Percent(double part) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(100 * part):0} %");
}

/// <summary>How much shorter runs would be.</summary>
/// <param name="Time">The median.</param>
/// <param name="Runs">Of how many.</param>
internal sealed record Saving(TimeSpan Time, int Runs)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"(median of {Runs} runs, simulated)");
}
