using System.Globalization;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Spares;

/// <summary>A worker that waits for a run.</summary>
/// <param name="Process">Its id.</param>
/// <param name="Program">Absolute path of what it has loaded: the assembly with the hooks, or the worker of Hooks.Build.CSharp.</param>
/// <param name="Repository">Absolute path of the folder in which it would run.</param>
/// <param name="Since">When it was started.</param>
/// <param name="Memory">What it holds, in bytes.</param>
/// <param name="IsStopped">Whether somebody stopped it, so that it does not answer.</param>
public sealed record KeptWorker(int Process, string Program, string Repository, DateTimeOffset Since, long Memory, bool IsStopped);

/// <summary>The workers of this user that wait for a run.</summary>
public static class KeptWorkers
{
    /// <summary>All that live, the oldest first.</summary>
    /// <param name="environment">The environment of this process.</param>
    public static IReadOnlyList<KeptWorker> All(IReadOnlyDictionary<string, string> environment)
    {
        List<KeptWorker> all = [];
        foreach (var entry in Entries(environment))
        {
            var process = SpareProcess.Open(entry);
            if (process >= 0)
            {
                all.Add(Describe(entry));
                SpareSocket.Close(process);
            }
        }

        return [.. all.OrderBy(worker => worker.Since)];
    }

    /// <summary>Ends them all.</summary>
    /// <param name="environment">The environment of this process.</param>
    /// <returns>How many there were.</returns>
    public static int Stop(IReadOnlyDictionary<string, string> environment) => Entries(environment).Count(SpareStop.Stop);

    private static List<SpareEntry> Entries(IReadOnlyDictionary<string, string> environment) =>
        OperatingSystem.IsLinux() && SpareFolder.TryOpen(environment, make: false) is { } folder ? folder.Entries() : [];

    private static KeptWorker Describe(SpareEntry entry)
    {
        var about = $"/proc/{entry.Process}";
        // After its name, which may hold anything: the state, and 21 fields later the pages that it holds.
        const int Pages = 21;
        var words = Read(about + "/cmdline").TrimEnd('\0').Split('\0');
        var fields = Read(about + "/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var program = words[^1] == SpareProcess.PathOf(entry) ? words.FirstOrDefault(word => word.EndsWith(".dll", StringComparison.Ordinal)) ?? "" : words[^1];
        return new KeptWorker(
            entry.Process,
            program,
            new FileInfo(about + "/cwd").LinkTarget ?? "",
            DateTimeOffset.FromUnixTimeSeconds(FileStatus.Read(entry.Path).Modified.Seconds),
            fields.Length > Pages ? long.Parse(fields[Pages], CultureInfo.InvariantCulture) * System.Environment.SystemPageSize : 0,
            fields is ["T" or "t", ..]);
    }

    private static string Read(string path)
    {
        try
        {
            return PathText.Decode(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has just ended.
            return "";
        }
    }
}
