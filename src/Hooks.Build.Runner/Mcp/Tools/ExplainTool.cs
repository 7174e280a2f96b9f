using System.Text;
using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Running;
using Hooks.Build.Runner.Agents;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Plans;
using Hooks.Build.Runner.Running;

namespace Hooks.Build.Runner.Mcp.Tools;

/// <summary><c>explain</c>: what is remembered of hooks, or what a rule says.</summary>
internal static class ExplainTool
{
    private const string Table = "diagnostics.md";
    private const int CodeLength = 8;

    /// <summary>Writes why hooks ran and would run.</summary>
    /// <exception cref="HooksException">A hook is named that there is not.</exception>
    public static void Write(Utf8JsonWriter json, BuiltHooks built, ToolArguments arguments, CancellationToken cancellation)
    {
        // The same files as plan and run mean; a hook that no commit runs is explained at its own first stage.
        string[] named = [.. arguments.Texts("hooks")];
        List<string> lines = [];
        foreach (var (stage, names) in ToolRequest.StageOf(arguments, HookStages.None) is not HookStages.None and var said ? [(said, named)] : MeantStages.Of(built.Plan, named, HookStages.PreCommit))
        {
            var request = ToolRequest.Of(built, arguments, stage, names);
            lines.AddRange(EventLoop.Run(loop => HookExplainer.ExplainAsync(built.Plan, request, HookRun.Services(built.Projects.States[0], loop), cancellation)));
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

        var code = said.Trim().ToUpperInvariant();
        var text = Resource(code + ".md") ?? (IsCode(code) ? FromTable(code, Resource(Table)!) : null)
            ?? throw new HooksException(Codes.UnknownName, $"There is no rule '{said}' of Hooks.Build: its rules are HOOK and four digits. What other codes mean is in the documentation of the tool that reports them; findings say which hook that was");
        json.WriteString("rule", code);
        json.WriteString("text", Cut(text.Trim(), "docs/rules of the package has the rest"));
    }

    // The row, and the section that is about it.
    private static string? FromTable(string code, string page)
    {
        StringBuilder text = new();
        var isWanted = false;
        foreach (var line in page.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith($"| {code} |", StringComparison.Ordinal))
            {
                _ = text.Append(line.Trim('|', ' ')).Append("\n\n");
            }

            isWanted = line.StartsWith("##", StringComparison.Ordinal) ? line.StartsWith("### ", StringComparison.Ordinal) && line.Contains(code, StringComparison.Ordinal) : isWanted && !line.StartsWith("<a ", StringComparison.Ordinal);
            if (isWanted)
            {
                _ = text.Append(line).Append('\n');
            }
        }

        return text.Length == 0 ? null : text.ToString();
    }

    private static bool IsCode(string code) => code.Length == CodeLength && code.StartsWith("HOOK", StringComparison.Ordinal) && code.AsSpan(4).IndexOfAnyExceptInRange('0', '9') < 0;

    private static string? Resource(string name)
    {
        using var stream = name.StartsWith("HOOK", StringComparison.Ordinal) && !IsCode(name[..^3]) ? null : typeof(ExplainTool).Assembly.GetManifestResourceStream(name);
        if (stream is null)
        {
            return null;
        }

        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    private static string Cut(string text, string more)
    {
        const int Margin = 100;
        return text.Length < AgentText.Most - Margin ? text : $"{text[..(AgentText.Most - Margin - more.Length)]}\n[... cut: {more}]";
    }
}
