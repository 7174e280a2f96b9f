using Hooks.Build.Catalog;
using Hooks.Build.Generators.Diagnostics;
using Hooks.Build.Generators.Model;
using static Hooks.Build.Catalog.StageBits;

namespace Hooks.Build.Generators.Rules;

/// <summary>HOOK0014: what a hook says of coding agents, or to them, and no agent makes anything of at the stages at which the hook runs.</summary>
internal static class AgentAnswers
{
    public static IEnumerable<Finding> Check(HookSet hooks)
    {
        for (var i = 0; i < hooks.Hooks.Count; i++)
        {
            foreach (var (what, why, where) in Problems(hooks.Hooks[i]))
                yield return new Finding(
                    DiagnosticDescriptors.AgentAnswerWithoutEffect, [what, hooks.Hooks[i].Name, why], new HookPlace(i, where ?? hooks.Hooks[i].Attribute));
        }
    }

    private static IEnumerable<(string What, string Why, SourceSpan? Where)> Problems(HookSpec hook)
    {
        var (options, stages) = (hook.Options, hook.Options.Stages.Value);
        if (options.Tools.Count > 0 && (stages & (BeforeTool | AfterTool)) == 0)
            yield return ("Tools", "it runs neither at BeforeTool nor at AfterTool, and other stages are about no tool", options.Tools[0].Where);
        if (options.FailClosed.Value && (stages & (PromptSubmit | BeforeTool)) == 0)
            yield return ("FailClosed", "it runs neither at BeforeTool nor at PromptSubmit, and at other stages an agent cannot be held back", options.FailClosed.Where);
        if (hook.Command?.Arguments.Any(argument => argument == "{command}") == true && (stages & (BeforeTool | AfterTool)) == 0)
            yield return ("{command}", "it runs neither at BeforeTool nor at AfterTool, so there is no command", hook.Command.Where);
        var guard = GuardOf(hook);
        if (guard is not null && (stages & ~guard.StagesWithEffect) is not 0 and var vain)
            yield return (Names(vain), $"{guard.Command} does something at {Names(guard.StagesWithEffect)} alone", options.Stages.Where);
        if (guard is { TakesGlobs: false } && options.Files.Count > 0)
            yield return ("Files", $"{guard.Command} is about all that the agent does", options.Files[0].Where);
        if ((stages & OfAgents) == 0)
            yield break;

        if (guard is null && options.Files.Count > 0 && (stages & (SessionStart | PromptSubmit)) != 0)
            yield return ("Files", $"at {Names(stages & (SessionStart | PromptSubmit))} there are no files, so it never runs there", options.Stages.Where);
        if ((stages & BeforeTool) != 0 && hook.Command?.Standard?.StartsWith("hooks:", StringComparison.Ordinal) == true)
            yield return ("BeforeTool", "it looks at what is in files, and the tool has not written them yet; AfterTool is the stage for that", options.Stages.Where);
        if ((hook.Answers & HookAnswers.Continue) != 0 && (stages & AgentStop) == 0)
            yield return ("HookResult.Continue", "only at AgentStop can an agent be sent on", options.Stages.Where);
        if ((hook.Answers & HookAnswers.Deny) != 0 && (stages & OfAgents) == SessionStart)
            yield return ("HookResult.Deny", "at SessionStart there is nothing to deny", options.Stages.Where);
        if ((hook.Answers & HookAnswers.Context) != 0 && (stages & OfAgents) == AgentStop)
            yield return ("HookResult.AddContext", "at AgentStop the agent reads nothing more, unless it is sent on by HookResult.Continue", options.Stages.Where);
    }

    // A ready-made hook of agents.
    private static StandardHook? GuardOf(HookSpec hook) => GuardHooks.All.FirstOrDefault(ready => ready.Command == hook.Command?.Standard);

    private static string Names(int stages) => string.Join(" and ", StageNames.Of(stages));
}
