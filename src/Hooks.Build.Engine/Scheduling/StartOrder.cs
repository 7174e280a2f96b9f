using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Scheduling;

/// <summary>
/// Finds in which order hooks should start, longest remaining path first being where it begins. Where that is not as short as can be, other
/// orders are played in a simulation, within a bounded number of steps, and the shortest is kept. The same hooks give the same order everywhere.
/// </summary>
internal sealed class StartOrder
{
    // A step is one hook in one play.
    private const int MostSteps = 6_000;
    private const int MostPlays = 150;
    private const int FewestHooks = 3;
    private const int MostHooks = 500;
    private static readonly TimeSpan Trifle = TimeSpan.FromMilliseconds(200);

    // Seconds. Less than this is not worth a search.
    private const double WorthIt = 0.001;

    private readonly ScheduleModel _model;
    private readonly ScheduleSimulation _simulation;
    private readonly double[] _keys;
    private readonly int[] _order;
    private readonly double _goal;
    private int _playsLeft;
    private uint _noise = 2463534242;

    private StartOrder(ScheduleModel model)
    {
        _model = model;
        _simulation = new ScheduleSimulation(model);
        _keys = new double[model.Hooks.Length];
        _order = new int[model.Hooks.Length];
        _goal = model.LowerBound() + WorthIt;
        _playsLeft = Math.Min(MostPlays, MostSteps / Math.Max(1, model.Hooks.Length));
        Best = new int[model.Hooks.Length];
    }

    private int[] Best { get; }

    private double Time { get; set; } = double.PositiveInfinity;

    /// <summary>The order for a run. Where too few hooks run for it to matter, or nothing is known of them, nothing is searched.</summary>
    /// <param name="selection">The selected hooks.</param>
    /// <param name="forecasts">What is expected of each hook of the plan.</param>
    /// <param name="loads">What each hook of the plan takes.</param>
    /// <param name="conflicts">Which must not run together.</param>
    /// <param name="budget">Who has room beside whom.</param>
    /// <param name="hooks">The selected hooks, each after all it waits for.</param>
    /// <param name="search">Whether to search for a better order than by path: what is played are runs without barriers.</param>
    public static int[] Of(HookSelection selection, IReadOnlyList<HookForecast> forecasts, HookLoad[] loads, ConflictTable conflicts, CoreBudget budget, int[] hooks, bool search)
    {
        if (hooks.Length < 2)
        {
            return hooks;
        }

        ScheduleModel model = new(selection, forecasts, loads, conflicts, budget, hooks);
        var order = search && hooks.Length is >= FewestHooks and <= MostHooks && IsWorthSearching(hooks, forecasts) ? Find(model) : ByPath(model);
        return Array.ConvertAll(order, position => hooks[position]);
    }

    /// <summary>Positions in the model by longest remaining path, the earlier declared first where that is equal.</summary>
    internal static int[] ByPath(ScheduleModel model)
    {
        var order = new int[model.Hooks.Length];
        Sort(order, model.FromEnd, model);
        return order;
    }

    /// <summary>Positions in the model in the order whose simulated run is the shortest of those tried.</summary>
    internal static int[] Find(ScheduleModel model)
    {
        StartOrder search = new(model);
        search.Search();
        return search.Best;
    }

    private bool IsDone => Time <= _goal || _playsLeft <= 0;

    // Playing takes a millisecond or so: it must be able to gain more.
    private static bool IsWorthSearching(int[] hooks, IReadOnlyList<HookForecast> forecasts)
    {
        var isLearned = false;
        var work = TimeSpan.Zero;
        foreach (var hook in hooks)
        {
            isLearned |= forecasts[hook].IsLearned;
            work += forecasts[hook].Duration;
        }

        return isLearned && work >= Trifle;
    }

    private void Search()
    {
        TryKeys(_model.FromEnd);
        if (IsDone)
        {
            return;
        }

        Turn();
        TryKeys(_model.Durations);
        TryKeys(WithWorkOfDependents());
        while (!IsDone)
        {
            Shake();
            Turn();
        }
    }

    private void TryKeys(double[] keys)
    {
        Sort(_order, keys, _model);
        Try();
    }

    private double Try()
    {
        if (_playsLeft-- <= 0)
        {
            return double.PositiveInfinity;
        }

        var time = _simulation.Play(_order);
        if (time < Time)
        {
            Time = time;
            _order.CopyTo(Best, 0);
        }

        return time;
    }

    /// <summary>
    /// Plays backwards, what ended last first, then forwards again, what that puts first first: each play closes gaps that the one before left.
    /// </summary>
    private void Turn()
    {
        var last = double.PositiveInfinity;
        for (var turn = 0; turn < 3 && !IsDone; turn++)
        {
            Sort(_order, _simulation.Ends, _model);
            _playsLeft--;
            _ = _simulation.Play(_order, backwards: true);
            Sort(_order, _simulation.Ends, _model);
            var time = Try();
            if (time >= last)
            {
                return;
            }

            last = time;
        }
    }

    /// <summary>The best order so far with some hooks moved.</summary>
    private void Shake()
    {
        for (var i = 0; i < Best.Length; i++)
        {
            _keys[Best[i]] = Best.Length - i + (Next() * Best.Length * 0.3);
        }

        TryKeys(_keys);
    }

    private double[] WithWorkOfDependents()
    {
        for (var hook = _keys.Length - 1; hook >= 0; hook--)
        {
            var work = 0.0;
            foreach (var dependent in _model.Dependents[hook])
            {
                work += _model.Durations[dependent] * _model.Weights[dependent];
            }

            _keys[hook] = _model.FromEnd[hook] + (work / _model.Budget.Cores);
        }

        return _keys;
    }

    // From 0 to 1; Marsaglia's xorshift, since the runtime's generator may differ from one version to the next.
    private double Next()
    {
        _noise ^= _noise << 13;
        _noise ^= _noise >> 17;
        _noise ^= _noise << 5;
        return _noise / (double)uint.MaxValue;
    }

    private static void Sort(int[] order, double[] keys, ScheduleModel model)
    {
        var sorted = new double[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            sorted[i] = -keys[i];
        }

        Array.Sort(sorted, order);

        // The runtime's sort leaves equals in any order: the earlier declared goes first.
        for (var i = 1; i < order.Length; i++)
        {
            for (var at = i; at > 0 && sorted[at - 1].Equals(sorted[at]) && model.Hooks[order[at - 1]] > model.Hooks[order[at]]; at--)
            {
                (order[at - 1], order[at]) = (order[at], order[at - 1]);
            }
        }
    }
}
