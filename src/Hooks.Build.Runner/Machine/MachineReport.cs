using System.Globalization;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Native;
using Hooks.Build.Engine.State;
using Hooks.Build.Engine.Statistics;
using Hooks.Build.Runner.Projects;

namespace Hooks.Build.Runner.Machine;

/// <summary>What the logs of all known projects of this user say, by repository. Nothing of a repository is built, run or written.</summary>
/// <param name="Query">What was asked for.</param>
/// <param name="Repositories">Those with runs in the window, the most time first.</param>
/// <param name="Notes">What should be known besides; sentences without a full stop.</param>
internal sealed record MachineReport(ReportQuery Query, IReadOnlyList<MachineRepository> Repositories, IReadOnlyList<string> Notes)
{
    private const int MostNamed = 5;

    /// <summary>How many runs there are.</summary>
    public int Runs => Repositories.Sum(repository => repository.History.Runs.Count);

    /// <summary>How many there are in the windows before.</summary>
    public int RunsBefore => Repositories.Sum(repository => repository.History.Before.Count);

    /// <summary>Reads the register and the logs. Projects that are gone are told, and forgotten.</summary>
    /// <param name="register">The register; <see langword="null"/> where the user has no place for it.</param>
    /// <param name="query">What is asked for.</param>
    public static MachineReport Make(ProjectRegister? register, ReportQuery query)
    {
        List<string> notes = [];
        var states = StatesOf(register, notes);
        List<MachineRepository> repositories = [];
        foreach (var projects in states.GroupBy(state => state.RepositoryRoot, StringComparer.Ordinal))
        {
            if (Read(projects.Key, [.. projects.Select(state => state.LogDirectory).Distinct(StringComparer.Ordinal)], query, notes) is { } repository)
            {
                repositories.Add(repository);
            }
        }

        var idle = repositories.Where(repository => repository.History.Runs.Count == 0).Select(repository => repository.Root).ToList();
        if (idle.Count > 0)
        {
            notes.Add($"{Count(idle, "repository has", "repositories have")} no such run: {Names(idle)}");
        }

        notes.AddRange(LeftOut(repositories));
        return new MachineReport(
            query,
            [.. repositories.Where(repository => repository.History.Runs.Count > 0)
                .OrderByDescending(repository => repository.Total)
                .ThenBy(repository => repository.Root, StringComparer.Ordinal)],
            notes);
    }

    /// <summary>A path as people write it.</summary>
    public static string Shown(string path)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 1 && path.StartsWith(home + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? "~" + path[home.Length..] : path;
    }

    private static List<PlanState> StatesOf(ProjectRegister? register, List<string> notes)
    {
        if (register is null || !Path.Exists(register.Folder))
        {
            notes.Add("no project is known on this machine yet: each build of a hooks project, and each installation of its hooks, makes it known");
            return [];
        }

        if (!register.IsOurs)
        {
            notes.Add(
                $"{register.Folder} is not a folder that this user alone may enter, so that what is in it is not read: delete it, and the next builds make it anew");
            return [];
        }

        List<PlanState> states = [];
        List<string> gone = [];
        List<string> unbuilt = [];
        var places = register.Read(out var damaged);
        foreach (var place in places)
        {
            if (!File.Exists(place.Project))
            {
                gone.Add(place.Project);
                register.Remove(place);
            }
            else if (StateOf(place) is { } state)
            {
                states.Add(state);
            }
            else
            {
                unbuilt.Add(place.Project);
            }
        }

        Note(gone, "project is gone and not known any more", "projects are gone and not known any more");
        Note(
            unbuilt,
            "project has no state of its build, which says where its log is: build it",
            "projects have no state of their builds, which says where their logs are: build them");
        if (damaged > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{damaged:N0} of the files in {register.Folder} cannot be understood, and were left out"));
        }

        if (places.Count == 0 && damaged == 0)
        {
            notes.Add("no project is known on this machine: each build of a hooks project, and each installation of its hooks, makes it known");
        }

        return states;

        void Note(List<string> paths, string one, string many)
        {
            if (paths.Count > 0)
            {
                notes.Add($"{Count(paths, one, many)}: {Names(paths)}");
            }
        }
    }

    // What another user put there says nothing: it could send us anywhere.
    private static PlanState? StateOf(ProjectPlace place) =>
        IsOwn(place.StateFile) && PlanStateFile.TryRead(place.StateFile) is { } state && state.Project == place.Project ? state : null;

    private static bool IsOwn(string path) =>
        OperatingSystem.IsWindows() || FileStatus.Read(path) is not { IsDetailed: true } status || status.User == Libc.EffectiveUser();

    private static MachineRepository? Read(string root, IReadOnlyList<string> folders, ReportQuery query, List<string> notes)
    {
        var foreign = folders.Where(folder => FileStatus.Read(folder).Kind is not (FileKind.Folder or FileKind.None) || !IsOwn(folder)).ToList();
        notes.AddRange(foreign.Select(folder => $"{folder} is not a folder of this user, so that its log is not read"));
        List<string> logs = [.. folders.Except(foreign, StringComparer.Ordinal)];
        if (logs.Count == 0)
        {
            return null;
        }

        try
        {
            var history = RunHistory.Read(logs.Select(folder => (folder, (Func<string, string>)(name => name))), query);
            return new MachineRepository(root, logs, history, RunStatistics.Of(history, []));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            notes.Add($"the log of {Shown(root)} cannot be read: {e.Message}");
            return null;
        }
    }

    private static IEnumerable<string> LeftOut(IReadOnlyList<MachineRepository> repositories)
    {
        foreach (var repository in repositories)
        {
            var history = repository.History;
            var lost = history.Damaged + history.Newer + history.OfFuture;
            if (lost > 0 || history.PassedOver > 0)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"of the log of {Shown(repository.Root)} {lost:N0} {(lost == 1 ? "record" : "records")}{(history.PassedOver > 0 ? " and the beginning of a file that is longer than a log gets" : "")} were left out: hooks report in it says why");
            }
        }
    }

    private static string Count(List<string> paths, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{paths.Count:N0} {(paths.Count == 1 ? one : many)}");

    private static string Names(List<string> paths) =>
        string.Join(
            ", ",
            paths.Take(MostNamed).Select(Shown)) + (paths.Count > MostNamed
                ? string.Create(CultureInfo.InvariantCulture, $" and {paths.Count - MostNamed:N0} more")
                : "");
}
