using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Native;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Settings;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Building;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Plans;
using Hooks.Build.Runner.Projects;
using Hooks.Build.Runner.Running;
using Hooks.Build.Runner.Trials;

namespace Hooks.Build.Runner.GitHooks;

/// <summary>Git's way in.</summary>
internal static class GitHookCommand
{
    private static readonly TimeSpan OfLooks = TimeSpan.FromSeconds(1);

    /// <summary>What is answered where a script is tried (<c>hooks doctor</c>): that it has started this program. No hook runs.</summary>
    public static string Answer => $"hooks {BuildInformation.Version} was started";

    /// <summary>Runs the hooks of one of git's stages, and says whether git may go on.</summary>
    public static int Run(string[] args)
    {
        // A hook may itself commit.
        var running = Environment.GetEnvironmentVariable(Trial.Variable);
        if (Environment.GetEnvironmentVariable("HOOKS") == "0" || running == "1")
        {
            return ExitCodes.Passed;
        }

        if (running == Trial.Mark)
        {
            // Whoever has the variable set, and commits, is to know.
            Terminal.OfErrors().WriteLine($"hooks: this was a trial ({Trial.Variable}={Trial.Mark}): no hook ran");
            Terminal.OfOutput().WriteLine(Answer);
            return ExitCodes.Passed;
        }

        var terminal = Terminal.OfErrors();
        if (GitHookCall.TryParse(args) is not { } call)
        {
            terminal.WriteLine("hooks: git-hook is called by the scripts that 'hooks install' writes: git-hook NAME PROJECT STATE [arguments of git]");
            return ExitCodes.WrongUse;
        }

        try
        {
            return Run(call, terminal);
        }
        catch (HooksException e)
        {
            RunText.WriteProblems(e.Problems, terminal);
            terminal.WriteLine(HowToSkip(call));
            return ExitCodes.WrongUse;
        }
        catch (OperationCanceledException)
        {
            terminal.WriteLine("hooks: interrupted");
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (SystemRefusal.Is(e))
        {
            terminal.WriteLine($"hooks: the hooks cannot run: {SystemRefusal.Words(e)}");
            terminal.WriteLine(HowToSkip(call));
            return ExitCodes.WrongUse;
        }
    }

    private static int Run(GitHookCall call, Terminal terminal)
    {
        var git = OperatingSystem.IsWindows() ? 0 : Libc.Parent();
        // Before signals are taken over: no token ends a read of a terminal or pipe, a signal does.
        var input = GitHookFiles.Read(call, Console.OpenStandardInput);
        using Interruption interruption = new();
        // Git starts hooks at the top.
        _ = RepositoryFence.Require(Path.GetFullPath("."), interruption.Token);
        if (GitHookFiles.Of(call, input, terminal.WriteLine, interruption.Token) is not { } files)
        {
            return ExitCodes.Passed;
        }

        var isAfterwards = call.Stage is HookStages.PostMerge or HookStages.PostCheckout;
        var places = InThisCheckout(call, isAfterwards, terminal);
        var states = isAfterwards
            ? [.. places.Select(place => BuiltPlan.Get(place.Project, place.StateFile, call.Name, terminal, interruption.Token))]
            : FreshPlan.Get(places, terminal, interruption.Token);
        var projects = Open(places, states, call.Stage, terminal, interruption.Token);

        // What of several projects cannot be built or read stops the commit; the hooks of the others say their word meanwhile.
        var expected = isAfterwards ? states.Count(state => state is not null) : places.Count;
        var isBroken = projects.Count < expected;
        if (projects.Count == 0 || interruption.ExitCode is not null)
        {
            return End(report: null);
        }

        var open = OpenPlan.Of(projects);
        if (!open.IsEnabled)
        {
            return End(report: null);
        }

        var request = open.ToRequest(call.Stage) with { Files = files };
        CommitPlace.Check(call, request.RepositoryRoot);
        using TextOutput output = new(terminal, request.RepositoryRoot, isLater: call.Stage == HookStages.CommitMsg);
        HookRun run = new(open.States) { Ended = Tell };
        var report = run.Execute(open.Plan, request, output, services => isAfterwards ? services : EndingWith(git, services, interruption), interruption.Token);
        run.Leave();
        return End(report);

        void Tell(RunReport report)
        {
            if (HasSomethingToTell(call.Stage, report))
            {
                output.End(report);
            }
            else
            {
                output.Dispose();
            }
        }

        int End(RunReport? report)
        {
            if (isBroken)
            {
                if (expected > 1)
                {
                    terminal.WriteLine($"hooks: {expected - projects.Count} of {expected} hooks projects could not be built or read: see above");
                }

                terminal.WriteLine(HowToSkip(call));
            }

            return interruption.ExitCode ?? (!isBroken && report?.Succeeded != false ? ExitCodes.Passed : ExitCodes.Failed);
        }
    }

    // A git that is killed tells nobody, and nothing comes of what its hooks say. After a merge or a checkout a script may leave them to themselves.
    private static EngineServices EndingWith(int git, EngineServices services, Interruption interruption)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = services.Clock.CreateTimer(
                _ =>
                {
                    if (Libc.Parent() != git)
                    {
                        _ = interruption.TryInterrupt();
                    }
                },
                state: null,
                OfLooks,
                OfLooks);
        }

