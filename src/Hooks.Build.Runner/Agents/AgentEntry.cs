using System.Globalization;
using System.Text.Json;
using Hooks.Build.Engine.Installing;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Agents;

/// <summary>The entry that starts hooks in an agent's configuration: one for each stage, in the shape and the units of the agent.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Program">The program, and what stands before its own arguments.</param>
/// <param name="FailsClosed">Whether the agent is held back where hooks cannot run at all.</param>
/// <param name="Paths">Project and state in pairs, from the top of the working tree, with <c>/</c>.</param>
internal sealed record AgentEntry(string Agent, IReadOnlyList<string> Program, bool FailsClosed, IReadOnlyList<string> Paths)
{
    /// <summary>The program of entries that are for all who work on the repository: it is looked for on PATH.</summary>
    public const string SharedProgram = "hooks";

    /// <summary>Whether it is such an entry.</summary>
    public bool IsShared => Program is [SharedProgram];

    /// <summary>The stages at which it is held back then in any case, since a hook is declared so.</summary>
    public HookStages FailsClosedAt { get; init; }

    /// <summary>Each project with its state.</summary>
    public IEnumerable<(string Project, string State)> Pairs => Paths.Chunk(2).Select(pair => (pair[0], pair[^1]));

    /// <summary>The projects.</summary>
    public IEnumerable<string> Projects => Pairs.Select(pair => pair.Project);

    /// <summary>How many seconds an agent waits for the hooks of a stage.</summary>
    public static int Seconds(HookStages stage) => stage switch
    {
        HookStages.PromptSubmit => 30,
        HookStages.AfterTool or HookStages.AgentStop => 300,
        _ => 60,
    };

    /// <summary>The properties of a new file beside its hooks.</summary>
    public string NewFile => Agent is AgentNames.Copilot or AgentNames.Cursor ? "{\n  \"version\": 1\n}\n" : "{\n}\n";

    /// <summary>The entry of a stage as JSON, in lines that are indented from its first.</summary>
    public string Of(HookStages stage) => Agent switch
    {
        AgentNames.Claude =>
            Group(
                $"\"type\": \"command\", \"command\": {JsonEdit.Quote(Program[0])}, \"args\": [{string.Join(", ", Arguments(stage).Select(JsonEdit.Quote))}], \"timeout\": {Number(Seconds(stage))}"),
        AgentNames.Codex => Group($"\"type\": \"command\", \"command\": {JsonEdit.Quote(Line(stage))}, \"timeout\": {Number(Seconds(stage))}"),
        AgentNames.Gemini =>
            Group(
                $"\"type\": \"command\", \"name\": \"hooks-build\", \"command\": {JsonEdit.Quote(Line(stage))}, \"timeout\": {Number(Seconds(stage) * 1000)}"),
        AgentNames.Copilot => $"{{ \"type\": \"command\", \"command\": {JsonEdit.Quote(Line(stage))}, \"timeoutSec\": {Number(Seconds(stage))} }}",
        _ => $"{{ \"command\": {JsonEdit.Quote(Line(stage))}, \"timeout\": {Number(Seconds(stage))}{(IsClosed(stage) ? ", \"failClosed\": true" : "")} }}",
    };

    /// <summary>Whether a hook starts ours for an agent, <c>agent NAME</c>, by its arguments one by one or in one line.</summary>
    public static bool IsOurs(JsonText hook, string agent) => Read(hook, agent) is not null;

    /// <summary>What a hook says that starts ours for an agent; <see langword="null"/> where it starts something else.</summary>
    public static AgentEntry? Read(JsonText hook, string agent)
    {
        List<string> words = [.. CommandWords.Of(hook)];
        var at = words.IndexOf("agent");
        if (at < 1 || at + 1 >= words.Count || words[at + 1] != agent
            || !words.Take(at).Any(word => word.Contains("hooks", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        // Somebody may have changed its arguments: it is ours all the same.
        var call = AgentCall.TryParse([.. words[(at + 1)..]]);
        return new AgentEntry(agent, words[..at], call?.FailsClosed ?? words.Contains(AgentCall.FailClosedSwitch), call?.Paths ?? []);
    }

    /// <summary>Whether a hook of a stage starts this entry in the very words that are written for it.</summary>
    public bool IsAsWritten(JsonText hook, HookStages stage) => hook["args"] is { } args
        ? Agent == AgentNames.Claude
            && hook["command"]?.Text == Program[0]
            && args.Kind == JsonValueKind.Array
            && args.Children.Select(argument => argument.Text).SequenceEqual(Arguments(stage), StringComparer.Ordinal)
        : Agent != AgentNames.Claude && hook["command"]?.Text == Line(stage);

    private bool IsClosed(HookStages stage) => (FailsClosed || (stage & FailsClosedAt) != 0) && (stage & AgentStages.CanDeny) != 0;

    private static string Group(string hook) => $"{{\n  \"hooks\": [\n    {{ {hook} }}\n  ]\n}}";

    private IEnumerable<string> Arguments(HookStages stage) =>
        [.. Program.Skip(1), "agent", Agent, AgentStageNames.NameOf(Agent, stage), .. IsClosed(stage)
            ? [AgentCall.FailClosedSwitch]
            : Array.Empty<string>(), .. Paths];

    // For the shell through which the agent starts it.
    private string Line(HookStages stage) => string.Join(' ', Arguments(stage).Prepend(Program[0]).Select(Quoted));

    private static string Quoted(string word) =>
        word.All(character => char.IsAsciiLetterOrDigit(character)
            || character is '/' or '.' or '_' or '-' or ':' or '=' or '+' or ','
            || (OperatingSystem.IsWindows() && character == '\\')) ? word
        : OperatingSystem.IsWindows() ? "\"" + word + "\""
        : ShellText.Quote(word);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
