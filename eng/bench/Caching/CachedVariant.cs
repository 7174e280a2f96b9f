using System.Globalization;
using System.Text.RegularExpressions;

namespace Hooks.Build.Bench.Caching;

/// <summary>A way to build a project whose hooks need not run, and the proof that they did not.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Task">The task that takes the hooks' time; none where hooks are off.</param>
/// <param name="Prepare">What is done before the build.</param>
internal sealed partial record CachedVariant(string Name, string Task, Action<CachedRepository> Prepare)
{
    private const string Engine = "RunHooks";

    public static CachedVariant Off { get; } = new("off", "", _ => { });

    public static CachedVariant Stamp { get; } = new("on", "CheckHooks", _ => { });

    public static CachedVariant NoStamp { get; } = new("no stamp", Engine, repository => File.Delete(repository.Stamp));

    public static CachedVariant Touched { get; } = new(
        "one file touched", Engine, repository => File.SetLastWriteTimeUtc(repository.SomeFile, TimeProvider.System.GetUtcNow().UtcDateTime));

    public static IReadOnlyList<CachedVariant> All { get; } = [Off, Stamp, NoStamp, Touched];

    /// <summary>Builds once.</summary>
    /// <param name="repository">What to build.</param>
    /// <param name="isAccounted">MSBuild is to account for its time, which takes some.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Milliseconds of the whole process, and of the task by MSBuild's own account, 0 where it has none.</returns>
    /// <exception cref="BenchException">The build failed, or did something else.</exception>
    public async Task<(double Whole, double OfTask)> BuildAsync(CachedRepository repository, bool isAccounted, CancellationToken cancellation)
    {
        Prepare(repository);
        var before = LengthOf(repository.RunLog);
        var result = await repository.BuildAsync(
            ["-v:m", .. this == Off ? ["-p:HooksEnabled=false"] : (string[])[], .. isAccounted ? ["-clp:PerformanceSummary"] : (string[])[]], cancellation);
        var isByEngine = Task == Engine;
        var summary = string.Create(CultureInfo.InvariantCulture, $"hooks: {CachedRepository.Hooks} passed");
        var remembered = string.Create(CultureInfo.InvariantCulture, $"{CachedRepository.Hooks} remembered");
        var isProven = isByEngine
            ? LengthOf(repository.RunLog) > before
                && result.Output.Contains(summary, StringComparison.Ordinal)
                && result.Output.Contains(remembered, StringComparison.Ordinal)
            : LengthOf(repository.RunLog) == before && !result.Output.Contains("hooks:", StringComparison.Ordinal);
        return isProven
            ? (result.Milliseconds, isAccounted ? TimeOf(result.Output) : 0)
            : throw new BenchException($"The build '{Name}' of {repository.Files} files was not what it is said to be. It printed:\n{result.Output}");
    }

    // Targets are told before tasks, and one has the task's name.
    private double TimeOf(string output) =>
        Accounts().Matches(output).LastOrDefault(match => match.Groups["task"].Value == Task) is { } account
            ? double.Parse(account.Groups["ms"].Value, CultureInfo.InvariantCulture)
            : 0;

    private static long LengthOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    [GeneratedRegex(@"^\s*(?<ms>\d+) ms\s+(?<task>\w+)\s+\d+ calls", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Accounts();
}
