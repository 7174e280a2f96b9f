using System.Globalization;

namespace Hooks.Build.Bench.Builds;

/// <summary>A way to build, and the proof that it did what it says.</summary>
/// <param name="Name">Its name.</param>
/// <param name="AreMethods">Whether the project's hooks are C#, or else commands.</param>
/// <param name="Properties">Arguments of the build.</param>
/// <param name="Proof">The line that shows the work, given the number of hooks; none where nothing may run.</param>
internal sealed record BuildVariant(string Name, bool AreMethods, IReadOnlyList<string> Properties, Func<int, string?> Proof)
{
    public static BuildVariant Off { get; } = new("off", AreMethods: false, ["-p:HooksEnabled=false"], _ => null);

    public static BuildVariant Command { get; } = new("command", AreMethods: false, [], Passed);

    public static BuildVariant Method { get; } = new("C#", AreMethods: true, [], Passed);

    public static BuildVariant Exec { get; } = new(
        "Exec", AreMethods: false, ["-p:HooksEnabled=false", "-p:BenchExec=true"], hooks => string.Create(CultureInfo.InvariantCulture, $"exec: {hooks} ran"));

    public static IReadOnlyList<BuildVariant> All { get; } = [Off, Command, Method, Exec];

    /// <summary>Builds once.</summary>
    /// <returns>Milliseconds of the whole process.</returns>
    /// <exception cref="BenchException">The build failed, or did something else.</exception>
    public async Task<double> BuildAsync(BuildProject project, CancellationToken cancellation)
    {
        if (Directory.Exists(project.Logs))
        {
            Directory.Delete(project.Logs, recursive: true);
        }

        var result = await project.BuildAsync(Properties, cancellation);
        var expected = Proof(project.Hooks);
        var logs = Directory.Exists(project.Logs) ? Directory.GetFiles(project.Logs, "*.log").Length : 0;
        var expectedLogs = Proof == (Func<int, string?>)Passed ? project.Hooks : 0;
        return logs == expectedLogs && (expected is null ? !Mentions(result, "hooks:", "exec:") : Mentions(result, expected))
            ? result.Milliseconds
            : throw new BenchException($"The build '{Name}' with {project.Hooks} hooks left {logs} logs and printed:\n{result.Output}");
    }

    private static bool Mentions(ToolResult result, params string[] words) => words.Any(word => result.Output.Contains(word, StringComparison.Ordinal));

    private static string? Passed(int hooks) => string.Create(CultureInfo.InvariantCulture, $"hooks: {hooks} passed");
}
