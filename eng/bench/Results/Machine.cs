using System.Globalization;
using System.Runtime.InteropServices;

namespace Hooks.Build.Bench.Results;

/// <summary>What the figures were measured on.</summary>
/// <param name="Time">When.</param>
/// <param name="Facts">What, in order.</param>
internal sealed record Machine(DateTimeOffset Time, IReadOnlyList<(string Name, string Value)> Facts)
{
    public static async Task<Machine> ReadAsync(string root, CancellationToken cancellation)
    {
        var time = TimeProvider.System.GetUtcNow();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        var commit = await OutputAsync(root, "git", ["describe", "--always", "--dirty", "--abbrev=10"], cancellation);
        return new Machine(time,
        [
            ("CPU", FirstLine("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString()),
            ("Cores", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
            ("Memory", string.Create(CultureInfo.InvariantCulture, $"{memory:0.0} GiB")),
            ("System", (FirstLine("/etc/os-release", "PRETTY_NAME") ?? RuntimeInformation.OSDescription) + ", " + Environment.OSVersion.VersionString),
            ("SDK", await OutputAsync(root, "dotnet", ["--version"], cancellation)),
            ("Runtime", RuntimeInformation.FrameworkDescription),
            ("git", (await OutputAsync(root, "git", ["--version"], cancellation)).Replace("git version ", "", StringComparison.Ordinal)),
            ("Date", time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)),
            ("Commit", commit),
        ]);
    }

    /// <summary>How many processes want a core at present, on average over a minute: figures of a machine that others use are to be read with it.</summary>
    public static async Task<string> LoadAsync(CancellationToken cancellation) =>
        File.Exists("/proc/loadavg") ? (await File.ReadAllTextAsync("/proc/loadavg", cancellation)).Split(' ')[0] : "unknown";

    private static async Task<string> OutputAsync(string root, string program, IReadOnlyList<string> arguments, CancellationToken cancellation) =>
        (await Tool.RunAsync(root, program, arguments, cancellation)).Output.Trim();

    // "name : value" or "NAME=value".
    private static string? FirstLine(string path, string name)
    {
        var line = File.Exists(path) ? File.ReadLines(path).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) : null;
        return line?[(line.IndexOfAny([':', '=']) + 1)..].Trim().Trim('"');
    }
}
