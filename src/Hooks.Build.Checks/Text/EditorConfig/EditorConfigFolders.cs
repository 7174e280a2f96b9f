using System.Collections.Concurrent;

namespace Hooks.Build.Checks.Text.EditorConfig;

/// <summary>Finds what .editorconfig says of files. Files above the repository's root do not count. Each .editorconfig is read once.</summary>
internal sealed class EditorConfigFolders(CheckContext context)
{
    private readonly ConcurrentDictionary<string, EditorConfigFile?> _files = new(StringComparer.Ordinal);

    /// <summary>What is said of a file.</summary>
    /// <param name="path">Its path from the root, with / between folders.</param>
    public EditorConfigSettings Find(string path)
    {
        var settings = new EditorConfigSettings();
        Apply(path, path.Length, settings);
        return settings;
    }

    // Folders from the top, as the nearest wins; from the bottom first, as one of them may be the root.
    private void Apply(string path, int end, EditorConfigSettings settings)
    {
        var slash = end == 0 ? -1 : path.LastIndexOf('/', end - 1);
        var start = slash + 1;
        var file = _files.GetOrAdd(path[..start], Read);
        if (start > 0 && file?.IsRoot != true)
            Apply(path, slash, settings);

        file?.Apply(path[start..], settings);
    }

    private EditorConfigFile? Read(string folder)
    {
        try
        {
            return context.LinesOf(folder + ".editorconfig") is { } lines ? new EditorConfigFile(lines) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CheckSetupException(
                $"{folder}.editorconfig cannot be read ({e.Message.TrimEnd('.')}); put a file in its place that can be read, or remove it", e);
        }
    }
}