        return services;
    }

    // The script has looked for one; of several it has found at least one.
    private static IReadOnlyList<ProjectPlace> InThisCheckout(GitHookCall call, bool isAfterwards, Terminal terminal)
    {
        if (call.Projects.Count == 1)
        {
            return call.Projects;
        }

        var isThere = call.Projects.ToLookup(place => File.Exists(place.Project));
        foreach (var place in isThere[false].Where(_ => !isAfterwards && call.Stage != HookStages.CommitMsg))
        {
            terminal.WriteLine(
                $"hooks: {place.Shown} is not in this checkout, so its hooks do not run; if it is gone for good: hooks uninstall --project \"{place.Shown}\"");
        }

        return [.. isThere[true]];
    }

    private static List<OpenProject> Open(
        IReadOnlyList<ProjectPlace> places, IReadOnlyList<PlanState?> states, HookStages stage, Terminal terminal, CancellationToken cancellation)
    {
        List<OpenProject> projects = [];
        for (var i = 0; i < places.Count; i++)
        {
            if (states[i] is not { } state)
            {
                continue;
            }

            var place = places[i];
            try
            {
                var project = OpenProject.Open(place, state, stage, cancellation);
                if (place.IsOneOfSeveral)
                {
                    SettingTable.Require(state.Settings);
                }

                projects.Add(project);
            }
            catch (HooksException e) when (place.IsOneOfSeveral)
            {
                RunText.WriteProblems([.. e.Problems.Select(problem => problem with { Message = $"{place.Shown}: {problem.Message}" })], terminal);
            }
        }

        return projects;
    }

    /// <summary>
    /// Whether a run is told of. Not a switch of branches, a rebase, a merge with hooks that have nothing to do with it; nor a message that is fine, after the
    /// commit's own line.
    /// </summary>
    internal static bool HasSomethingToTell(HookStages stage, RunReport report) =>
        report.Interrupted || report.Problems.Count + report.Repaired.Count + report.LeftOut.Count > 0
        || report.Hooks.Any(hook => hook.Findings.Count > 0
            || (hook.Outcome is not (HookOutcome.NoFiles or HookOutcome.NotNeeded)
                && (stage != HookStages.CommitMsg || hook.Outcome != HookOutcome.Succeeded)));

    private static string HowToSkip(GitHookCall call) => call.Stage switch
    {
        HookStages.PrePush => "hooks: to push without hooks: git push --no-verify, or HOOKS=0 git push",
        HookStages.PostMerge or HookStages.PostCheckout => "hooks: to go without hooks set HOOKS=0",
        _ => "hooks: to commit without hooks: git commit --no-verify, or HOOKS=0 git commit",
    };
}
