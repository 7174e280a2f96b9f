using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Installing;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Settings;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Projects;

namespace Hooks.Build.Runner.Doors;

/// <summary>Writes the file by which <c>hooks</c> finds the plan, and sees whether it is fresh, without MSBuild.</summary>
internal static class DoorState
{
    /// <summary>Writes it for a project that was built a moment ago.</summary>
    public static void Write(DoorRequest request, EventStream events, CancellationToken cancellation)
    {
        NativeProgram.Open(request.Text("runner"));
        if (!IsSwitchedOff(request.Settings))
        {
            SettingTable.Require(request.Settings);
        }

        // Such a value holds for one build; the commits that follow it ask for the project's own.
        if (StateSettings.GivenOnce(request.All("global"), HookEnvironment.OfThisProcess()) is { } name)
        {
            events.TellProblem(new Problem("", $"The state of the hooks is not written: {name} was given for this build alone"), EventStream.Detail);
            return;
        }

        var state = request.ToState();
        var file = request.Text("state-file");
        try
        {
            PlanStateFile.Write(file, Stamped(request, state));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            events.TellProblem(
                new Problem(Codes.StateFile, $"The state of the hooks cannot be written to {file} ({e.Message}): commits will build this project each time"),
                EventStream.Warning);
            return;
        }

        // A build server's checkouts are nobody's to look back on.
        if (!request.Flag("server"))
        {
            RegisteredProject.Note(new ProjectPlace(state.Project, file), events);
        }

        WarnIfIgnored(state, events, cancellation);
    }

    // Who switches hooks off is asked nothing.
    private static bool IsSwitchedOff(IReadOnlyDictionary<string, string> settings) =>
        settings.TryGetValue(SettingTable.Enabled.Name, out var text)
            && SettingTable.Check([KeyValuePair.Create(SettingTable.Enabled.Name, text)]).Count == 0
            && !SettingTable.Enabled.Read(text);

    private static PlanState Stamped(DoorRequest request, PlanState state)
    {
        var settings = state.Settings.Where(setting => StateSettings.IsKept(setting.Key)).ToDictionary(StringComparer.OrdinalIgnoreCase);
        var generated = request.Text("generated-folder");
        var imports = Written("import").Concat(ProjectImports.Of(state.Project, state.RepositoryRoot));
        return PlanInputs.Stamp(
            state with { Settings = settings },
            Written("source"),
            imports,
            Used(request, state),
            request.Flag("watches-folders"),
            TimeProvider.System.GetUtcNow());

        // Nothing in the folder of what the build generates was written by people.
        IEnumerable<string> Written(string field) =>
            request.All(field).Where(path => GitFolders.IsIn(path, state.RepositoryRoot) && !(generated.Length > 0 && GitFolders.IsIn(path, generated)));
    }

    // The projects among the references whose hooks the plan has.
    private static List<string> Used(DoorRequest request, PlanState state)
    {
        var referred = request.All("uses").Select(pair => pair.Split('|', 2)).Where(pair => pair is [_, { Length: > 0 }]).ToList();
        if (referred.Count == 0)
        {
            return [];
        }

        try
        {
            var assemblies = PlanReader.Read(state.Assembly).Hooks.Select(hook => hook.Origin)
                .OfType<HookOrigin>()
                .SelectMany(origin => new[] { origin.Assembly, origin.BroughtBy })
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            return [.. referred.Where(pair => assemblies.Contains(pair[0]) && File.Exists(pair[1])).Select(pair => pair[1])];
        }
        catch (HooksException)
        {
            // Who runs the hooks says so.
            return [];
        }
    }

    // Here, since a build that is up to date writes no state and need not ask git.
    private static void WarnIfIgnored(PlanState state, EventStream events, CancellationToken cancellation)
    {
        if (EventLoop.Run(loop => IgnoredProject.FindAsync(
            loop.CreateLauncher(), HookEnvironment.OfThisProcess(), state.RepositoryRoot, state.Project, cancellation)) is { } problem)
        {
            events.TellProblem(problem with { File = problem.File ?? state.Project }, EventStream.Warning);
        }
    }
}
