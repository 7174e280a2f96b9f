namespace Hooks.Build.Engine.State;

/// <summary>Whether a plan is still what its project says.</summary>
/// <param name="Reason">Why it is not, such as <c>RepoHooks.cs changed</c>; <see langword="null"/> where it is.</param>
/// <param name="Refreshed">The state with the times of today, where only times have changed since.</param>
public readonly record struct PlanFreshness(string? Reason, PlanState? Refreshed = null)
{
    /// <summary>
    /// Compares what the plan was built from with what is there. A file whose times and size are the same is unchanged; for one whose times alone
    /// differ the content decides, since git writes files anew when it switches branches.
    /// </summary>
    public static PlanFreshness Of(PlanState state)
    {
        try
        {
            return Check(state);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new PlanFreshness(e.Message.TrimEnd('.'));
        }
    }

    private static PlanFreshness Check(PlanState state)
    {
        List<InputFile>? inputs = null;
        for (var i = 0; i < state.Inputs.Count; i++)
        {
            var input = state.Inputs[i];
            if (InputFile.Look(input.Path) is not { } file)
            {
                return new PlanFreshness($"{Name(input.Path)} {(input.Path == state.Assembly ? "is not built" : "is gone")}");
            }

            file = file with { Hash = input.Hash };
            if (file == input)
            {
                continue;
            }

            if (file.Size != input.Size || InputFile.HashOf(input.Path) != input.Hash)
            {
                return new PlanFreshness($"{Name(input.Path)} changed");
            }

            inputs ??= [.. state.Inputs];
            inputs[i] = file;
        }

        if (FilesAbove.FindNew(state) is { } above)
        {
            return new PlanFreshness($"{Name(above)} is new");
        }

        List<InputFolder>? folders = null;
        for (var i = 0; i < state.Folders.Count; i++)
        {
            var time = Directory.GetLastWriteTimeUtc(state.Folders[i].Path).Ticks;
            if (time == state.Folders[i].Time)
            {
                continue;
            }

            folders ??= [.. state.Folders];
            folders[i] = folders[i] with { Time = time };
            if (FindNew(folders[i].Path, state, folders) is { } added)
            {
                return new PlanFreshness($"{Name(added)} is new");
            }
        }

        return new PlanFreshness(
            null, inputs is null && folders is null ? null : state with { Inputs = inputs ?? state.Inputs, Folders = folders ?? state.Folders });
    }

    // Folders that appeared without a source are watched from now on.
    private static string? FindNew(string folder, PlanState state, List<InputFolder> folders)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var known = state.Inputs.Select(input => input.Path).Concat(state.Excluded).ToHashSet(StringComparer.Ordinal);
        if (SourceFolders.Sources(folder).FirstOrDefault(path => !known.Contains(path)) is { } source)
        {
            return source;
        }

        foreach (var below in SourceFolders.Below(folder).Where(path => !folders.Exists(other => other.Path == path)).ToList())
        {
            foreach (var path in SourceFolders.List(below))
            {
                if (SourceFolders.Sources(path).FirstOrDefault() is { } added)
                {
                    return added;
                }

                folders.Add(new InputFolder(path, Directory.GetLastWriteTimeUtc(path).Ticks));
            }
        }

        return null;
    }

    private static string Name(string path) => Path.GetFileName(path);
}
