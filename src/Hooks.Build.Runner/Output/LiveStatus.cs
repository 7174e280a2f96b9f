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
    private int _shown;

    public LiveStatus(Terminal terminal)
        : this(terminal, TimeProvider.System)
    {
    }

    internal LiveStatus(Terminal terminal, TimeProvider clock)
    {
        _terminal = terminal;
        _progress = new RunProgress(clock);
        _timer = clock.CreateTimer(_ => Show(), state: null, Patience, Period);
    }

    /// <inheritdoc cref="RunProgress.Began"/>
    public void Began(int hooks) => Tell(progress => progress.Began(hooks));

    /// <inheritdoc cref="RunProgress.Expected"/>
    public void Expected(Func<ExpectedRun> run) => Tell(progress => progress.Expected(run));

    /// <inheritdoc cref="RunProgress.Started"/>
    public void Started(string hook) => Tell(progress => progress.Started(hook));

    /// <inheritdoc cref="RunProgress.Ended"/>
    public void Ended(string hook) => Tell(progress => progress.Ended(hook));

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

    private void Tell(Action<RunProgress> what)
    {
        lock (_lock)
        {
            what(_progress);
        }
    }

    private void Show()
    {
        lock (_lock)
        {
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
