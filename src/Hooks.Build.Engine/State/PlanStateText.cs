using System.Globalization;
using System.Text;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.State;

/// <summary>
/// The text of a state file: lines of fields separated by tabs, the first of them the line's key. It is read at every commit, so it is plain.
/// </summary>
internal static class PlanStateText
{
    /// <summary>Version of the format that this engine reads and writes.</summary>
    public const int Format = 3;

    /// <summary>Writes a state, as seen from the folder of its file.</summary>
    public static string Write(PlanState state, string folder)
    {
        StringBuilder text = new();
        Line("hooks-state", Number(Format));
        Line("package", state.Package);
        Line("assembly", Relative(state.Assembly));
        Line("root", Path.GetRelativePath(folder, state.RepositoryRoot));
        Line("project", Relative(state.Project));
        Line("logs", Relative(state.LogDirectory));
        Line("dotnet", Relative(state.Dotnet));
        Line("worker", Relative(state.Worker));
        foreach (var packages in state.PackageFolders)
        {
            Line("packages", Relative(packages));
        }

        foreach (var (name, value) in state.Values)
        {
            var relative = Relative(value);
            Line(ReferenceEquals(relative, value) ? "value" : "path-value", name, relative);
        }

        foreach (var (name, value) in state.Settings)
        {
            Line("setting", name, value);
        }

        foreach (var input in state.Inputs)
        {
            Line(
                "input",
                Number(input.Time),
                Number(input.Changed),
                Number(input.Size),
                input.Hash.ToString("x16", CultureInfo.InvariantCulture),
                Relative(input.Path));
        }

        foreach (var source in state.Folders)
        {
            Line("folder", Number(source.Time), Relative(source.Path));
        }

        foreach (var excluded in state.Excluded)
        {
            Line("excluded", Relative(excluded));
        }

        return TabbedText.Seal(text.ToString());

        void Line(params ReadOnlySpan<string> fields)
        {
            for (var i = 0; i < fields.Length; i++)
            {
                _ = text.Append(i == 0 ? "" : "\t").Append(TabbedText.Escape(fields[i]));
            }

            _ = text.Append('\n');
        }

        // What lies elsewhere (packages, the SDK) stays where it is when the repository moves.
        string Relative(string path) => PathBelow.Is(path, state.RepositoryRoot) ? Path.GetRelativePath(folder, path) : path;
    }

    /// <summary>Reads a state; <see langword="null"/> where the text is another format's or damaged.</summary>
    public static PlanState? Read(string text, string folder)
    {
        Dictionary<string, string> single = new(StringComparer.Ordinal);
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, string> settings = new(StringComparer.OrdinalIgnoreCase);
        List<string> packages = [];
        List<InputFile> inputs = [];
        List<InputFolder> folders = [];
        List<string> excluded = [];
        foreach (var line in (TabbedText.Unseal(text) ?? "").Split('\n'))
        {
            var fields = line.Split('\t');
            for (var i = 0; i < fields.Length; i++)
            {
                fields[i] = TabbedText.Unescape(fields[i]);
            }

            switch (fields)
            {
                case ["packages", var path]:
                    packages.Add(Absolute(path));
                    break;
                case ["value", var name, var value]:
                    values[name] = value;
                    break;
                case ["path-value", var name, var value]:
                    values[name] = Absolute(value);
                    break;
                case ["setting", var name, var value]:
                    settings[name] = value;
                    break;
                case ["input", var time, var change, var size, var hash, var path] when TryNumber(time, out var ticks)
                    && TryNumber(change, out var changed)
                    && TryNumber(size, out var bytes)
                    && ulong.TryParse(hash, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var content):
                    inputs.Add(new InputFile(Absolute(path), ticks, bytes, content) { Changed = changed });
                    break;
                case ["folder", var time, var path] when TryNumber(time, out var ticks):
                    folders.Add(new InputFolder(Absolute(path), ticks));
                    break;
                case ["excluded", var path]:
                    excluded.Add(Absolute(path));
                    break;
                case [var key, var value]:
                    single[key] = value;
                    break;
                case [""]:
                    break;
                default:
                    return null;
            }
        }

        return single.GetValueOrDefault("hooks-state") == Number(Format) && inputs.Count > 0
            && single.TryGetValue("assembly", out var assembly) && single.TryGetValue("root", out var root)
            && single.TryGetValue("project", out var project) && single.TryGetValue("logs", out var logs)
            ? new PlanState
            {
                Package = single.GetValueOrDefault("package", ""),
                Assembly = Absolute(assembly),
                RepositoryRoot = Path.TrimEndingDirectorySeparator(Absolute(root)),
                Project = Absolute(project),
                LogDirectory = Absolute(logs),
                Dotnet = Absolute(single.GetValueOrDefault("dotnet", "")),
                Worker = Absolute(single.GetValueOrDefault("worker", "")),
                PackageFolders = packages,
                Values = values,
                Settings = settings,
                Inputs = inputs,
                Folders = folders,
                Excluded = excluded,
            }
            : null;

        string Absolute(string path) => path.Length == 0 || Path.IsPathRooted(path) ? path : Path.GetFullPath(path, folder);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool TryNumber(string text, out long number) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
