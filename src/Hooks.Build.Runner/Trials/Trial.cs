using Hooks.Build.Engine.Processes;
using Hooks.Build.Runner.Hosting;

namespace Hooks.Build.Runner.Trials;

/// <summary>
/// Starts what stands in somebody's configuration, to see whether it answers. What is ours knows that it is tried by <see cref="Variable"/>, and runs no hook
/// that could have an effect.
/// </summary>
/// <param name="environment">The variables of this process.</param>
/// <param name="longest">How long an answer is waited for.</param>
/// <param name="cancellation">Ends what runs.</param>
internal sealed class Trial(IReadOnlyDictionary<string, string> environment, TimeSpan longest, CancellationToken cancellation)
{
    /// <summary>The variable by which hooks know that they run in another, with the value of a trial.</summary>
    public const string Variable = "HooksRunning";

    /// <summary>Its value.</summary>
    public const string Mark = "trial";

    private const int MostBytes = 1 << 20;

    /// <summary>The variables that a trial is started with: nobody who switched hooks off meant the trial.</summary>
    public Dictionary<string, string> Environment { get; } = new(
        environment.Where(variable => !Wishes.IsOne(variable.Key) && !GitVariables.OfOneRepository.Contains(variable.Key, StringComparer.Ordinal)),
        HookEnvironment.Comparer)
    {
        [Variable] = Mark,
    };

    /// <summary>Starts a command and waits for its end.</summary>
    /// <param name="command">The program, as it would be looked for, and its arguments.</param>
    /// <param name="folder">Absolute path of the folder in which it runs.</param>
    /// <param name="input">What it is given on standard input.</param>
    /// <param name="variables">Variables beside those of this process.</param>
    /// <exception cref="OperationCanceledException">It was cut off.</exception>
    public TrialResult Run(IReadOnlyList<string> command, string folder, byte[] input, params IReadOnlyList<(string Name, string Value)> variables)
    {
        var all = new Dictionary<string, string>(Environment, Environment.Comparer);
        foreach (var (name, value) in variables)
        {
            all[name] = value;
        }

        if (!ToolPath.TryFind(command[0], folder, all, out var program, out _))
        {
            return new TrialResult { Fault = $"{command[0]} cannot be found or may not be executed" };
        }

        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, input);
            var result = Start(new ProcessStart(program, [.. command.Skip(1)], folder, all, _ => { }, DropsErrors: true, file));

            // Once more, to hear what it says: beside an answer that would be part of it.
            return result.Fault is not null || result.ExitCode == 0
                ? result
                : result with { Said = TrialText.Shown(Start(new ProcessStart(program, [.. command.Skip(1)], folder, all, _ => { }, InputFile: file)).Output) };
        }
        finally
        {
            File.Delete(file);
        }
    }

    private TrialResult Start(ProcessStart start) => EventLoop.Run(async loop =>
    {
        cancellation.ThrowIfCancellationRequested();
        using MemoryStream output = new();
        var began = loop.GetTimestamp();
        try
        {
            var child = loop.CreateLauncher().Start(start with
            {
                Output = data => output.Write(data[..Math.Min(
                data.Length, MostBytes - (int)output.Length)])
            });
            using CancellationTokenSource patience = new(longest, loop);
            await using var stop = patience.Token.Register(child.Kill);
            await using var interrupted = cancellation.Register(child.Kill);
            var exit = await child.Completion;
            var took = loop.GetElapsedTime(began);
            cancellation.ThrowIfCancellationRequested();
            return new TrialResult
            {
                Output = output.ToArray(),
                ExitCode = exit.ExitCode,
                Took = took,
                Fault = patience.IsCancellationRequested ? $"it had not ended after {longest.TotalSeconds:0.#} s, and was ended" : null,
            };
        }
        catch (ProcessStartException e)
        {
            return new TrialResult { Fault = e.Message.TrimEnd('.') };
        }
    });
}

/// <summary>What came of a trial.</summary>
internal sealed record TrialResult
{
    /// <summary>Standard output.</summary>
    public byte[] Output { get; init; } = [];

    /// <summary>How it ended.</summary>
    public int ExitCode { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>Why there is no answer; <see langword="null"/> where it ended by itself.</summary>
    public string? Fault { get; init; }

    /// <summary>What it printed where it went wrong, in one line.</summary>
    public string Said { get; init; } = "";
}
