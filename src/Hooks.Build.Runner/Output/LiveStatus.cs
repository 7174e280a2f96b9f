using System.Text;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Output;

/// <summary>How far a run is, written over again and again. What is quick is never seen.</summary>
internal sealed class LiveStatus : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly Terminal _terminal;
    private readonly RunProgress _progress;
    private readonly object _lock = new();
    private readonly ITimer _timer;
    private Func<ExpectedRun>? _expects;
    private bool _isOver;
    private int _shown;

    public LiveStatus(Terminal terminal)
        : this(terminal, TimeProvider.System)
    {
    }

    internal LiveStatus(Terminal terminal, TimeProvider clock)
    {
        _terminal = terminal;
        _progress = new RunProgress(clock);

        // Set anew after each frame: where one takes long, none comes on top of it.
        _timer = clock.CreateTimer(_ => Show(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _ = _timer.Change(Patience, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc cref="RunProgress.Began"/>
    public void Began(int hooks) => Tell(progress => progress.Began(hooks));

    /// <summary>Something can be found out of the run; it is when it has to be.</summary>
    public void Expected(Func<ExpectedRun> run)
    {
        lock (_lock)
        {
            _expects = run;
        }
    }

    /// <inheritdoc cref="RunProgress.Started"/>
    public void Started(string hook) => Tell(progress => progress.Started(hook));

    /// <inheritdoc cref="RunProgress.Ended"/>
    public void Ended(string hook) => Tell(progress => progress.Ended(hook));

    /// <summary>Writes a line that stays; the status comes below it when it is shown anew.</summary>
    public void WriteAbove(string line)
    {
        lock (_lock)
        {
            _terminal.Write(Erasure());
            _terminal.WriteLine(line);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            _terminal.Write(Erasure());
        }

        _timer.Dispose();
    }

    private void Tell(Action<RunProgress> what)
    {
        lock (_lock)
        {
            what(_progress);
        }
    }

    // On a thread of the pool, where whatever is thrown would end the process: a run goes on without its status.
    private void Show()
    {
        try
        {
            Learn();
            Draw();
            _ = _timer.Change(Period, Timeout.InfiniteTimeSpan);
        }
        catch (Exception)
        {
            // It is not drawn any more.
        }
    }

    // Reading the log takes its time, and hooks that start and end meanwhile do not wait for it.
    private void Learn()
    {
        Func<ExpectedRun>? expects;
        lock (_lock)
        {
            expects = _progress.HasBegun ? _expects : null;
            _expects = expects is null ? _expects : null;
        }

        if (expects is null)
        {
            return;
        }

        ExpectedRun run;
        try
        {
            run = expects();
        }
        catch (Exception)
        {
            // Nothing is expected of it then.
            return;
        }

        Tell(progress => progress.Expected(run));
    }

    private void Draw()
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            StringBuilder text = new(Erasure());
            foreach (var line in _progress.Lines(_terminal.Width - 1, _terminal.Paint))
            {
                _ = text.Append(line).Append('\n');
                _shown++;
            }

            _terminal.Write(text.ToString());
        }
    }

    private string Erasure()
    {
        var lines = _shown;
        _shown = 0;
        return lines == 0 ? "" : $"\e[{lines}A\r\e[J";
    }
}
