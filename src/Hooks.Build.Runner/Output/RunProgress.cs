using System.Globalization;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;

namespace Hooks.Build.Runner.Output;

/// <summary>How far a run is: what runs, what waits for what, and when its end is expected. It is not safe from several threads.</summary>
/// <param name="clock">Tells the time.</param>
internal sealed class RunProgress(TimeProvider clock)
{
    private const int MostRunning = 8;
    private const int MostWaiting = 8;
    private const int Indent = 2;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly List<(string Name, long Since)> _running = [];
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);
    private ExpectedRun? _expected;
    private Dictionary<string, ExpectedHook> _byName = [];
    private int _count;

    /// <summary>As many hooks were selected.</summary>
    public void Began(int hooks) => _count = hooks;

    /// <summary>Whether there is anything to show.</summary>
    public bool HasBegun => _running.Count > 0 || _ended.Count > 0;

    /// <summary>What was found out of the run.</summary>
    public void Expected(ExpectedRun run)
    {
        _expected = run;
        _byName = run.Hooks.ToDictionary(hook => hook.Name, StringComparer.Ordinal);
    }

    /// <summary>A hook starts.</summary>
    public void Started(string hook) => _running.Add((hook, clock.GetTimestamp()));

    /// <summary>A hook ended, or never started.</summary>
    public void Ended(string hook)
    {
        _ = _running.RemoveAll(running => running.Name == hook);
        _ = _ended.Add(hook);
    }

    /// <summary>What is shown now; nothing while nothing runs.</summary>
    /// <param name="width">The columns that a line may take.</param>
    /// <param name="paint">Makes a text of a colour.</param>
    public IReadOnlyList<string> Lines(int width, Func<Colour, string, string> paint)
    {
        if (!HasBegun)
        {
            return [];
        }

        List<string> lines = [.. _running.Take(MostRunning)
            .Select(running => Line(
                VisibleText.Of(running.Name), Times(clock.GetElapsedTime(running.Since), _byName.GetValueOrDefault(running.Name)?.Duration)))];
        if (_running.Count > MostRunning)
        {
            lines.Add(Line("", string.Create(CultureInfo.InvariantCulture, $"and {_running.Count - MostRunning} more")));
        }

        if (lines.Count > 0 && Waiting(width - Indent) is { Length: > 0 } waiting)
        {
            lines.Add(Line("", waiting));
        }

        var end = End();
        if (lines.Count > 0 && (_ended.Count > 0 || end.Length > 0))
        {
            lines.Add(Line("", string.Create(CultureInfo.InvariantCulture, $"{_ended.Count}{(_count > 0 ? $" of {_count}" : "")} done{end}")));
        }

        return lines;

        string Line(string name, string more)
        {
            // A line that wraps would be two to erase.
            more = DisplayWidth.Cut(more, width - Indent);
            var shown = DisplayWidth.Cut(name, Math.Max(0, width - Indent - 1 - DisplayWidth.Of(more)));
            return new string(' ', Indent) + (shown.Length == 0 ? "" : shown + " ") + paint(Colour.Grey, more);
        }
    }

    private static string Times(TimeSpan ran, TimeSpan? expected) => expected is not { } usual || usual <= TimeSpan.Zero ? Texts.Seconds(ran)
        : !TimeLeft.IsLate(usual, ran) ? $"{Texts.Seconds(ran)} of about {Texts.Seconds(usual)}"
        : $"{Texts.Seconds(ran)}, longer than the usual {Texts.Seconds(usual)}";

    // As many as fit; whoever waits for what runs comes first.
    private string Waiting(int width)
    {
        if (_expected is null)
        {
            return "";
        }

        var running = _running.Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        var waiting = _expected.Hooks.Where(hook => !_ended.Contains(hook.Name) && !running.Contains(hook.Name) && hook.Duration != TimeSpan.Zero)
            .Select(hook => (hook.Name, For: hook.After.Where(other => !_ended.Contains(other)).OrderByDescending(running.Contains).FirstOrDefault()))
            .OrderByDescending(pair => pair.For is not null && running.Contains(pair.For))
            .Select(pair => pair.For is null ? VisibleText.Of(pair.Name) : $"{VisibleText.Of(pair.Name)} for {VisibleText.Of(pair.For)}").ToList();
        for (var shown = Math.Min(waiting.Count, MostWaiting); shown > 0; shown--)
        {
            var text =
                $"waiting: {string.Join(", ", waiting.Take(shown))}{(shown == waiting.Count ? "" : string.Create(CultureInfo.InvariantCulture, $" and {waiting.Count - shown} more"))}";
            if (shown == 1 || DisplayWidth.Of(text) <= width)
            {
                return text;
            }
        }

        return "";
    }

    private string End()
    {
        if (_expected is null || _expected.Hooks.All(hook => hook.Duration is null))
        {
            return "";
        }

        Dictionary<string, TimeSpan> ran = new(StringComparer.Ordinal);
        _running.ForEach(one => ran[one.Name] = clock.GetElapsedTime(one.Since));
        var (left, isAtLeast) = TimeLeft.Of(_expected, _ended.Contains, name => ran.GetValueOrDefault(name));
        return (left, isAtLeast) switch
        {
            ({ Ticks: <= 0 }, true) when _running.Exists(one => IsLate(one.Name, ran[one.Name])) => ", takes longer than usual",
            ({ Ticks: <= 0 }, _) => "",
            _ => $", {(isAtLeast ? "at least" : "about")} {Rounded(left)} left",
        };
    }

    private bool IsLate(string name, TimeSpan ran) => _byName.GetValueOrDefault(name)?.Duration is { } usual && TimeLeft.IsLate(usual, ran);

    // A guess with a tenth of a second would look like knowledge.
    private static string Rounded(TimeSpan time) => time < Second ? "1 s"
        : time < Minute ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalSeconds):0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalMinutes, 1):0.#} min");
}
