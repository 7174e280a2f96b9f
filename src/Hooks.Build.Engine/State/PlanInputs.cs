namespace Hooks.Build.Engine.State;

/// <summary>Takes the stamps of what a plan was built from.</summary>
public static class PlanInputs
{
    /// <summary>Adds to a state its inputs.</summary>
    /// <param name="state">The state; its assembly is built.</param>
    /// <param name="sources">The source files that were compiled.</param>
    /// <param name="others">The project's other files. Those that do not exist are left out.</param>
    /// <param name="watchesFolders">The project takes new source files by itself.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static PlanState Stamp(PlanState state, IEnumerable<string> sources, IEnumerable<string> others, bool watchesFolders, DateTimeOffset now)
    {
        var assembly = InputFile.Of(state.Assembly);
        var compiled = sources.Distinct(StringComparer.Ordinal).Where(File.Exists).Select(path => Compiled(InputFile.Of(path), assembly.Time, now.UtcTicks)).ToList();
        var known = compiled.Select(input => input.Path).ToHashSet(StringComparer.Ordinal);
        var rest = others.Distinct(StringComparer.Ordinal).Where(path => !known.Contains(path) && File.Exists(path)).Select(InputFile.Of);
        var folders = watchesFolders ? SourceFolders.List(Path.GetDirectoryName(state.Project)!) : [];
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
