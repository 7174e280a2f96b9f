using Hooks.Build.Bench.Results;

namespace Hooks.Build.Bench;

/// <summary>One subject of measurement. It proves that the measured work was done, and throws <see cref="BenchException"/> where it was not.</summary>
internal interface IScenario
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>Measures.</summary>
    Task<Section> RunAsync(BenchSettings settings, CancellationToken cancellation);
}

/// <summary>What was measured is not what was meant.</summary>
internal sealed class BenchException(string message) : Exception(message);
