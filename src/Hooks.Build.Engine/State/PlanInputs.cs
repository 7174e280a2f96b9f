namespace Hooks.Build.Engine.State;

/// <summary>Takes the stamps of what a plan was built from.</summary>
public static class PlanInputs
{
    /// <summary>Adds to a state its inputs.</summary>
    /// <param name="state">The state; its assembly is built.</param>
    /// <param name="sources">The source files that were compiled.</param>
    /// <param name="others">The project's other files. Those that do not exist are left out.</param>
    /// <param name="used">The projects whose hooks are part of the plan: what is below their folders was compiled as well.</param>
    /// <param name="watchesFolders">The project takes new source files by itself.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static PlanState Stamp(
        PlanState state, IEnumerable<string> sources, IEnumerable<string> others, IReadOnlyList<string> used, bool watchesFolders, DateTimeOffset now)
    {
        var assembly = InputFile.Of(state.Assembly);
        var compiled = sources.Distinct(StringComparer.Ordinal)
            .Where(File.Exists)
            .Select(path => Compiled(InputFile.Of(path), assembly.Time, now.UtcTicks))
            .ToList();
        var known = compiled.Select(input => input.Path).ToHashSet(StringComparer.Ordinal);
        var usedFolders = used.SelectMany(project => SourceFolders.List(Path.GetDirectoryName(project)!)).ToList();
        var rest = others.Concat(used)
            .Concat(usedFolders.SelectMany(SourceFolders.Sources))
            .Distinct(StringComparer.Ordinal)
            .Where(path => !known.Contains(path) && File.Exists(path))
            .Select(InputFile.Of)
            .ToList();
        known.UnionWith(rest.Select(input => input.Path));
        List<string> folders = [.. (watchesFolders ? SourceFolders.List(Path.GetDirectoryName(state.Project)!) : [])
            .Concat(usedFolders)
            .Distinct(StringComparer.Ordinal)];
        return state with
        {
            Inputs = [.. compiled, .. rest, assembly],
            Folders = [.. folders.Select(folder => new InputFolder(folder, Directory.GetLastWriteTimeUtc(folder).Ticks))],
            Excluded = [.. folders.SelectMany(SourceFolders.Sources).Where(path => !known.Contains(path))],
        };
    }

    // Saved while the compiler ran: what the assembly holds of it is not known. A time in the future says nothing of the kind.
    private static InputFile Compiled(InputFile input, long built, long now) => input.Time > built && input.Time <= now ? input with { Size = -1 } : input;
}
