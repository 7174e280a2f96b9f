using System.Globalization;

namespace Hooks.Build.Package.Tests.Kit;

/// <summary>A session's folder of a test alone, in which workers wait for its runs where it lets them.</summary>
internal sealed class KeptFolder(bool keepsWorkers) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hooks-kept-").FullName;

    /// <summary>What a run needs in its environment.</summary>
    public IEnumerable<(string Name, string Value)> Variables => keepsWorkers
        ? [("MSBUILDDISABLENODEREUSE", "0"), ("CI", "false"), ("XDG_RUNTIME_DIR", _folder), ("HOOKS_TRACE", Trace)]
        : [];

    /// <summary>The file that is told what runs did with workers.</summary>
    public string Trace => Path.Combine(_folder, "trace");

    /// <summary>How many workers runs took.</summary>
    public int Taken => File.Exists(Trace) ? File.ReadLines(Trace).Count(line => line.StartsWith("worker: took ", StringComparison.Ordinal)) : 0;

    /// <summary>The workers that wait.</summary>
    public IReadOnlyList<int> Waiting() => [.. Directory
        .EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
        .Select(path => int.TryParse(Path.GetExtension(path).TrimStart('.').Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            ? process
            : 0)
        .Where(process => process > 0)];

    /// <summary>Ends them: they see that their folder is gone.</summary>
    public void Dispose()
    {
        // One that begins to wait just now writes into what is being deleted.
        while (Directory.Exists(_folder))
        {
            try
            {
                Directory.Delete(_folder, recursive: true);
            }
            catch (IOException)
            {
                _ = Thread.Yield();
            }
        }
    }
}
