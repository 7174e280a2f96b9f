using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Commands;

/// <summary>A change that is there as a whole or not at all: a signal ends what comes before it, and is answered when it is done once it has begun.</summary>
internal sealed class WholeChange : IDisposable
{
    private readonly Interruption _interruption = new();
    private readonly CancellationTokenRegistration _told;

    /// <summary>Listens to signals.</summary>
    public WholeChange() =>
        _told = _interruption.Token.Register(static () =>
            Terminal.OfErrors().WriteLine("hooks: a signal has come: nothing is left half done; a second one ends it at once"));

    /// <summary>Whether something is changed already: what belongs to it is done to its end.</summary>
    public bool HasBegun { get; set; }

    /// <summary>Ends what comes before the change.</summary>
    public CancellationToken Token => HasBegun ? CancellationToken.None : _interruption.Token;

    /// <summary>Begins the change.</summary>
    /// <exception cref="OperationCanceledException">A signal came before it.</exception>
    public void Begin()
    {
        Token.ThrowIfCancellationRequested();
        HasBegun = true;
    }

    /// <summary>What the process exits with; where a signal came it is told what became of the change.</summary>
    /// <param name="exitCode">Where none came.</param>
    public int End(int exitCode = ExitCodes.Passed)
    {
        if (_interruption.ExitCode is not { } interrupted)
        {
            return exitCode;
        }

        Terminal.OfErrors().WriteLine(HasBegun ? "hooks: interrupted, when all was done" : "hooks: interrupted");
        return interrupted;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _told.Dispose();
        _interruption.Dispose();
    }
}
