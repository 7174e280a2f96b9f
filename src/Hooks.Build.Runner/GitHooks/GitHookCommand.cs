using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Runner.Building;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Running;

namespace Hooks.Build.Runner.GitHooks;

/// <summary>Git's way in.</summary>
internal static class GitHookCommand
{
    /// <summary>Runs the hooks of one of git's stages, and says whether git may go on.</summary>
    public static int Run(string[] args)
    {
        // A hook may itself commit.
        if (Environment.GetEnvironmentVariable("HOOKS") == "0" || Environment.GetEnvironmentVariable("HooksRunning") == "1")
        {
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
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A system that is out of descriptors, processes or space.
            terminal.WriteLine($"hooks: the hooks cannot run: {e.Message}");
            terminal.WriteLine(HowToSkip(call));
            return ExitCodes.WrongUse;
        }
    }

    private static int Run(GitHookCall call, Terminal terminal)
    {
        if (GitHookFiles.Of(call, Console.OpenStandardInput, terminal.WriteLine) is not { } files)
        {
            return ExitCodes.Passed;
        }

        using Interruption interruption = new();
        var isAfterwards = call.Stage is HookStages.PostMerge or HookStages.PostCheckout;
        var state = isAfterwards
            ? BuiltPlan.Get(call.Project, call.StateFile, call.Name, terminal, interruption.Token)
            : FreshPlan.Get(call.Project, call.StateFile, terminal, interruption.Token);
        if (state is null && isAfterwards)
        {
            return interruption.ExitCode ?? ExitCodes.Passed;
        }

        if (state is null)
        {
            terminal.WriteLine(HowToSkip(call));
            return interruption.ExitCode ?? ExitCodes.Failed;
        }

        if (!RunSettings.IsEnabled(state))
        {
            return ExitCodes.Passed;
        }

        var plan = PlanReader.Read(state.Assembly);
        var request = RunSettings.ToRequest(state) with { Stage = call.Stage, Files = files };
        CommitPlace.Check(call, request.RepositoryRoot, interruption.Token);
        RunReport report;
        HookRun run = new(state);
        using (TextOutput output = new(terminal, request.RepositoryRoot, isLater: call.Stage == HookStages.CommitMsg))
        {
            report = run.Execute(plan, request, output, interruption.Token);
            if (HasSomethingToTell(call, report))
            {
                output.End(report);
            }
        }

        run.Leave();
        return interruption.ExitCode ?? (report.Succeeded ? ExitCodes.Passed : ExitCodes.Failed);
    }

    // A switch of branches, a rebase, a merge with hooks that have nothing to do with it; a message that is fine, after the commit's own line.
    private static bool HasSomethingToTell(GitHookCall call, RunReport report) =>
        report.Interrupted || report.Problems.Count + report.Repaired.Count > 0
        || report.Hooks.Any(hook => hook.Outcome is not (HookOutcome.NoFiles or HookOutcome.NotNeeded) && (call.Stage != HookStages.CommitMsg || hook.Outcome != HookOutcome.Succeeded || hook.Findings.Count > 0));

    private static string HowToSkip(GitHookCall call) => call.Stage switch
    {
        HookStages.PrePush => "hooks: to push without hooks: git push --no-verify, or HOOKS=0 git push",
        HookStages.PostMerge or HookStages.PostCheckout => "hooks: to go without hooks set HOOKS=0",
        _ => "hooks: to commit without hooks: git commit --no-verify, or HOOKS=0 git commit",
    };
}
