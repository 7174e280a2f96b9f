using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Running;
using Hooks.Build.Runner.Agents;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Plans;
using Hooks.Build.Runner.Running;

namespace Hooks.Build.Runner.Mcp.Tools;

/// <summary><c>explain</c>: what is remembered of hooks, or what a rule says.</summary>
internal static class ExplainTool
{
    /// <summary>Writes why hooks ran and would run.</summary>
    /// <exception cref="HooksException">A hook is named that there is not.</exception>
    public static void Write(Utf8JsonWriter json, BuiltHooks built, ToolArguments arguments, CancellationToken cancellation)
    {
        // The same files as plan and run mean; a hook that no commit runs is explained at its own first stage.
        string[] named = [.. arguments.Texts("hooks")];
        List<string> lines = [];
        foreach (var (stage, names) in ToolRequest.StageOf(arguments, HookStages.None) is not HookStages.None and var said
            ? [(said, named)]
            : MeantStages.Of(built.Plan, named, HookStages.PreCommit))
        {
            var request = ToolRequest.Of(built, arguments, stage, names);
            lines.AddRange(EventLoop.Run(loop => HookExplainer.ExplainAsync(
                built.Plan, request, HookRun.Services(built.Projects.States[0], loop), cancellation)));
        }

        json.WriteString("text", Cut(string.Join('\n', lines), "name some hooks to read on"));
        built.WriteStale(json);
    }

    /// <summary>Writes what a rule says: its page, or what the table of all has of it.</summary>
    /// <exception cref="HooksException">There is no such rule, or hooks are named, too.</exception>
    public static void WriteRule(Utf8JsonWriter json, string said, ToolArguments arguments)
    {
        if (arguments.Texts("hooks").Count > 0)
        {
            throw new HooksException("", "rule and hooks were given together: choose one");
        }

        var (code, text) = RulePages.Of(said);
        json.WriteString("rule", code);
        json.WriteString("text", Cut(text, "docs/rules of the package has the rest"));
    }

    private static string Cut(string text, string more)
    {
        const int Margin = 100;
        return text.Length < AgentText.Most - Margin ? text : $"{text[..(AgentText.Most - Margin - more.Length)]}\n[... cut: {more}]";
    }
}
