using System.Text;
using Hooks.Build.Engine.Reporting;

namespace Hooks.Build.Runner.Output;

/// <summary>The hooks that run at the moment, with the time each has taken, written over again and again. What is quick is never seen.</summary>
internal sealed class LiveStatus : IDisposable
{
    private const int MostLines = 8;

    // A line that wraps would be two to erase. Asking .NET for the width switches the terminal's keypad mode.
    private const int Width = 79;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly Terminal _terminal;
    private readonly TimeProvider _clock;
    private readonly object _lock = new();
    private readonly List<(string Name, long Since)> _running = [];
    private readonly ITimer _timer;
    private int _ended;
    private int _shown;

    public LiveStatus(Terminal terminal)
        : this(terminal, TimeProvider.System)
    {
    }

    internal LiveStatus(Terminal terminal, TimeProvider clock)
    {
        _terminal = terminal;
        _clock = clock;
        _timer = clock.CreateTimer(_ => Show(), state: null, Patience, Period);
    }

    /// <summary>A hook starts.</summary>
    public void Started(string hook)
    {
        lock (_lock)
        {
            _running.Add((hook, _clock.GetTimestamp()));
        }
    }

    /// <summary>A hook ended, or never started.</summary>
    public void Ended(string hook)
    {
        lock (_lock)
        {
            _ = _running.RemoveAll(running => running.Name == hook);
            _ended++;
        }
    }

    /// <summary>Takes the status off the screen until it is shown anew.</summary>
    public void Hide()
    {
        lock (_lock)
        {
            _terminal.Write(Erasure());
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        Hide();
    }

    private void Show()
    {
        lock (_lock)
        {
            StringBuilder text = new(Erasure());
            foreach (var (name, since) in _running.Take(MostLines))
            {
                Line($"  {name} {Texts.Seconds(_clock.GetElapsedTime(since))}");
            }

            if (_running.Count > MostLines)
            {
                Line($"  and {_running.Count - MostLines} more");
            }

            if (_ended > 0 && _shown > 0)
            {
                Line($"  {_ended} done");
            }

            _terminal.Write(text.ToString());

            void Line(string line)
            {
                _ = text.Append(line.Length <= Width ? line : line[..Width]).Append('\n');
                _shown++;
            }
        }
    }

    private string Erasure()
    {
        var lines = _shown;
        _shown = 0;
        return lines == 0 ? "" : $"\e[{lines}A\r\e[J";
    }
}
