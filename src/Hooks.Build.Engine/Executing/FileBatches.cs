using System.Text;

namespace Hooks.Build.Engine.Executing;

/// <summary>Splits files into batches that fit on a command line.</summary>
internal static class FileBatches
{
    // Linux allows 128 KiB for one argument and, by default, 2 MiB for all with the environment; macOS 1 MiB; Windows 32,767 characters, 8,191 through cmd.
    private const int UnixLimit = 512 * 1024;
    private const int WindowsLimit = 30_000;
    private const int WindowsScriptLimit = 8_000;
    private const int CostOfAnArgument = 9;

    /// <summary>The most bytes that one command's arguments may have on this system.</summary>
    public static int Limit(string program) => Limit(program, OperatingSystem.IsWindows());

    /// <summary>The same for a given system.</summary>
    public static int Limit(string program, bool onWindows) =>
        !onWindows ? UnixLimit
        : Path.GetExtension(program).ToUpperInvariant() is ".CMD" or ".BAT" ? WindowsScriptLimit
        : WindowsLimit;

    /// <summary>Splits in order; with <paramref name="atLeast"/> above 1 into that many batches of even size, where there are as many files.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Split(IReadOnlyList<string> files, int fixedBytes, int limit, int atLeast = 1)
    {
        List<IReadOnlyList<string>> batches = [];
        List<string> batch = [];
        var room = Math.Max(CostOfAnArgument, limit - fixedBytes);
        var mostFiles = Math.Max(1, (files.Count + atLeast - 1) / Math.Max(1, atLeast));
        var used = 0;
        foreach (var file in files)
        {
            var cost = Cost(file);
            if (batch.Count > 0 && (used + cost > room || batch.Count >= mostFiles))
            {
                batches.Add(batch);
                batch = [];
                used = 0;
            }

            batch.Add(file);
            used += cost;
        }

        if (batch.Count > 0)
        {
            batches.Add(batch);
        }

        return batches;
    }

    /// <summary>What an argument takes of the limit.</summary>
    public static int Cost(string argument) => Encoding.UTF8.GetByteCount(argument) + CostOfAnArgument;
}
