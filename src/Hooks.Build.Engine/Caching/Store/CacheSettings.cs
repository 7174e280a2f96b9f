using System.Globalization;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Caching.Store;

/// <summary>The folder in which results are remembered.</summary>
public static class CacheSettings
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>The folder that a setting names, from the repository's root; without one that of the user. Empty where there is none.</summary>
    public static string Directory(string? setting, string root) =>
        string.IsNullOrWhiteSpace(setting) ? CacheFolder.Default(HookEnvironment.OfThisProcess()) ?? "" : Path.GetFullPath(Path.Combine(root, setting.Trim()));

    /// <summary>Forgets all that is remembered, for every repository that shares the folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="logDirectory">The folder of the hooks' logs, in which it is kept what results depended on.</param>
    /// <returns>What was removed, in a line.</returns>
    /// <exception cref="HooksException">HOOK9019: the folder is not a cache.</exception>
    public static string Clean(string folder, string logDirectory)
    {
        foreach (var name in (string[])[StateFiles.Statuses, StateFiles.Codes, StateFiles.Stamp])
        {
            Delete(Path.Combine(logDirectory, name));
        }

        var last = Path.Combine(logDirectory, StateFiles.LastRuns);
        if (System.IO.Directory.Exists(last))
        {
            System.IO.Directory.Delete(last, recursive: true);
        }

        if (folder.Length == 0)
        {
            return "nothing is remembered: there is no folder for it";
        }

        var cleaned = StoreCleaner.Clean(folder);
        if (cleaned.Refusal is { } refusal)
        {
            throw new HooksException(Codes.CacheFolder, refusal);
        }

        var left = cleaned.Left == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {cleaned.Left} could not be removed");
        return string.Create(
            CultureInfo.InvariantCulture, $"forgot all results: removed {cleaned.Files} files ({(double)cleaned.Bytes / Megabyte:0.0} MiB) in {folder}{left}");
    }

    private static void Delete(string file)
    {
        if (File.Exists(file))
        {
            File.Delete(file);
        }
    }
}
