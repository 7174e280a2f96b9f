using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.ToolOutput;

/// <summary>The files into which a command writes a report. What it did not write now is an older run's.</summary>
internal sealed class ReportFiles
{
    private readonly string _folder;
    private readonly string _name;
    private readonly Dictionary<string, FileStatus> _before;

    private ReportFiles(string folder, string name)
    {
        _folder = folder;
        _name = name;
        _before = Files().ToDictionary(file => file, file => FileStatus.Read(file), StringComparer.Ordinal);
    }

    /// <summary>Looks at what is there before the command runs.</summary>
    /// <param name="root">Absolute path where the path starts.</param>
    /// <param name="path">The path, with <c>*</c> in its last part only.</param>
    public static ReportFiles Before(string root, string path)
    {
        var whole = System.IO.Path.Combine(root, path);
        return new ReportFiles(System.IO.Path.GetDirectoryName(whole)!, System.IO.Path.GetFileName(whole));
    }

    /// <summary>Reads what the command wrote.</summary>
    /// <param name="folder">Absolute path of the folder in which it ran.</param>
    /// <param name="add">Takes what is found.</param>
    /// <returns>What is to be told; <see langword="null"/> where all was read.</returns>
    public string? After(string folder, Action<Finding> add)
    {
        var written = Files().Where(file => !_before.TryGetValue(file, out var before) || before != FileStatus.Read(file)).ToList();
        if (written.Count == 0)
        {
            return $"it wrote no report {_name} into {_folder}";
        }

        List<string> problems = [];
        foreach (var file in written)
        {
            if ((KeptFile.Read(file, ReportCapture.Longest) is { } bytes
                ? ReportKinds.Read(bytes, folder, add)
                : "its report is longer than 32 MB or cannot be read") is { } problem)
            {
                problems.Add($"{file}: {problem}");
            }
        }

        return problems.Count == 0 ? null : string.Join("; ", problems);
    }

    private List<string> Files()
    {
        try
        {
            return Directory.Exists(_folder) ? [.. Directory.EnumerateFiles(_folder, _name).Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
