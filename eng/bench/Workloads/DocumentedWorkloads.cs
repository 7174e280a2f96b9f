using System.Globalization;

namespace Hooks.Build.Bench.Workloads;

/// <summary>
/// The workloads of the documents this product comes from. They give the number of hooks, the sums and some of the times; the rest is filled in
/// here, once, and listed with the results.
/// </summary>
internal static class DocumentedWorkloads
{
    // Given: six times and the sum of 48 s. Filled in: the last four.
    private static readonly double[] FastSeconds = [6.6, 6.7, 5.1, 4.9, 0.3, 0.3, 7.2, 6.4, 5.6, 4.9];

    private const string Fast = "fast";
    private const string Comprehensive = "comprehensive";
    private const string Prepare = "prepare";
    private const string Compile = "compile";
    private const string Verify = "verify";

    public static IReadOnlyList<Workload> All { get; } = [FastHooks(), ComprehensiveHooks(), TwoProfiles(), TinyHooks(), Workflow()];

    private static Workload FastHooks() => new("10 fast hooks, 48 s", 1,
        [.. FastSeconds.Select((seconds, i) => new Step(Name("Fast", i), seconds, Fast))]);

    // Given: four hooks and the sum of 40 s.
    private static Workload ComprehensiveHooks() => new("4 comprehensive hooks, 40 s", 1,
    [
        new("Tests", 16, Comprehensive),
        new("Analysis", 10, Comprehensive),
        new("Vulnerabilities", 8, Comprehensive),
        new("Coverage", 6, Comprehensive),
    ]);

    // Given: one profile of 5 s beside one of 30 s.
    private static Workload TwoProfiles() => new("profile fast of 5 s beside comprehensive of 30 s", 1,
    [
        new("Format", 2, Fast),
        new("Lint", 3, Fast, "Format"),
        new("Build", 8, Comprehensive),
        new("Tests", 14, Comprehensive, "Build"),
        new("Coverage", 8, Comprehensive, "Tests"),
    ]);

    // Given in full.
    private static Workload TinyHooks() =>
        new("21 tiny hooks of 50 ms", Workload.Unscaled, [.. Enumerable.Range(0, 21).Select(i => new Step(Name("Tiny", i), 0.05, Fast))]);

    // Given: 15 steps, three groups, 23 minutes.
    private static Workload Workflow() => new("workflow of 15 steps, 23 min", 0.2,
    [
        new("Restore", 70, Prepare),
        new("Format", 50, Prepare),
        new("Spelling", 20, Prepare),
        new("Secrets", 30, Prepare),
        new("Build", 210, Compile, "Restore"),
        new("Lint", 60, Compile, "Restore"),
        new("Analyzers", 120, Compile, "Build"),
        new("Documentation", 70, Compile, "Build"),
        new("PublicApi", 20, Compile, "Build"),
        new("UnitTests", 180, Verify, "Build"),
        new("IntegrationTests", 260, Verify, "Build"),
        new("Coverage", 90, Verify, "UnitTests"),
        new("Vulnerabilities", 40, Verify, "Restore"),
        new("Package", 60, Verify, "Build", "PublicApi"),
        new("SmokeTest", 100, Verify, "Package"),
    ]);

    private static string Name(string stem, int i) => string.Create(CultureInfo.InvariantCulture, $"{stem}{i + 1}");
}
